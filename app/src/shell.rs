//! The HTML around every page.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

use crate::{App, Visitor};

/// The document. `options` say where the assets are.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let language = Visitor::of_request().language.tag();
    let asset = |kind: &str| format!("/{}/{}.{kind}", options.site_pkg_dir, options.output_name);
    let (style, script, program) = (asset("css"), asset("js"), asset("wasm"));
    view! {
        <!DOCTYPE html>
        <html lang=language>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="stylesheet" href=style/>
                <AutoReload options=options.clone()/>
                {hydration(&script, &program)}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Loads the browser's part and lets it take over. Leptos' own component for this names another
/// wasm file where the program was not built by `cargo leptos`.
fn hydration(script: &str, program: &str) -> impl IntoView + use<> {
    let start = format!(
        "import start, {{ hydrate }} from {script:?};\
         await start({{ module_or_path: {program:?} }});\
         hydrate();"
    );
    view! {
        <link rel="modulepreload" href=script.to_owned()/>
        <link
            rel="preload"
            href=program.to_owned()
            r#as="fetch"
            r#type="application/wasm"
            crossorigin=""
        />
        <script type="module" nonce=use_nonce()>{start}</script>
    }
}
