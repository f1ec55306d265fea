//! What leaves the server: the shapes of pages and API answers. None of them has a place for the
//! key or the explanation of a question (A11).

mod account;
mod administration;
mod api_key;
mod attempt;
mod catalogue;
mod credential;
mod dead_mail;
mod link;
mod mail;
mod profiles;
mod sign_in;

pub use account::{Account, Act, Login, Session, Trail};
pub use administration::{
    AuditActor, AuditLine, AuditPage, ExtensionDone, ExtensionPreview, ExtensionSample,
    HelpRequest, PeopleFound, Person, PersonAttempt, PersonCredential, PersonFound, PersonLedger,
    PersonLogin, PersonName, PersonProfile, PersonResult, RoleHolder,
};
pub use api_key::ApiKey;
pub use attempt::{
    Attempt, AttemptPage, AttemptResult, Choice, Question, QuestionKind, ResultPage, Saved,
};
pub use catalogue::{AssessmentFacts, CertificationPage, Exam, Module, Prerequisite, Skill};
pub use credential::{
    CertificationName, Credential, CredentialPage, Cycle, CycleStart, Dashboard, ExamWithoutEffect,
    LastFailure, PastAttempt,
};
pub use dead_mail::{DeadMail, DeadMails};
pub use link::{AboutCredential, Followed, Follower, LinkSubject};
pub use mail::{
    Feed, FeedEntry, FeedEvent, MailSettings, QuietHours, RemindedCredential, Reminders,
};
pub use profiles::{
    AskedSupport, CertificationProfile, Collision, LoginLine, MergePreview, MergedProfile, Moved,
    ProfilesPage, ProvedLogin,
};
pub use sign_in::{ProviderRefusal, SignInProvider};
