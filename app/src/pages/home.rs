//! What this is, for those who come for the first time.

use leptos::prelude::*;

use crate::{
    Visitor,
    components::page::{Width, heading, page},
};

/// The way in.
#[component]
pub fn HomePage() -> impl IntoView {
    let t = crate::language();
    let signed_in =
        with_context::<Visitor, _>(|visitor| visitor.learner.is_some()).unwrap_or_default();
    let (way, name) =
        if signed_in { ("/dashboard", t.home_dashboard()) } else { ("/sign-in", t.home_sign_in()) };
    let steps = [
        (t.home_see(), t.home_see_text()),
        (t.home_prepare(), t.home_prepare_text()),
        (t.home_renew(), t.home_renew_text()),
    ]
    .map(|(step, text)| view! { <li><h3>{step}</h3><p>{text}</p></li> });
    let content = view! {
        {heading(t.home_title())}
        <p class="lede">{t.home_lede()}</p>
        <div class="form-actions">
            <a class="button button--primary" href=way>{name}</a>
            <a class="button" href="/certifications">{t.home_browse()}</a>
        </div>
        <section>
            <h2>{t.home_how_title()}</h2>
            <ol class="skill-list">{steps}</ol>
        </section>
    };
    page(t, t.home_title(), Width::Narrow, content.into_any())
}
