//! Signing in once more, inside the session. P7, P8

use leptos::prelude::*;
use uuid::Uuid;
use words::Language;

use crate::{
    components::{
        credentials::{Filled, email_and_password},
        providers::{Purpose, providers},
    },
    places::{PROFILES, merge_with},
};

/// The form; `merge` is the profile whose merge it is for.
pub fn prove(t: Language, merge: Option<Uuid>) -> AnyView {
    view! {
        <section class="profile-part" id="prove">
            <h2>{t.prove_title()}</h2>
            <p class="muted">{t.prove_lede()}</p>
            <form class="form" method="post" action="/api/profiles/prove">
                {merge.map(|profile| view! {
                    <input type="hidden" name="merge" value=profile.to_string()/>
                })}
                {email_and_password(t, Filled { anybody: true, ..Filled::default() })}
                <div class="form-actions">
                    <button class="button">{t.prove_button()}</button>
                </div>
            </form>
            {providers(t, Purpose::Proof, &merge.map_or_else(|| PROFILES.to_owned(), merge_with))}
        </section>
    }
    .into_any()
}
