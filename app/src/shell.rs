//! The HTML around every page.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

use crate::{App, Visitor};

/// The document. `options` say where the assets are.
pub fn shell(options: &LeptosOptions) -> impl IntoView + use<> {
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
                {live(&script, &program)}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Loads the browser's part where something on the page is to be live, and begins with its islands.
/// Leptos' own component for this names another wasm file where the program was not built by
/// `cargo leptos`.
fn live(script: &str, program: &str) -> impl IntoView + use<> {
    // What fails because the page has been left is no fault.
    let start = format!(
        "if(document.querySelector('leptos-island,[data-local],[data-left]')){{\
         let left=false;addEventListener('pagehide',()=>left=true);\
         try{{const program=fetch({program:?}),all=await import({script:?});\
         await all.default({{module_or_path:program}});all.hydrate();\
         for(const it of document.querySelectorAll('leptos-island'))all[it.dataset.component](it)}}\
         catch(fault){{if(!left)throw fault}}}}"
    );
    view! { <script type="module" nonce=use_nonce()>{start}</script> }
}
