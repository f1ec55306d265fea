//! What is said about an account, N2, and to whoever reads the mail of an address.

use chrono::{DateTime, Utc};

use crate::mail::content::{Asked, Change};

use super::draft::{Said, Voice, line};

impl Voice<'_> {
    pub fn changed(&self, what: &Change, at: DateTime<Utc>) -> Said {
        let it = self.language;
        let mut facts = vec![(it.mail_fact_when(), self.moment(at))];
        let mut not_you = it.mail_not_you();
        let (subject, text) = match what {
            Change::ProfilesConnected => (it.mail_connected_subject(), it.mail_connected()),
            Change::ProfilesMerged => (it.mail_merged_subject(), it.mail_merged()),
            Change::LoginReplaced { before, after } => {
                facts.push((it.mail_fact_login_before(), line(before)));
                facts.push((it.mail_fact_login_after(), line(after)));
                (it.mail_login_replaced_subject(), it.mail_login_replaced())
            }
            Change::PasswordChanged => (it.mail_password_subject(), it.mail_password()),
            Change::AddressChanged { after } => {
                facts.push((it.mail_fact_address_after(), line(after)));
                not_you = it.mail_not_you_address();
                (it.mail_address_subject(), it.mail_address())
            }
        };
        Said {
            subject: subject.to_owned(),
            paragraphs: vec![text.to_owned()],
            facts,
            button: it.mail_account_button().to_owned(),
            after: vec![not_you],
            ..Self::about(it.mail_why_account().to_owned())
        }
    }

    pub fn asked(&self, what: Asked) -> Said {
        let it = self.language;
        let (subject, text, button) = match what {
            Asked::ConfirmAddress => {
                (it.mail_confirm_subject(), it.mail_confirm(), it.mail_confirm_button())
            }
            Asked::AlreadyRegistered => {
                (it.mail_already_subject(), it.mail_already(), it.mail_already_button())
            }
            Asked::ResetPassword => {
                (it.mail_reset_subject(), it.mail_reset(), it.mail_reset_button())
            }
            Asked::ChangeAddress => {
                (it.mail_change_subject(), it.mail_change(), it.mail_change_button())
            }
        };
        // What only leads to the sign-in is good for longer.
        let valid = (what != Asked::AlreadyRegistered).then(|| it.mail_link_valid());
        Said {
            subject: subject.to_owned(),
            paragraphs: vec![text.to_owned()],
            button: button.to_owned(),
            after: valid.into_iter().chain([it.mail_not_asked()]).collect(),
            ..Self::about(it.mail_why_request().to_owned())
        }
    }
}
