//! Signing in; in the demo beside the learners that are ready for it.

use chrono::DateTime;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::{Language, Sentence};

use crate::{
    Demo, SampleLearner, Visitor,
    components::{
        credentials::{Filled, email_and_password},
        notice::{Tone, notice},
        page::{Width, heading, page},
        providers::{Purpose, provider_refusal, providers},
        sentence::with_instant,
    },
    places,
};

/// What stands in the address of the page.
#[derive(Default)]
struct Query {
    next: String,
    error: String,
    until: Option<i64>,
    /// Another password has just been set.
    password_set: bool,
    /// Demo: the learner to fill in.
    sample: String,
}

/// E-mail address and password, or a provider.
#[component]
pub fn SignInPage() -> impl IntoView {
    let t = crate::language();
    let query = use_query_map().with_untracked(|query| {
        let value = |key| query.get_str(key).unwrap_or_default().to_owned();
        Query {
            next: value("next"),
            error: value("error"),
            until: value("until").parse().ok(),
            password_set: value("done") == "password",
            sample: value("as"),
        }
    });
    let demo = with_context::<Visitor, _>(|visitor| visitor.demo.clone()).flatten();
    let wide = demo.as_ref().is_some_and(|demo| !demo.learners.is_empty());
    let content = view! {
        {heading(t.sign_in_title())}
        <p class="lede">{t.sign_in_lede()}</p>
        {query.password_set.then(|| notice(Tone::Fine, t.sign_in_done_password().into_any()))}
        {failure(t, &query).map(|sentence| notice(Tone::Problem, sentence))}
        <div class="sign-in">
            <div class="ways-in">
                {form(t, &query, demo.as_ref())}
                <ul class="history">
                    <li><a href="/register">{t.sign_in_register()}</a></li>
                    <li><a href="/forgot">{t.sign_in_forgot()}</a></li>
                </ul>
                {providers(t, Purpose::SignIn, places::known(&query.next)).map(|buttons| view! {
                    <section aria-labelledby="providers">
                        <h2 id="providers">{t.provider_title()}</h2>
                        {buttons}
                    </section>
                })}
            </div>
            {demo.map(|demo| samples(t, &query.next, demo))}
        </div>
    };
    let width = if wide { Width::Usual } else { Width::Narrow };
    page(t, t.sign_in_title(), width, content.into_any())
}

/// Why it did not work. Which of the two was wrong is not said.
fn failure(t: Language, query: &Query) -> Option<AnyView> {
    if let Some(refusal) = provider_refusal(t) {
        return Some(refusal.into_any());
    }
    match (query.error.as_str(), query.until.and_then(|at| DateTime::from_timestamp(at, 0))) {
        ("", _) => None,
        ("wrong_sign_in", _) => Some(t.sign_in_wrong().into_any()),
        ("slow_down", Some(until)) => {
            let sentence = Sentence::with(until, |gap| t.sign_in_slow_down(gap));
            Some(with_instant(t, &sentence))
        }
        _ => Some(t.sign_in_failed().into_any()),
    }
}

fn form(t: Language, query: &Query, demo: Option<&Demo>) -> AnyView {
    let chosen = demo.and_then(|demo| demo.learners.iter().find(|it| it.email == query.sample));
    let filled = chosen.map(|it| Filled {
        email: it.email.clone(),
        password: it.password.clone(),
        anybody: false,
    });
    let filled = filled.unwrap_or_default();
    // A page in the browser goes on where the session is known: with a new document.
    view! {
        <form class="form" method="post" action="/api/sign-in">
            <input type="hidden" name="next" value=places::known(&query.next).to_owned()/>
            {email_and_password(t, filled)}
            <div class="form-actions">
                <button class="button button--primary">{t.sign_in_button()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The ready-made learners: one link each that fills in the form.
fn samples(t: Language, next: &str, demo: Demo) -> Option<AnyView> {
    let password = demo.learners.first()?.password.clone();
    let rows = demo.learners.into_iter().map(|learner| sample(t, next, learner)).collect_view();
    Some(view! {
        <section>
            <h2 id="samples">{t.sample_title()}</h2>
            <p class="muted">{t.sample_lede(password)}</p>
            <div class="table-scroll" role="region" tabindex="0" aria-labelledby="samples">
                <table class="table sample-learners">
                    <thead>
                        <tr>
                            <th scope="col">{t.sample_name()}</th>
                            <th scope="col">{t.sample_shows()}</th>
                            <th scope="col"><span class="visually-hidden">{t.sample_use()}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }.into_any())
}

fn sample(t: Language, next: &str, learner: SampleLearner) -> AnyView {
    let email = places::encoded(&learner.email);
    let next = places::encoded(places::known(next));
    let states = learner.shows.iter().map(|decision| t.decision_word(*decision));
    let seen: Vec<_> =
        states.chain(learner.roles.each().map(|role| t.role(role))).map(str::to_owned).collect();
    let shows = match seen.as_slice() {
        [] => t.dashboard_empty_title().to_owned(),
        seen => t.list(seen),
    };
    view! {
        <tr>
            <th scope="row">{learner.name.clone()}<br/><span class="muted">{learner.email}</span></th>
            <td>{shows}</td>
            <td>
                <a
                    href=format!("/sign-in?as={email}&next={next}")
                    rel="external"
                    aria-label=format!("{}: {}", t.sample_use(), learner.name)
                >
                    {t.sample_use()}
                </a>
            </td>
        </tr>
    }
    .into_any()
}
