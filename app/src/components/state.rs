//! The state of a certification: sign, word and colour together.

use domain::decision::{Decision, Standing};
use leptos::tachys::html::InertElement;
use words::Language;

/// The mark of where a credential stands.
pub fn state(t: Language, standing: &Standing) -> InertElement {
    InertElement::new(state_markup(t, standing))
}

/// [`state`] as HTML.
pub fn state_markup(t: Language, standing: &Standing) -> String {
    let (class, sign) = look(standing);
    let words = t.decision_state(standing);
    format!(
        r#"<span class="{class}"><span class="state__icon" aria-hidden="true">{sign}</span> {words}</span>"#
    )
}

fn look(standing: &Standing) -> (&'static str, &'static str) {
    match standing.decision {
        Decision::Renewable | Decision::AttemptOpen => ("state state--act", "●"),
        Decision::NeverExpires => ("state state--fine", "✓"),
        Decision::NotConnected => ("state state--problem", "!"),
        // A6
        Decision::CoolingDown if standing.next_start_at.is_none() => ("state state--problem", "!"),
        Decision::NotOpen | Decision::TooNew => ("state state--quiet", "◔"),
        Decision::CoolingDown | Decision::NoAssessment => ("state state--quiet", "◌"),
        Decision::Superseded | Decision::Expired | Decision::Retired => ("state state--over", "×"),
    }
}
