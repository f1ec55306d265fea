//! What is said when the attempt has ended by itself while its page was open. A3, A8

use domain::attempt::EndsBy;
use leptos::prelude::*;
use words::Language;

use super::{Place, Sitting, takes_focus};

pub fn view(t: Language, sitting: Sitting, by: EndsBy) -> impl IntoView {
    let (deadline, expires_at) =
        sitting.page.with_untracked(|page| (page.attempt.deadline, page.expires_at));
    let at = t.instant_utc(deadline);
    let (title, text) = match by {
        EndsBy::Limit => (t.attempt_time_up(), t.attempt_time_up_graded(at)),
        // E5: the certification was extended, the attempt was not.
        EndsBy::Expiry if expires_at.is_some_and(|expires_at| expires_at > deadline) => {
            (t.result_closed_extended(), t.result_closed_extended_why(at))
        }
        EndsBy::Expiry => (t.attempt_expired(), t.attempt_expired_closed(at)),
    };
    view! {
        <section class="exam__question">
            <h2 class="page-title" tabindex="-1" use:takes_focus>{title}</h2>
            <p class="lede">{text}</p>
            <div class="form-actions">
                <a class="button button--primary" href=sitting.address(Place::Result)>
                    {t.attempt_to_result()}
                </a>
            </div>
        </section>
    }
}
