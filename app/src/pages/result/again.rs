//! When the next attempt may start, or what is left to do where none may. A4, A6, E4

use domain::view::{AttemptResult, ResultPage};
use leptos::prelude::*;
use words::{Language, Sentence};

use crate::components::{
    notice::{Tone, notice},
    sentence::{FIRST, sentence, with_codes, with_instant},
    time::countdown_markup,
};

pub fn view(t: Language, page: &ResultPage, score: &AttemptResult) -> AnyView {
    let credential = format!("/credentials/{}", page.credential_id);
    if page.none_left {
        return none_left(t, page).into_any();
    }
    // The page may be looked at long after.
    let wait = score.next_start_at.filter(|at| *at > page.now);
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
    let valid = page.expires_at.filter(|at| *at > page.now).map(|at| {
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
                <a class=class href=credential.clone()>{words}</a>
                {wait.map(|_| view! {
                    <a class="button button--quiet" href=format!("{credential}/calendar.ics") download>
                        {t.calendar_remind()}
                    </a>
                })}
            </div>
        </section>
    }
    .into_any()
}

/// A6: plainly, and what to do then.
fn none_left(t: Language, page: &ResultPage) -> impl IntoView + use<> {
    let is_over = page.expires_at.is_none_or(|at| at <= page.now);
    let why = page.expires_at.filter(|_| !is_over).map(|at| {
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
}

/// E4: which exams earn it again.
pub fn by_exams(t: Language, page: &ResultPage) -> impl IntoView + use<> {
    let is_over = page.expires_at.is_none_or(|at| at <= page.now);
    let text = if page.exams.is_empty() {
        t.result_earn_again_unknown().to_owned()
    } else if is_over {
        t.result_earn_again_now(t.list(&page.exams))
    } else {
        t.result_earn_again(t.list(&page.exams))
    };
    view! {
        <p inner_html=with_codes(&text)></p>
        <div class="form-actions">
            <a class="button button--primary" href=format!("/credentials/{}", page.credential_id)>
                {t.result_to_credential()}
            </a>
            <a class="button" href=format!("/certifications/{}", page.certification.slug)>
                {t.result_to_certification()}
            </a>
        </div>
    }
}
