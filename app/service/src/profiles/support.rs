//! Asking support, and its answers. P6

use domain::{
    audit::Action,
    profile::Connection,
    role,
    view::{HelpRequest, PersonName},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Error, Invalid, Service,
    roles::allowed,
    store::{
        StoreError,
        audit::{self, Actor, Entry},
        people, profiles, roles,
        support::{self, SupportRequest},
    },
};

/// So many characters of a message to support are kept.
pub const MESSAGE_AT_MOST: usize = 1000;
/// So many characters an answer of support may have.
pub const ANSWER_AT_MOST: usize = 1000;
/// So many requests are shown at a time.
const AT_A_TIME: i64 = 200;

impl Service {
    /// P6: asks support and says under which reference. Whoever has asked already changes what they
    /// wrote.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who has left.
    pub async fn ask_support(&self, learner: Uuid, message: &str) -> Result<String, Error> {
        let mut transaction = self.store.begin().await?;
        transaction.lock(learner).await?;
        let now = self.now();
        let on = &mut transaction.on();
        if !roles::is_known(on, learner).await? {
            return Err(Error::NotFound); // they have left meanwhile, and nothing of them stays
        }
        let facts = profiles::facts(on, learner).await?;
        let connection = facts.profiles().map_err(StoreError::from)?.connection();
        let message = message.trim().chars().filter(|it| *it != '\0').take(MESSAGE_AT_MOST);
        let new = SupportRequest {
            reference: new_reference(),
            learner_id: learner,
            connection: connection.name().to_owned(),
            message: message.collect(),
            asked_at: now,
        };
        let reference = support::ask(on, &new).await?;
        if reference == new.reference {
            let entry = Entry {
                actor: Actor::Learner(learner),
                learner: Some(learner),
                action: Action::SupportAsked,
                detail: json!({ "reference": reference }),
            };
            audit::record(on, &entry, now).await?;
        }
        transaction.commit().await?;
        Ok(reference)
    }

    /// What people have asked support for and nobody has answered, the oldest first, with the state
    /// of their profiles at this moment.
    pub async fn support_requests(&self) -> Result<Vec<HelpRequest>, Error> {
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let mut requests = Vec::new();
        for request in support::waiting(on, AT_A_TIME).await? {
            let facts = profiles::facts(on, request.learner_id).await?;
            let name = people::name(on, request.learner_id).await?.unwrap_or_default();
            requests.push(HelpRequest {
                reference: request.reference,
                person: PersonName { id: request.learner_id, name },
                then: Connection::ALL.into_iter().find(|it| it.name() == request.connection),
                connection: facts.profiles().map_err(StoreError::from)?.connection(),
                message: request.message,
                at: request.asked_at,
            });
        }
        Ok(requests)
    }

    /// Answers a request, which closes it: from then on the person can ask anew. What was answered
    /// stands in the audit log, where they can read it. Answered already is no error.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such request, or `actor` is nobody of support;
    /// [`Invalid::Answer`].
    pub async fn answer_support_request(
        &self,
        actor: Uuid,
        reference: &str,
        answer: &str,
    ) -> Result<(), Error> {
        let answer: String = answer.trim().chars().filter(|it| *it != '\0').collect();
        let mut transaction = self.store.begin().await?;
        let now = self.now();
        let on = &mut transaction.on();
        allowed(on, actor, role::Action::Attest).await?;
        let Some(learner) = support::answer(on, reference, now).await? else {
            let known = support::is_known(on, reference).await?;
            return if known { Ok(()) } else { Err(Error::NotFound) };
        };
        if answer.is_empty() || answer.chars().count() > ANSWER_AT_MOST {
            return Err(Invalid::Answer.into()); // and nothing is committed
        }
        let entry = Entry {
            actor: Actor::Learner(actor),
            learner: Some(learner),
            action: Action::SupportAnswered,
            detail: json!({ "reference": reference, "reason": answer }),
        };
        audit::record(on, &entry, now).await?;
        Ok(transaction.commit().await?)
    }
}

/// Eight signs that are not mistaken for each other, in two groups: 40 bits.
fn new_reference() -> String {
    const SIGNS: [char; 32] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H',
        'J', 'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
    ];
    let random: [u8; 8] = rand::random();
    let sign = |byte: &u8| SIGNS[usize::from(*byte % 32)];
    let (first, second) = random.split_at(4);
    let group = |bytes: &[u8]| bytes.iter().map(sign).collect::<String>();
    format!("{}-{}", group(first), group(second))
}
