//! What whoever reads the mail of an address does with its link: once, and within ten minutes.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use domain::{audit::Action, notice::Kind, profile::masked};
use serde_json::json;
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Service, Session, SignInFrom, StoreError,
    accounts::{account_of, hash_password, own, usable_name, usable_password},
    secrets::hash_of,
    store::{
        Transaction,
        accounts::{self, NewLearner, password_login},
        audit,
        links::{self, LINK_GOOD, Purpose, Request},
        logins::{self, LoginRow},
        mail::{self, NewMail},
        sessions, settings,
    },
};

impl Service {
    /// Makes the account that was asked for with [`Self::register`], with the language of the page,
    /// and begins a session.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the link is not good (any more), [`Error::AddressTaken`],
    /// [`Invalid::Name`](crate::Invalid::Name) and [`Invalid::Password`](crate::Invalid::Password).
    pub async fn create_account(
        &self,
        link: &str,
        name: &str,
        password: &str,
        language: Language,
        from: &SignInFrom,
    ) -> Result<Session, Error> {
        let (request, now) = self.request(link, Purpose::Register).await?;
        let display_name = usable_name(name)?;
        usable_password(password)?;
        let password_hash = hash_password(password.to_owned()).await;
        let (mut transaction, _) = self.use_up(&request, now).await?;
        let (on, email) = (&mut transaction.on(), &request.address);
        if password_login(on, email).await?.is_some() {
            return Err(Error::AddressTaken);
        }
        let (id, password_hash) = (Uuid::now_v7(), &*password_hash);
        let new = NewLearner { id, display_name, email, password_hash, connected: true };
        accounts::insert_learner(on, &new, now).await.map_err(taken)?;
        settings::store(
            on,
            id,
            &settings::Settings {
                display_name: display_name.to_owned(),
                language: Some(language.tag().to_owned()),
                time_zone: None,
            },
        )
        .await?;
        links::registered(on, email, id, now).await?;
        audit::record(on, &own(id, Action::AccountCreated, json!({})), now).await?;
        let login = password_login(on, email).await?.ok_or(Error::NotFound)?.id;
        let session = Session::begin(on, login, id, "password", from, true, now).await?;
        transaction.commit().await?;
        self.welcome_results().await; // X4: they may have waited for this address
        Ok(session)
    }

    /// Sets the password that was asked for with [`Self::forgot_password`] and ends all sessions of
    /// the learner.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the link is not good (any more), and
    /// [`Invalid::Password`](crate::Invalid::Password).
    pub async fn reset_password(
        &self,
        link: &str,
        password: &str,
        language: Language,
        from: IpAddr,
    ) -> Result<(), Error> {
        let (request, now) = self.request(link, Purpose::ResetPassword).await?;
        usable_password(password)?;
        let hash = hash_password(password.to_owned()).await;
        let (mut transaction, of) = self.use_up(&request, now).await?;
        let LoginRow { id: login, learner_id: learner, .. } = of.ok_or(Error::NotFound)?;
        let on = &mut transaction.on();
        settings::set_password(on, login, &hash).await?;
        let ended = sessions::end_all(on, learner).await?;
        links::use_others(on, login, now).await?;
        // As after signing in: whoever reads the mail is not somebody who guesses.
        let (account, from) = (account_of(&request.address), format!("address:{from}"));
        accounts::forgive(on, &account, &from).await?;
        let detail = json!({ "by": "mail", "sessions_ended": ended });
        audit::record(on, &own(learner, Action::PasswordChanged, detail), now).await?;
        let notice = NewMail {
            kind: Kind::PasswordChanged,
            learner_id: Some(learner),
            address: Some(request.address),
            detail: json!({ "language": language.tag() }),
            due_at: now,
        };
        mail::queue(on, &notice).await?;
        Ok(transaction.commit().await?)
    }

    /// Gives the learner's login the address that was asked for with [`Self::ask_address`], and ends
    /// all sessions but the one with this token. The old address is told.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the link is not good (any more) or another's, and
    /// [`Error::AddressTaken`].
    pub async fn change_address(
        &self,
        learner: Uuid,
        token: &str,
        link: &str,
        language: Language,
    ) -> Result<(), Error> {
        let (request, now) = self.request(link, Purpose::ChangeAddress).await?;
        let (mut transaction, of) = self.use_up(&request, now).await?;
        let row = of.filter(|login| login.learner_id == learner).ok_or(Error::NotFound)?;
        let (on, address, login) = (&mut transaction.on(), &request.address, row.id);
        if password_login(on, address).await?.is_some_and(|taken| taken.id != login) {
            return Err(Error::AddressTaken);
        }
        settings::set_address(on, login, address).await.map_err(taken)?;
        links::use_others(on, login, now).await?;
        let ended = sessions::end_others(on, learner, &hash_of(token)).await?;
        let [before, after] = [&row.email, address].map(|address| masked(address));
        let detail = json!({ "from": before, "to": after, "sessions_ended": ended });
        audit::record(on, &own(learner, Action::AddressChanged, detail), now).await?;
        let notice = NewMail {
            kind: Kind::AddressChanged,
            learner_id: Some(learner),
            address: Some(row.email),
            detail: json!({ "before": before, "after": after, "language": language.tag() }),
            due_at: now,
        };
        mail::queue(on, &notice).await?;
        transaction.commit().await?;
        self.welcome_results().await; // X4: they may have waited for this address
        Ok(())
    }

    /// What a link asks for, while it is good.
    async fn request(
        &self,
        link: &str,
        purpose: Purpose,
    ) -> Result<(Request, DateTime<Utc>), Error> {
        let now = self.now();
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let found = links::open_request(on, &hash_of(link), purpose, now - LINK_GOOD).await?;
        Ok((found.ok_or(Error::NotFound)?, now))
    }

    /// Begins the only transaction that uses a request, with nobody beside it who changes the login
    /// that it is about, which it says, or takes the same address.
    async fn use_up(
        &self,
        request: &Request,
        now: DateTime<Utc>,
    ) -> Result<(Transaction, Option<LoginRow>), Error> {
        let mut transaction = self.store.begin().await?;
        let mut of = None;
        if let Some(login) = request.login_id {
            let found = logins::one(&mut transaction.on(), login).await?;
            let owner = found.ok_or(Error::NotFound)?.learner_id;
            transaction.lock(owner).await?;
            let again = logins::one(&mut transaction.on(), login).await?;
            of = Some(again.filter(|it| it.learner_id == owner).ok_or(Error::NotFound)?);
        }
        transaction.lock(links::lock_of(&request.address)).await?;
        if !links::use_up(&mut transaction.on(), request.mail_id, now).await? {
            return Err(Error::NotFound);
        }
        Ok((transaction, of))
    }
}

/// A key that is there already is another account's address.
fn taken(error: StoreError) -> Error {
    if error.is_somebody_faster() { Error::AddressTaken } else { error.into() }
}
