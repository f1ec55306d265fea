//! People with several logins and profiles, and sessions of theirs.

use domain::{audit::Action, profile::LoginKind};
use service::{
    profiles::PROOF_VALID,
    store::{
        Store, accounts,
        audit::{self, Search},
        logins::{self, NewLogin},
        profiles::{self, Facts},
        proofs,
    },
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Fixture;

/// A person with a session of one of their logins, proven with it.
pub struct Person {
    pub id: Uuid,
    pub login: Uuid,
    pub profile: Uuid,
    pub token: String,
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

impl Fixture {
    /// A person with both profiles over one personal login, signed in.
    pub async fn person(&self, connected: bool) -> Person {
        let (id, profile) = self.learner(connected).await;
        let login = self.facts(id).await.logins[0].id;
        Person { id, login, profile, token: self.session(login).await }
    }

    /// As `person`, but the learning profile has a personal login of its own; says that too. The
    /// session is of the certification profile's login.
    pub async fn misaligned(&self) -> (Person, Uuid) {
        let person = self.person(false).await;
        let learning = self.facts(person.id).await.learning_profile;
        let mut transaction = self.store.begin().await.unwrap();
        logins::set_learning_profile(&mut transaction.on(), person.login, None).await.unwrap();
        transaction.commit().await.unwrap();
        let other = self.add_login(person.id, learning, LoginKind::Personal).await;
        (person, other)
    }

    /// A login of a learner, in a learning profile or in none.
    pub async fn add_login(
        &self,
        learner: Uuid,
        learning_profile: Option<Uuid>,
        kind: LoginKind,
    ) -> Uuid {
        let id = Uuid::now_v7();
        let subject = id.to_string();
        let (provider, email) = ("elsewhere", format!("{id}@example.org"));
        let new = NewLogin {
            id,
            learner,
            learning_profile,
            kind,
            provider,
            subject: &subject,
            email: &email,
            password_hash: None,
        };
        let mut transaction = self.store.begin().await.unwrap();
        let now = self.service.now();
        logins::insert(&mut transaction.on(), &new, now).await.unwrap();
        transaction.commit().await.unwrap();
        id
    }

    /// An account with one work login and nothing else, as a first sign-in leaves it.
    pub async fn worker(&self) -> (Uuid, Uuid) {
        let (learner, profile) = self.learner(false).await;
        let facts = self.facts(learner).await;
        let mut transaction = self.store.begin().await.unwrap();
        let on = &mut transaction.on();
        profiles::delete_profile(on, profile).await.unwrap();
        logins::delete(on, facts.logins[0].id).await.unwrap();
        transaction.commit().await.unwrap();
        (learner, self.add_login(learner, facts.learning_profile, LoginKind::Work).await)
    }

    /// Begins a session with a login, which is a proof of it.
    pub async fn session(&self, login: Uuid) -> String {
        let token = Uuid::new_v4().to_string();
        let mut transaction = self.store.begin().await.unwrap();
        let (now, on) = (self.service.now(), &mut transaction.on());
        let ends = now + service::accounts::SESSION_AT_MOST;
        accounts::insert_session(on, &hash(&token), login, now, ends, "test").await.unwrap();
        proofs::record(on, &hash(&token), login, now).await.unwrap();
        transaction.commit().await.unwrap();
        token
    }

    /// Proves a login in a session.
    pub async fn prove(&self, token: &str, login: Uuid) {
        let mut transaction = self.store.begin().await.unwrap();
        let now = self.service.now();
        proofs::record(&mut transaction.on(), &hash(token), login, now).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// Lets all proofs grow old.
    pub fn later(&self) {
        assert!(self.service.clock().set(self.service.now() + PROOF_VALID));
    }

    pub async fn facts(&self, learner: Uuid) -> Facts {
        let mut reader = self.store.read().await.unwrap();
        profiles::facts(&mut reader.on(), learner).await.unwrap()
    }

    pub async fn connection(&self, learner: Uuid) -> domain::profile::Connection {
        self.facts(learner).await.profiles().unwrap().connection()
    }

    pub async fn is_signed_in(&self, token: &str) -> bool {
        self.service.who(token).await.unwrap().is_some()
    }

    /// Waits until somebody waits for a lock on this database, or `done` says that nobody will. Nobody
    /// waits so on the embedded one, which has one writing transaction at a time.
    pub async fn somebody_waits(&self, done: impl Fn() -> bool) {
        const WAITING: &str = "SELECT COUNT(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let Store::Postgres(pool) = &self.store else { return };
        while !done() && sqlx::query_scalar::<_, i64>(WAITING).fetch_one(pool).await.unwrap() == 0 {
        }
    }

    /// How often something was done that concerns a learner.
    pub async fn recorded(&self, learner: Uuid, action: Action) -> usize {
        let search = Search { learner: Some(learner), action: Some(action), ..Search::default() };
        let mut reader = self.store.read().await.unwrap();
        let found = audit::search(&mut reader.on(), &search, 100).await.unwrap();
        found.iter().filter(|line| line.learner == Some(learner)).count()
    }
}
