//! The frame around the content of a page: skip link, header, footer, title.

use leptos::{prelude::*, web_sys::Element};
use leptos_meta::Title;
use leptos_router::hooks::use_url;
use words::Language;

use super::{demo_bar::demo_bar, header::header};
use crate::Visitor;

/// How wide the content runs.
#[derive(Clone, Copy)]
pub enum Width {
    /// Forms and running text.
    Narrow,
    /// Most pages.
    Usual,
}

/// A whole page. `title` is that of the browser's tab.
pub fn page(t: Language, title: &str, width: Width, content: AnyView) -> AnyView {
    let (signed_in, demo) = with_context::<Visitor, _>(|visitor| {
        (visitor.learner.is_some(), visitor.demo.as_ref().map(|demo| demo.now))
    })
    .unwrap_or_default();
    let here = here();
    let class = match width {
        Width::Narrow => "page page--narrow",
        Width::Usual => "page",
    };
    view! {
        <Title text=format!("{title} · {}", t.brand_name())/>
        <a class="skip-link" href="#main">{t.skip_to_content()}</a>
        {header(t, signed_in, &here)}
        <main class=class id="main">{content}</main>
        <footer class="site-footer"><p>{t.footer()}</p></footer>
        {demo.map(|now| demo_bar(t, now, &here))}
    }
    .into_any()
}

/// Path and query of the page.
pub fn here() -> String {
    use_url().with_untracked(|url| match url.search() {
        "" => url.path().to_owned(),
        search => format!("{}?{}", url.path(), search.trim_start_matches('?')),
    })
}

/// The one heading of a page. Focus moves to it when the page was reached inside the program.
pub fn heading(text: impl Into<String>) -> impl IntoView {
    view! { <h1 class="page-title" tabindex="-1" use:takes_focus>{text.into()}</h1> }
}

/// For the heading of a page that brings its own frame: takes the focus, unless the page is the
/// first, where the browser knows better.
pub fn takes_focus(heading: Element) {
    #[cfg(feature = "hydrate")]
    crate::browser::focus::arrive(heading);
    #[cfg(not(feature = "hydrate"))]
    drop(heading);
}
