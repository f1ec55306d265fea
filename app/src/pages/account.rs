//! The account of somebody who is signed in.

use leptos::prelude::*;

use crate::{
    Visitor,
    api::ApiError,
    components::{
        header::{language_switch, sign_out},
        page::{Width, heading, here, page},
        problem::problem,
    },
};

/// Who one is here, in which language, and the way out.
#[component]
pub fn AccountPage() -> impl IntoView {
    let t = crate::language();
    let learner = with_context::<Visitor, _>(|visitor| visitor.learner.clone()).flatten();
    let Some(learner) = learner else {
        return problem(t, &ApiError::NotSignedIn);
    };
    let content = view! {
        {heading(t.account_title())}
        <dl class="facts">
            <dt>{t.account_name()}</dt>
            <dd>{learner.name}</dd>
            <dt>{t.account_email()}</dt>
            <dd>{learner.email}</dd>
            <dt>{t.profiles_title()}</dt>
            <dd><a href=crate::places::PROFILES>{t.profiles_link()}</a></dd>
            <dt>{t.account_language()}</dt>
            <dd>{t.language_name(t.tag()).to_owned()}" "{language_switch(t, &here())}</dd>
            <dt>{t.account_session()}</dt>
            <dd>{sign_out(t)}</dd>
        </dl>
    };
    page(t, t.account_title(), Width::Narrow, content.into_any())
}
