//! Giving and taking roles. What each may do is `domain::role`; who asks is known before.

use chrono::{DateTime, Utc};
use domain::{
    audit::Action,
    role::{self, Role},
    view::{PersonName, RoleHolder},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Error, Invalid, Service,
    accounts::hash_password,
    store::{
        Connection, Transaction, accounts,
        audit::{self, Actor, Entry},
        roles,
    },
};

/// What changes to roles wait for on PostgreSQL: whether an administrator is left depends on all. Of
/// several locks it is taken after that of the results and before those of learners.
pub(crate) const ALL_ROLES: Uuid = Uuid::from_u128(0x7065_7265_6e6e_6961_6c00_726f_6c65_7300);

impl Service {
    /// Everybody who has a role, a line for each.
    pub async fn role_holders(&self) -> Result<Vec<RoleHolder>, Error> {
        let rows = roles::all(&mut self.store.read().await?.on()).await?;
        let holders = rows.into_iter().map(|row| {
            let role = row.role()?;
            let person = PersonName { id: row.learner_id, name: row.display_name };
            Ok(RoleHolder { person, role, given_at: row.given_at })
        });
        holders.collect()
    }

    /// The person with this number, or with this address for the built-in sign-in. Other providers'
    /// addresses are not looked at: who has one there is the provider's word.
    ///
    /// # Errors
    /// [`Error::NotFound`]
    pub async fn person_named(&self, email_or_id: &str) -> Result<Uuid, Error> {
        let text = email_or_id.trim();
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        if let Ok(id) = text.parse() {
            return if roles::is_known(on, id).await? { Ok(id) } else { Err(Error::NotFound) };
        }
        let login = accounts::password_login(on, &text.to_lowercase()).await?;
        login.map(|login| login.learner_id).ok_or(Error::NotFound)
    }

    /// Gives somebody a role, from their next request on. A second time changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such person.
    pub async fn give_role(&self, by: Actor, person: Uuid, role: Role) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        transaction.lock(ALL_ROLES).await?;
        if !roles::is_known(&mut transaction.on(), person).await? {
            return Err(Error::NotFound);
        }
        self.give(&mut transaction, by, person, role).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes a role away, from the next request on. A second time changes nothing.
    ///
    /// # Errors
    /// [`Invalid::LastAdministrator`]
    pub async fn take_role(&self, by: Actor, person: Uuid, role: Role) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        transaction.lock(ALL_ROLES).await?;
        let on = &mut transaction.on();
        if !roles::take(on, person, role).await? {
            return Ok(());
        }
        if role == Role::Administrator && roles::count(on, role).await? == 0 {
            return Err(Invalid::LastAdministrator.into()); // and nothing is committed
        }
        record(&mut transaction, by, person, Action::RoleTaken, role, self.now()).await?;
        Ok(transaction.commit().await?)
    }

    /// Makes the first administrator: whoever has this address for the built-in sign-in, or a new
    /// account with this name and password. Says whether the account is new.
    ///
    /// # Errors
    /// [`Invalid::AdministratorExists`]
    pub async fn create_administrator(
        &self,
        email: &str,
        name: &str,
        password: &str,
    ) -> Result<bool, Error> {
        let email = email.trim().to_lowercase();
        let password_hash = hash_password(password.to_owned()).await;
        let mut transaction = self.store.begin().await?;
        transaction.lock(ALL_ROLES).await?;
        let on = &mut transaction.on();
        if roles::count(on, Role::Administrator).await? > 0 {
            return Err(Invalid::AdministratorExists.into());
        }
        let known = accounts::password_login(on, &email).await?.map(|login| login.learner_id);
        let id = known.unwrap_or_else(Uuid::now_v7);
        if known.is_none() {
            let new = accounts::NewLearner {
                id,
                display_name: name,
                email: &email,
                password_hash: &password_hash,
                connected: true,
            };
            accounts::insert_learner(on, &new, self.now()).await?;
        }
        self.give(&mut transaction, Actor::Program, id, Role::Administrator).await?;
        transaction.commit().await?;
        Ok(known.is_none())
    }

    async fn give(
        &self,
        transaction: &mut Transaction,
        by: Actor,
        person: Uuid,
        role: Role,
    ) -> Result<(), Error> {
        let now = self.now();
        if roles::give(&mut transaction.on(), person, role, now).await? {
            record(transaction, by, person, Action::RoleGiven, role, now).await?;
        }
        Ok(())
    }
}

/// Whether somebody may do this, asked in the transaction in which they do it.
///
/// # Errors
/// [`Error::NotFound`]: for others there is nothing of the kind.
pub(crate) async fn allowed(
    on: &mut Connection<'_>,
    actor: Uuid,
    what: role::Action,
) -> Result<(), Error> {
    if roles::of(on, actor).await?.may(what) { Ok(()) } else { Err(Error::NotFound) }
}

/// An account is about to go, and its roles with it. Needs the lock [`ALL_ROLES`].
///
/// # Errors
/// [`Invalid::LastAdministrator`] where nobody would be left who can give roles.
pub(crate) async fn may_leave(on: &mut Connection<'_>, learner: Uuid) -> Result<(), Error> {
    let administrator = Role::Administrator;
    if roles::of(on, learner).await?.has(administrator)
        && roles::count(on, administrator).await? == 1
    {
        return Err(Invalid::LastAdministrator.into());
    }
    Ok(())
}

async fn record(
    transaction: &mut Transaction,
    actor: Actor,
    person: Uuid,
    action: Action,
    role: Role,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let detail = json!({ "role": role.name() });
    let entry = Entry { actor, learner: Some(person), action, detail };
    Ok(audit::record(&mut transaction.on(), &entry, now).await?)
}
