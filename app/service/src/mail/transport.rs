//! Where mails go out: to a server that sends them on, or into files.

mod files;
mod smtp;

use chrono::{DateTime, Utc};
use lettre::Message;
use uuid::Uuid;

pub use self::{
    files::Files,
    smtp::{Encryption, Smtp, SmtpFault, SmtpSettings},
};

/// Where mails go out.
#[derive(Debug)]
pub enum Transport {
    /// To a server.
    Smtp(Smtp),
    /// Into a folder, a file each.
    Files(Files),
}

/// A mail put together.
#[derive(Debug)]
pub struct Outgoing {
    /// Its id.
    pub id: Uuid,
    /// Since when it is due.
    pub due_at: DateTime<Utc>,
    /// All of it.
    pub message: Message,
}

/// Why a mail did not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may at another time: the network, a server that has no time or wants nothing of us.
    ForNow(String),
    /// It never will: its recipient or what it says is refused.
    ForGood(String),
}

impl Transport {
    /// Sends a mail. When this ends well, somebody else has taken on to deliver it.
    pub async fn send(&self, mail: &Outgoing) -> Result<(), Failure> {
        match self {
            Self::Smtp(smtp) => smtp.send(mail).await,
            Self::Files(files) => files.write(mail).await,
        }
    }

    /// There is nothing to send for now.
    pub async fn rest(&self) {
        if let Self::Smtp(smtp) = self {
            smtp.hang_up().await;
        }
    }
}
