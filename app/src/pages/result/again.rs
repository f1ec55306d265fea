//! What comes next, as things stand now: when the next attempt may start, or what is left to do where
//! none may. A4, A6, E4

use chrono::{DateTime, Utc};
use domain::{decision::Decision, view::ResultPage};
use leptos::prelude::*;
use words::{Language, Sentence};

use crate::{
    components::{
        notice::{Tone, notice},
        reason::reason,
        sentence::{FIRST, sentence, with_codes, with_instant},
        time::countdown_markup,
    },
    places,
};

pub fn view(t: Language, page: &ResultPage) -> AnyView {
    if !page.is_latest {
        return earlier(t, page);
    }
    let standing = &page.credential.standing;
    match (standing.decision, standing.next_start_at) {
        (Decision::Renewable, _) => next(t, page, None),
        (Decision::CoolingDown, Some(at)) => next(t, page, Some(at)),
        (Decision::CoolingDown, None) => none_left(t, page),
        (Decision::Expired, _) if page.credential.can_be_earned_again(page.now) => view! {
            <section>
                <p class="lede">{reason(t, &page.credential, page.now)}</p>
                {by_exams(t, page)}
            </section>
        }
        .into_any(),
        _ => otherwise(t, page),
    }
}

/// Others have followed, or another cycle: what came next then is long over.
pub fn earlier(t: Language, page: &ResultPage) -> AnyView {
    view! {
        <p>{t.result_earlier()}</p>
        <div class="form-actions">
            <a class="button" href=address(page)>{t.result_to_credential()}</a>
        </div>
    }
    .into_any()
}

/// A4: at once, or once the wait is over.
fn next(t: Language, page: &ResultPage, wait: Option<DateTime<Utc>>) -> AnyView {
    let when = match wait {
        Some(at) => {
            let text = Sentence::with(at, |gap| t.result_again_at(gap));
            let counted = countdown_markup(t, page.now, at);
            let left = sentence(&t.result_again_left(FIRST), &[counted]);
            view! {
                <p class="lede">
                    {with_instant(t, &text)}
                    <br/>
                    <span class="muted">{left}</span>
                </p>
            }
            .into_any()
        }
        None => view! { <p class="lede">{t.result_again_now()}</p> }.into_any(),
    };
    let valid = page.credential.standing.expires_at.map(|at| {
        let text = Sentence::with(at, |gap| t.result_valid_until(gap));
        view! { <p>{with_instant(t, &text)}</p> }
    });
    let (class, words) = match wait {
        Some(_) => ("button", t.result_to_credential()),
        None => ("button button--primary", t.result_try_again()),
    };
    view! {
        <section aria-labelledby="again">
            <h2 id="again">{t.result_again()}</h2>
            {when}
            {valid}
            <div class="form-actions">
                <a class=class href=address(page)>{words}</a>
                {wait.map(|_| view! {
                    <a class="button button--quiet" href=format!("{}/calendar.ics", address(page)) download>
                        {t.calendar_remind()}
                    </a>
                })}
            </div>
        </section>
    }
    .into_any()
}

/// Another attempt is open, or none may start for another reason.
fn otherwise(t: Language, page: &ResultPage) -> AnyView {
    let credential = &page.credential;
    let (place, says) = match (credential.open_attempt_id, credential.standing.decision) {
        (Some(attempt), _) => {
            (format!("/attempts/{attempt}"), t.decision_next(credential, page.now))
        }
        (None, Decision::NotConnected) => {
            (places::PROFILES.to_owned(), t.decision_next(credential, page.now))
        }
        _ => (address(page), t.result_to_credential().to_owned()),
    };
    view! {
        <section aria-labelledby="again">
            <h2 id="again">{t.result_again()}</h2>
            <p class="lede">{reason(t, credential, page.now)}</p>
            <div class="form-actions">
                <a class="button button--primary" href=place>{says}</a>
            </div>
        </section>
    }
    .into_any()
}

/// A6: plainly, and what to do then.
fn none_left(t: Language, page: &ResultPage) -> AnyView {
    let why = page.credential.standing.expires_at.map(|at| {
        let text = Sentence::with(at, |gap| t.result_none_left_why(gap));
        view! { <br/>{with_instant(t, &text)} }
    });
    let words = view! { <strong>{t.result_none_left()}</strong>{why} };
    view! {
        <section>
            {notice(Tone::Problem, words.into_any())}
            {by_exams(t, page)}
        </section>
    }
    .into_any()
}

/// E4: which exams earn it again.
pub fn by_exams(t: Language, page: &ResultPage) -> AnyView {
    let credential = &page.credential;
    let is_over = credential.standing.expires_at.is_none_or(|at| at <= page.now);
    let again = credential.can_be_earned_again(page.now);
    let text = if !again && is_over {
        t.result_for_good().to_owned() // X2
    } else if !again {
        t.result_for_good_then().to_owned()
    } else if credential.exams.is_empty() {
        t.result_earn_again_unknown().to_owned()
    } else if is_over {
        t.result_earn_again_now(t.list(&credential.exams))
    } else {
        t.result_earn_again(t.list(&credential.exams))
    };
    view! {
        <p inner_html=with_codes(&text)></p>
        <div class="form-actions">
            <a class="button button--primary" href=address(page)>{t.result_to_credential()}</a>
            <a class="button" href=format!("/certifications/{}", credential.certification.slug)>
                {t.result_to_certification()}
            </a>
        </div>
    }
    .into_any()
}

fn address(page: &ResultPage) -> String {
    format!("/credentials/{}", page.credential.id)
}
