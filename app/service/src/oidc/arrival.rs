//! Who comes from a provider: a session, or a proof in the one that they have.

use chrono::{DateTime, Utc};
use domain::{audit::Action, notice::Kind, profile::masked};
use serde_json::json;
use uuid::Uuid;
use words::Language;

use super::{Provider, token::Claims};
use crate::{
    Error, Service, Session, SignInFrom,
    accounts::own,
    secrets::hash_of,
    store::{
        Connection, StoreError, audit,
        mail::{self, NewMail},
        oidc as store,
        proofs::SessionLogin,
    },
};

impl Service {
    /// Begins a session, or notes the proof in the one that it is for.
    pub(super) async fn take_in(
        &self,
        provider: &Provider,
        claims: &Claims,
        proving: Option<&str>,
        language: Language,
        from: &SignInFrom,
        now: DateTime<Utc>,
    ) -> Result<Option<Session>, Error> {
        let mut transaction = self.store.begin().await?;
        // Who comes twice at once for the first time gets one account.
        transaction.lock(place_of(&provider.id, &claims.subject)).await?;
        let known = store::login(&mut transaction.on(), &provider.id, &claims.subject).await?;
        if let Some(login) = &known {
            transaction.lock(login.learner_id).await?;
        }
        let on = &mut transaction.on();
        // Looked for again: whoever moves or removes logins does so under this lock.
        let login = match store::login(on, &provider.id, &claims.subject).await? {
            Some(login) => login,
            None => {
                store::insert_learner(on, &new_learner(provider, claims, language), now).await?
            }
        };
        let moved = follow_address(on, &login, claims, language, now).await?;
        let session = if let Some(token) = proving {
            let login = SessionLogin { login_id: login.id, learner_id: login.learner_id };
            self.record_proof(&mut transaction, token, login, from).await?;
            None
        } else {
            let (id, learner, anew) = (login.id, login.learner_id, claims.signed_in_just_now());
            Some(Session::begin(on, id, learner, &provider.id, from, anew, now).await?)
        };
        transaction.commit().await?;
        if known.is_none() || moved {
            self.welcome_results().await; // X4: they may have waited for this address
        }
        Ok(session)
    }
}

/// A login has the address that its provider says: mails go there, and results are found by it. The
/// one before is told; says whether there is another now. The login's learner is locked.
async fn follow_address(
    on: &mut Connection<'_>,
    login: &store::KnownLogin,
    claims: &Claims,
    language: Language,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let Some(address) = claims.email.as_ref().filter(|address| **address != login.email) else {
        return Ok(false);
    };
    store::set_address(on, login.id, address).await?;
    let [before, after] = [&login.email, address].map(|address| masked(address));
    let known = !login.email.is_empty();
    let detail = json!({ "from": known.then_some(&before), "to": after });
    audit::record(on, &own(login.learner_id, Action::AddressChanged, detail), now).await?;
    if known {
        let notice = NewMail {
            kind: Kind::AddressChanged,
            learner_id: Some(login.learner_id),
            address: Some(login.email.clone()),
            detail: json!({ "before": before, "after": after, "language": language.tag() }),
            due_at: now,
        };
        mail::queue(on, &notice).await?;
    }
    Ok(true)
}

fn new_learner<'a>(
    provider: &'a Provider,
    claims: &'a Claims,
    language: Language,
) -> store::NewLearner<'a> {
    let email = claims.email.as_deref().unwrap_or_default();
    let before_the_at = email.split('@').next().filter(|name| !name.is_empty());
    store::NewLearner {
        display_name: claims.name.as_deref().or(before_the_at).unwrap_or(&provider.name),
        kind: provider.kind,
        provider: &provider.id,
        subject: &claims.subject,
        email,
        language,
    }
}

/// What a lock is known by that is held for a login which may not exist yet.
fn place_of(provider: &str, subject: &str) -> Uuid {
    let hash = hash_of(&format!("{provider} {subject}"));
    Uuid::from_slice(&hash[..16]).unwrap_or_default()
}
