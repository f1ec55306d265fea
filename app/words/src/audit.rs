//! What to say of each action in the audit log.

use domain::audit::Action;

use crate::Language;

impl Language {
    /// "Signed in": what was done, without who.
    pub const fn audit_action(self, action: Action) -> &'static str {
        match action {
            Action::AccountCreated => self.audit_account_created(),
            Action::AccountDeleted => self.audit_account_deleted(),
            Action::AddressChanged => self.audit_address_changed(),
            Action::CalendarMade => self.audit_calendar_made(),
            Action::CalendarRevoked => self.audit_calendar_revoked(),
            Action::Connected => self.audit_connected(),
            Action::CredentialCorrected => self.audit_credential_corrected(),
            Action::CredentialEarned => self.audit_credential_earned(),
            Action::CredentialEarnedAgain => self.audit_credential_earned_again(),
            Action::CredentialExtended => self.audit_credential_extended(),
            Action::DataDownloaded => self.audit_data_downloaded(),
            Action::Disconnected => self.audit_disconnected(),
            Action::ExtensionConfirmed => self.audit_extension_confirmed(),
            Action::KeyCreated => self.audit_key_created(),
            Action::KeyRevoked => self.audit_key_revoked(),
            Action::LanguageChanged => self.audit_language_changed(),
            Action::LearningProfileStarted => self.audit_learning_profile_started(),
            Action::LoginAdded => self.audit_login_added(),
            Action::LoginProven => self.audit_login_proven(),
            Action::LoginRemoved => self.audit_login_removed(),
            Action::LoginReplaced => self.audit_login_replaced(),
            Action::MailRetried => self.audit_mail_retried(),
            Action::MergeAttested => self.audit_merge_attested(),
            Action::NameChanged => self.audit_name_changed(),
            Action::PasswordChanged => self.audit_password_changed(),
            Action::PersonViewed => self.audit_person_viewed(),
            Action::ProfilesMerged => self.audit_profiles_merged(),
            Action::QuietHoursChanged => self.audit_quiet_hours_changed(),
            Action::RemindersMuted => self.audit_reminders_muted(),
            Action::RemindersUnmuted => self.audit_reminders_unmuted(),
            Action::ResultRecorded => self.audit_result_recorded(),
            Action::RoleGiven => self.audit_role_given(),
            Action::RoleTaken => self.audit_role_taken(),
            Action::SessionEnded => self.audit_session_ended(),
            Action::SignedIn => self.audit_signed_in(),
            Action::SupportAnswered => self.audit_support_answered(),
            Action::SupportAsked => self.audit_support_asked(),
            Action::TimeZoneChanged => self.audit_time_zone_changed(),
        }
    }
}
