//! The providers of OpenID Connect: a button each, and why one of them did not sign somebody in.

use domain::view::ProviderRefusal;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use crate::api::request;

/// What a button is for.
#[derive(Clone, Copy)]
pub enum Purpose {
    /// Beginning a session.
    SignIn,
    /// Proving a login in the session that one has. P7, P8
    Proof,
}

/// A form for each provider, which leads there and from there on to `next`; `None` without any.
pub fn providers(t: Language, purpose: Purpose, next: &str) -> Option<AnyView> {
    let providers = request::service().sign_in_providers();
    if providers.is_empty() {
        return None;
    }
    let forms = providers.into_iter().map(|provider| {
        let (action, says) = match purpose {
            Purpose::SignIn => {
                (format!("/sign-in/{}", provider.id), t.provider_button(&provider.name))
            }
            Purpose::Proof => {
                (format!("/sign-in/{}/proof", provider.id), t.provider_prove(&provider.name))
            }
        };
        view! {
            <li>
                <form method="post" action=action>
                    <input type="hidden" name="next" value=next.to_owned()/>
                    <button class="button">{says}</button>
                </form>
                <p class="muted">{t.provider_kind(&provider)}</p>
            </li>
        }
    });
    Some(view! { <ul class="providers">{forms.collect_view()}</ul> }.into_any())
}

/// Why the provider that the address of the page names did not do what it was asked for.
pub fn provider_refusal(t: Language) -> Option<String> {
    use_query_map().with_untracked(|query| {
        let refusal = ProviderRefusal::named(query.get_str("error")?)?;
        let service = request::service();
        Some(t.provider_refusal(refusal, service.provider_name(query.get_str("provider")?)?))
    })
}
