//! The browsers in which one is signed in.

use domain::view::Session;
use leptos::prelude::*;
use words::{Language, Sentence};

use crate::components::sentence::with_instant;

/// All sessions, and how to end them.
pub fn sessions(t: Language, sessions: Vec<Session>) -> AnyView {
    let others = sessions.iter().any(|session| !session.current);
    let items = sessions.into_iter().map(|session| item(t, &session)).collect_view();
    view! {
        <section>
            <h2>{t.account_sessions()}</h2>
            <p class="muted">{t.account_sessions_lede()}</p>
            <ul class="history">{items}</ul>
            {others.then(|| view! {
                <form method="post" action="/api/account/sessions/end-others">
                    <button class="button">{t.account_sessions_end_others()}</button>
                </form>
            })}
        </section>
    }
    .into_any()
}

fn item(t: Language, session: &Session) -> AnyView {
    let device = match session.device.as_str() {
        "" => t.account_session_unknown().to_owned(),
        device => device.to_owned(),
    };
    let label = t.account_session_end_label(&device);
    let begun = Sentence::with(session.begun_at, |gap| t.account_session_begun(gap));
    let used = Sentence::with(session.last_used_at, |gap| t.account_session_used(gap));
    let end = if session.current {
        view! {
            <p>
                <span class="state state--fine">
                    <span class="state__icon" aria-hidden="true">"✓"</span>
                    " "
                    {t.account_session_this()}
                </span>
            </p>
        }
        .into_any()
    } else {
        view! {
            <form method="post" action="/api/account/sessions/end">
                <input type="hidden" name="id" value=session.id.to_string()/>
                <button class="link-button" aria-label=label>{t.account_session_end()}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <li>
            <strong>{device}</strong>
            <div>
                <p class="muted">{with_instant(t, &begun)}</p>
                <p class="muted">{with_instant(t, &used)}</p>
                {end}
            </div>
        </li>
    }
    .into_any()
}
