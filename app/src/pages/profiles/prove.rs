//! Signing in once more, inside the session. P7, P8

use leptos::prelude::*;
use uuid::Uuid;
use words::Language;

use crate::{
    components::providers::{Purpose, providers},
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
                <div class="field">
                    <label for="email">{t.sign_in_email()}</label>
                    <input
                        type="email"
                        id="email"
                        name="email"
                        autocomplete="off"
                        required
                        maxlength="254"
                    />
                </div>
                <div class="field">
                    <label for="password">{t.sign_in_password()}</label>
                    <input
                        type="password"
                        id="password"
                        name="password"
                        autocomplete="current-password"
                        required
                        maxlength="256"
                    />
                </div>
                <div class="form-actions">
                    <button class="button">{t.prove_button()}</button>
                </div>
            </form>
            {providers(t, Purpose::Proof, &merge.map_or_else(|| PROFILES.to_owned(), merge_with))}
        </section>
    }
    .into_any()
}
