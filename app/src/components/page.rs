//! The frame around the content of a page: skip link, header, footer, title.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_url};
use uuid::Uuid;
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
    let (roles, demo) = with_context::<Visitor, _>(|visitor| {
        let roles = visitor.learner.as_ref().map(|learner| learner.roles);
        (roles, visitor.demo.as_ref().map(|demo| demo.now))
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
        {header(t, roles.is_some(), roles.unwrap_or_default(), &here)}
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

/// The id that the address of the page names; `None` where it is none.
pub fn id_in_address() -> Option<Uuid> {
    use_params_map().with_untracked(|params| params.get_str("id")?.parse().ok())
}

/// The one heading of a page.
pub fn heading(text: impl Into<String>) -> impl IntoView {
    view! { <h1 class="page-title">{text.into()}</h1> }
}
