//! Accounts by mail: registering, another password, another address. The answer is the same whether an
//! address is known or not, and so is the work; the rest is told to whoever reads its mail.

mod confirmed;

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use domain::{notice::Kind, profile::masked};
use serde_json::json;
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Invalid, Service, SignInError,
    accounts::brake,
    store::{
        Transaction,
        accounts::password_login,
        links::{self, NewRequest, Purpose},
        mail::{self, NewMail},
        settings,
    },
};

/// So many mails cost nothing: to one address, and from one network address.
const FREE: [i32; 2] = [3, 50];
/// The first wait after them is of 2⁶ seconds.
const BEGINS: i32 = 6;

impl Service {
    /// Somebody wants to register with an address. Says it masked.
    ///
    /// # Errors
    /// [`Invalid::Address`], and [`SignInError::SlowDown`] after many mails to this address, or asked
    /// for from where they are.
    pub async fn register(
        &self,
        address: &str,
        language: Language,
        from: IpAddr,
    ) -> Result<String, SignInError> {
        let address = usable(address).ok_or(Invalid::Address).map_err(Error::from)?;
        let (mut transaction, now) = self.asked(&address, from).await?;
        let on = &mut transaction.on();
        let known = password_login(on, &address).await?;
        let new = NewMail {
            kind: if known.is_some() { Kind::AlreadyRegistered } else { Kind::ConfirmAddress },
            learner_id: known.map(|login| login.learner_id),
            address: Some(address.clone()),
            detail: json!({ "language": language.tag() }),
            due_at: now,
        };
        let mail = mail::queue(on, &new).await?;
        links::request_registration(on, mail, &address, now).await?;
        transaction.commit().await?;
        Ok(masked(&address))
    }

    /// Somebody wants another password for the built-in login of an address. Says it masked.
    ///
    /// # Errors
    /// As [`Self::register`].
    pub async fn forgot_password(
        &self,
        address: &str,
        language: Language,
        from: IpAddr,
    ) -> Result<String, SignInError> {
        let address = usable(address).ok_or(Invalid::Address).map_err(Error::from)?;
        let (mut transaction, now) = self.asked(&address, from).await?;
        links::request_password(&mut transaction.on(), &address, language, now).await?;
        transaction.commit().await?;
        Ok(masked(&address))
    }

    /// A learner wants another address for one of their built-in logins. Says it masked.
    ///
    /// # Errors
    /// [`Error::NotFound`] where they have no such login with a password, those of
    /// [`Self::register`], and those of [`Self::sign_in`] for the password.
    pub async fn ask_address(
        &self,
        learner: Uuid,
        login: Uuid,
        password: &str,
        address: &str,
        language: Language,
        from: IpAddr,
    ) -> Result<String, SignInError> {
        let logins = settings::logins(&mut self.store.read().await?.on(), learner).await?;
        let known = logins.into_iter().find(|row| row.id == login && row.has_password);
        let present = known.ok_or(Error::NotFound)?.email;
        let address = usable(address).filter(|address| *address != present);
        let address = address.ok_or(Invalid::Address).map_err(Error::from)?;
        let proved = self.prove(&present, password, from).await?;
        let (mut transaction, now) = self.asked(&address, from).await?;
        if proved.login.id != login || !proved.stands(&mut transaction).await? {
            return Err(SignInError::Wrong);
        }
        let on = &mut transaction.on();
        let new = NewMail {
            kind: Kind::ChangeAddress,
            learner_id: Some(learner),
            address: Some(address.clone()),
            detail: json!({ "language": language.tag() }),
            due_at: now,
        };
        let mail = mail::queue(on, &new).await?;
        let purpose = Purpose::ChangeAddress;
        let new = NewRequest { mail, purpose, login, address: &address, asked_at: now };
        links::request(on, &new).await?;
        transaction.commit().await?;
        Ok(masked(&address))
    }

    /// Begins what puts a mail to an address into the outbox, unless there were too many.
    async fn asked(
        &self,
        address: &str,
        from: IpAddr,
    ) -> Result<(Transaction, DateTime<Utc>), SignInError> {
        let (to, from) = (links::asks_of(address), format!("mails:{from}"));
        let now = self.now();
        let mut transaction = self.store.begin().await?;
        brake(&mut transaction, [&to, &from], FREE, BEGINS, now).await?;
        Ok((transaction, now))
    }
}

/// An address as it is kept, in lower case; `None` for what no mail could go to.
fn usable(address: &str) -> Option<String> {
    let address = address.trim().to_lowercase();
    let (name, domain) = address.rsplit_once('@')?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"@".contains(c);
    let fits = ![name, domain].iter().any(|part| part.is_empty() || part.contains(odd));
    (fits && address.len() <= 254).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_mail_could_go_to_is_no_address() {
        assert_eq!(usable(" Lin@Example.COM "), Some("lin@example.com".to_owned()));
        assert_eq!(usable("王芳@例子.中国"), Some("王芳@例子.中国".to_owned()));
        let long = format!("{}@example.com", "a".repeat(243));
        for odd in
            ["", "lin", "@example.com", "lin@", "a b@c.org", "a@b@c", "a@b\r\nBcc: c@d", &long]
        {
            assert_eq!(usable(odd), None, "{odd:?}");
        }
    }
}
