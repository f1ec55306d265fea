//! SMTP. `lettre` speaks it; what stands here is which connection, and what an answer means for the
//! mail, which depends on what was being said: until a recipient is named, it is all about us.

use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, Certificate, TlsParameters},
    commands::{Data, Mail, Rcpt, Rset},
    extension::{ClientId, Extension, MailBodyParameter, MailParameter},
};

use super::{Failure, Outgoing};

/// Ending connections takes no longer than this.
const GOODBYE_AT_MOST: Duration = Duration::from_secs(2);

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// STARTTLS, or nothing is sent.
    StartTls,
    /// TLS from the first byte.
    Implicit,
    /// None: for a server on this machine.
    None,
}

/// Which server.
pub struct SmtpSettings {
    /// Its name, which its certificate has to have.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// Name and password, if it wants to know who we are.
    pub credentials: Option<(String, String)>,
    /// A certificate authority (PEM) to trust besides those that browsers do.
    pub authority: Option<Vec<u8>>,
}

/// A server that can't be talked to as configured.
#[derive(Debug, thiserror::Error)]
pub enum SmtpFault {
    /// Passwords are not sent in the open.
    #[error("a name and a password are sent over TLS only")]
    PasswordInTheOpen,
    /// The certificate authority or the name of the host.
    #[error("TLS can't be set up: {0}")]
    Tls(#[from] Error),
}

/// A server that sends mails on, and the connections to it that are not in use.
pub struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    hello: ClientId,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SMTP to {}:{}, {:?}", self.host, self.port, self.encryption)
    }
}

/// Answers to a recipient or a message that are about us all the same: we have to sign in (530, 538),
/// were not let in (534, 535), or spoke out of turn (503).
const ABOUT_US: [u16; 5] = [503, 530, 534, 535, 538];

impl Smtp {
    /// Checks the settings; connects to nobody yet.
    pub fn new(settings: SmtpSettings) -> Result<Self, SmtpFault> {
        let SmtpSettings { host, port, encryption, credentials, authority } = settings;
        if credentials.is_some() && encryption == Encryption::None {
            return Err(SmtpFault::PasswordInTheOpen);
        }
        let tls = if encryption == Encryption::None {
            None
        } else {
            let mut builder = TlsParameters::builder(host.clone());
            if let Some(pem) = authority {
                builder = builder.add_root_certificate(Certificate::from_pem(&pem)?);
            }
            Some(builder.build()?)
        };
        Ok(Self {
            host,
            port,
            encryption,
            tls,
            credentials: credentials.map(|(name, password)| Credentials::new(name, password)),
            hello: ClientId::default(),
            idle: Mutex::default(),
        })
    }

    /// Sends over a connection that is there, or else a new one.
    pub(super) async fn send(&self, mail: &Outgoing) -> Result<(), Failure> {
        let idle = self.idle().pop();
        if let Some(mut connection) = idle {
            // One that the server has closed meanwhile is found out by the first command on it.
            if begin(&mut connection, mail).await.is_ok() {
                return self.finish(connection, mail).await;
            }
        }
        let mut connection = self.connect().await.map_err(|error| for_now(&error))?;
        begin(&mut connection, mail).await?;
        self.finish(connection, mail).await
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let address = (self.host.as_str(), self.port);
        let implicit = self.tls.clone().filter(|_| self.encryption == Encryption::Implicit);
        // How long all of it may take is the caller's concern.
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, None, &self.hello, implicit, None).await?;
        if let (Encryption::StartTls, Some(tls)) = (self.encryption, &self.tls) {
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }

    /// The rest of the conversation. Afterwards the connection is kept if it is good for more.
    async fn finish(
        &self,
        mut connection: AsyncSmtpConnection,
        mail: &Outgoing,
    ) -> Result<(), Failure> {
        let sent = deliver(&mut connection, mail).await;
        let keep = match &sent {
            Ok(()) => true,
            Err(error) if error.status().is_some() => connection.command(Rset).await.is_ok(),
            Err(_) => false,
        };
        if keep {
            self.idle().push(connection);
        }
        sent.map_err(|error| {
            let code = error.status().map(u16::from);
            // Policy (X.7.X) is about who we are or what we may, not about whether somebody is there.
            let policy = error.to_string().contains("5.7.");
            if error.is_permanent() && !policy && !code.is_some_and(|it| ABOUT_US.contains(&it)) {
                Failure::ForGood(error.to_string())
            } else {
                for_now(&error)
            }
        })
    }

    /// Ends the connections that are not in use.
    pub(super) async fn hang_up(&self) {
        let idle = std::mem::take(&mut *self.idle());
        let goodbye = async {
            for mut connection in idle {
                // Whether the server says goodbye too does not matter.
                let _ = connection.quit().await;
            }
        };
        let _ = tokio::time::timeout(GOODBYE_AT_MOST, goodbye).await;
    }

    fn idle(&self) -> MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn for_now(error: &Error) -> Failure {
    Failure::ForNow(error.to_string())
}

/// Says who writes. What is refused here is refused to us.
async fn begin(connection: &mut AsyncSmtpConnection, mail: &Outgoing) -> Result<(), Failure> {
    let envelope = mail.message.envelope();
    let mut parameters = Vec::new();
    let mut addresses = envelope.to().iter().chain(envelope.from());
    if !addresses.all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let text = "the server takes no address with such letters (SMTPUTF8)";
            return Err(Failure::ForGood(text.to_owned()));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if connection.server_info().supports_feature(Extension::EightBitMime) {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let from = Mail::new(envelope.from().cloned(), parameters);
    connection.command(from).await.map_err(|error| for_now(&error))?;
    Ok(())
}

/// Names the recipient and says the message.
async fn deliver(connection: &mut AsyncSmtpConnection, mail: &Outgoing) -> Result<(), Error> {
    for to in mail.message.envelope().to() {
        connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
    }
    connection.command(Data).await?;
    connection.message(&mail.message.formatted()).await?;
    Ok(())
}
