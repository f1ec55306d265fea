//! What is written to the audit log: every act on an account, a profile or a record.

use serde::{Deserialize, Serialize};

/// Makes the enum, the list of its actions and their names from one list.
macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident = $name:literal,)*) => {
        /// Something that was done and that the person whom it concerns can read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Action {
            $($(#[$doc])* $action,)*
        }

        impl Action {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$action),*];

            /// As it is stored and written in JSON.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$action => $name,)*
                }
            }
        }
    };
}

actions! {
    /// An account was made by registering.
    AccountCreated = "account_created",
    /// An account was deleted by its owner.
    AccountDeleted = "account_deleted",
    /// A built-in login got another address.
    AddressChanged = "address_changed",
    /// The address of the calendar feed was made, perhaps in the place of another.
    CalendarMade = "calendar_made",
    /// The address of the calendar feed was taken back.
    CalendarRevoked = "calendar_revoked",
    /// P2: the two profiles were connected.
    Connected = "connected",
    /// X4: late results moved what earlier ones had come to.
    CredentialCorrected = "credential_corrected",
    /// X2, X3: a credential was earned.
    CredentialEarned = "credential_earned",
    /// X2: an expired credential was earned again.
    CredentialEarnedAgain = "credential_earned_again",
    /// E5.
    CredentialExtended = "credential_extended",
    /// Everything stored about a person was downloaded by them.
    DataDownloaded = "data_downloaded",
    /// The two profiles are no longer connected.
    Disconnected = "disconnected",
    /// E5: an extension of many credentials was confirmed.
    ExtensionConfirmed = "extension_confirmed",
    /// A key for the HTTP API was made.
    KeyCreated = "key_created",
    /// A key for the HTTP API was taken back.
    KeyRevoked = "key_revoked",
    /// The language of the pages was chosen.
    LanguageChanged = "language_changed",
    /// P6: a new learning profile was begun.
    LearningProfileStarted = "learning_profile_started",
    /// P3: a login was added.
    LoginAdded = "login_added",
    /// P7: a login was proven in a session of another account, which then may take it or merge.
    LoginProven = "login_proven",
    /// P8: a login was removed.
    LoginRemoved = "login_removed",
    /// P6: a personal login took the place of another.
    LoginReplaced = "login_replaced",
    /// A mail that could not be delivered is tried again.
    MailRetried = "mail_retried",
    /// P7: support stood for a merge instead of a proof.
    MergeAttested = "merge_attested",
    /// The shown name was changed.
    NameChanged = "name_changed",
    /// The password of a built-in login was changed.
    PasswordChanged = "password_changed",
    /// Somebody of support or administration opened a person's page.
    PersonViewed = "person_viewed",
    /// P7.
    ProfilesMerged = "profiles_merged",
    /// The hours in which mails wait were chosen.
    QuietHoursChanged = "quiet_hours_changed",
    /// N6: reminders were muted, all or those about one certification.
    RemindersMuted = "reminders_muted",
    /// N6: reminders are sent again, all or those about one certification.
    RemindersUnmuted = "reminders_unmuted",
    /// X4: an exam result was recorded.
    ResultRecorded = "result_recorded",
    /// Somebody got a role.
    RoleGiven = "role_given",
    /// Somebody lost a role.
    RoleTaken = "role_taken",
    /// One or more sessions were ended.
    SessionEnded = "session_ended",
    /// Somebody signed in.
    SignedIn = "signed_in",
    /// P6: support has answered, or closed a request.
    SupportAnswered = "support_answered",
    /// P6: support was asked.
    SupportAsked = "support_asked",
    /// The time zone was chosen.
    TimeZoneChanged = "time_zone_changed",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for action in Action::ALL {
            assert_eq!(serde_json::to_value(action).unwrap(), action.name());
        }
    }
}
