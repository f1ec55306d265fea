//! Everything that is stored about one person, as it stands in the tables. The shapes are those of
//! the file that they download; nothing of others is in them, and no key of a question (A11).

mod account;
mod credentials;
mod mail;

use serde::Serialize;
use uuid::Uuid;

use self::{
    account::{
        AskedMails, Attestation, FailedSignIns, FormerId, Login, Person, Proof, Role, Session,
        SupportRequest,
    },
    credentials::{
        Answer, Attempt, CertificationProfile, Credential, ExamResult, History, LearningProfile,
        WaitingResult,
    },
    mail::{AddressRequest, Mail, MailLink},
};
use super::{Connection, StoreError};
/// Makes a row and how all rows of a person (`$1`) are read.
macro_rules! row_of_person {
    ($(#[$doc:meta])* $row:ident { $($(#[$about:meta])* $field:ident: $type:ty,)* } $sql:expr) => {
        $(#[$doc])*
        #[derive(Debug, sqlx::FromRow, serde::Serialize)]
        pub struct $row {
            $($(#[$about])* pub $field: $type,)*
        }

        impl $row {
            pub(super) async fn of(
                on: &mut $crate::store::Connection<'_>,
                learner: uuid::Uuid,
            ) -> Result<Vec<Self>, $crate::store::StoreError> {
                Ok($crate::store::query!(on, fetch_all::<$row>, $sql, learner)?)
            }
        }
    };
}
use row_of_person;

/// All rows about a person but the audit log. The ids join them.
#[derive(Debug, Serialize)]
pub struct Personal {
    /// The person first, then what is left of merged accounts.
    pub person: Vec<Person>,
    /// P7: old numbers that lead on.
    pub former_ids: Vec<FormerId>,
    /// What they may do for others.
    pub roles: Vec<Role>,
    /// Ways to sign in.
    pub logins: Vec<Login>,
    /// Browsers that are signed in.
    pub sessions: Vec<Session>,
    /// Logins proven in sessions.
    pub proofs: Vec<Proof>,
    /// Requests to support.
    pub support_requests: Vec<SupportRequest>,
    /// What support stood for.
    pub attestations: Vec<Attestation>,
    /// The brake on guessing.
    pub failed_sign_ins: Vec<FailedSignIns>,
    /// The brake on mails.
    pub asked_mails: Vec<AskedMails>,
    /// One or none.
    pub learning_profiles: Vec<LearningProfile>,
    /// With their connections.
    pub certification_profiles: Vec<CertificationProfile>,
    /// What is or was held.
    pub credentials: Vec<Credential>,
    /// What moved their dates.
    pub history: Vec<History>,
    /// Sittings of assessments.
    pub attempts: Vec<Attempt>,
    /// Answers given in them.
    pub answers: Vec<Answer>,
    /// Results of exams.
    pub exam_results: Vec<ExamResult>,
    /// Those that have not found their profile.
    pub waiting_results: Vec<WaitingResult>,
    /// Mails sent, waiting or given up.
    pub mails: Vec<Mail>,
    /// Their links.
    pub mail_links: Vec<MailLink>,
    /// What waited for whoever read them.
    pub address_requests: Vec<AddressRequest>,
}

/// Reads everything about a person.
pub async fn everything(on: &mut Connection<'_>, learner: Uuid) -> Result<Personal, StoreError> {
    Ok(Personal {
        person: Person::of(on, learner).await?,
        former_ids: FormerId::of(on, learner).await?,
        roles: Role::of(on, learner).await?,
        logins: Login::of(on, learner).await?,
        sessions: Session::of(on, learner).await?,
        proofs: Proof::of(on, learner).await?,
        support_requests: SupportRequest::of(on, learner).await?,
        attestations: Attestation::of(on, learner).await?,
        failed_sign_ins: FailedSignIns::of(on, learner).await?,
        asked_mails: AskedMails::of(on, learner).await?,
        learning_profiles: LearningProfile::of(on, learner).await?,
        certification_profiles: CertificationProfile::of(on, learner).await?,
        credentials: Credential::of(on, learner).await?,
        history: History::of(on, learner).await?,
        attempts: Attempt::of(on, learner).await?,
        answers: Answer::of(on, learner).await?,
        exam_results: ExamResult::of(on, learner).await?,
        waiting_results: WaitingResult::of(on, learner).await?,
        mails: Mail::of(on, learner).await?,
        mail_links: MailLink::of(on, learner).await?,
        address_requests: AddressRequest::of(on, learner).await?,
    })
}
