//! What to say when a provider did not sign somebody in.

use domain::{
    profile::LoginKind,
    view::{ProviderRefusal, SignInProvider},
};

use crate::Language;

impl Language {
    /// Why, and what to do next. `provider` is what people call it.
    pub fn provider_refusal(self, refusal: ProviderRefusal, provider: &str) -> String {
        match refusal {
            ProviderRefusal::Denied => self.provider_denied(provider),
            ProviderRefusal::Nonsense => self.provider_nonsense(provider),
            ProviderRefusal::NotTaken => self.provider_not_taken(provider),
            ProviderRefusal::Stale => self.provider_stale(provider),
            ProviderRefusal::Unproven => self.provider_unproven(provider),
            ProviderRefusal::Unreachable => self.provider_unreachable(provider),
        }
    }

    /// P3: what the logins of a provider are.
    pub fn provider_kind(self, provider: &SignInProvider) -> &'static str {
        match provider.kind {
            LoginKind::Personal => self.provider_personal(),
            LoginKind::Work => self.provider_work(),
        }
    }
}
