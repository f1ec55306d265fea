//! Mail: the table `[mail]`. What a container needs stands in flags and environment too; the password
//! only in the environment or in a file.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::http::Uri;
use clap::Args;
use serde::Deserialize;
use service::mail::{
    Mailer,
    message::{self, Sender},
    transport::{Encryption, Files, Smtp, SmtpFault, SmtpSettings, Transport},
};

use super::{Config, PublicUrl};

/// The folder in that for data where mails lie when no server is configured.
const FOLDER: &str = "mail";
/// Where the environment has the password.
const PASSWORD: &str = "PERENNIAL_SMTP_PASSWORD";
/// The most connections to a server at a time.
const AT_ONCE_AT_MOST: usize = 64;

/// What is wrong with the configuration of mail.
#[derive(Debug, thiserror::Error)]
pub enum MailFault {
    /// Whom mails come from.
    #[error("mail from {0:?}: write it like Perennial <renew@example.org>")]
    From(String),
    /// The server.
    #[error(
        "smtp {0:?}: write smtp://HOST (STARTTLS), smtps://HOST (TLS from the start) or, for a server on this machine, smtp://HOST?tls=none; a port may follow HOST, a name or password stands in smtp-user and password-file or PERENNIAL_SMTP_PASSWORD"
    )]
    Server(String),
    /// One without the other.
    #[error(
        "smtp-user needs a password in PERENNIAL_SMTP_PASSWORD or the file password-file of [mail], and a password needs smtp-user"
    )]
    HalfOfCredentials,
    /// How many at a time.
    #[error("at-once {0}: between 1 and 64 mails can be sent at the same time")]
    AtOnce(usize),
    /// A file of the configuration.
    #[error("{} can't be read: {error}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The connection.
    #[error("mail: {0}")]
    Smtp(#[from] SmtpFault),
    /// The signature.
    #[error(
        "the key of dkim can't be used, it has to be RSA in PKCS#1 PEM or Ed25519 in base64: {0}"
    )]
    Dkim(String),
}

/// What flags and environment say of mail.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// Whom mails come from, `Perennial <renew@example.org>` [default: no-reply at the host of
    /// --public-url]
    #[arg(long, value_name = "MAILBOX", env = "PERENNIAL_MAIL_FROM")]
    pub mail_from: Option<String>,

    /// The server that sends mails on: `smtp://HOST[:PORT]` (STARTTLS is required), `smtps://HOST`, or
    /// `smtp://HOST?tls=none` [default: none, mails become files in the folder for data]
    #[arg(long, value_name = "URL", env = "PERENNIAL_SMTP")]
    pub smtp: Option<String>,

    /// The name that the server knows us by; the password stands in `PERENNIAL_SMTP_PASSWORD`
    #[arg(long, value_name = "NAME", env = "PERENNIAL_SMTP_USER")]
    pub smtp_user: Option<String>,
}

/// The table `[mail]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Table {
    from: Option<String>,
    smtp: Option<String>,
    smtp_user: Option<String>,
    /// A file with the password in its first line.
    password_file: Option<PathBuf>,
    /// A certificate authority (PEM) to trust besides those that browsers do.
    authority_file: Option<PathBuf>,
    /// How many are sent at the same time.
    at_once: Option<usize>,
    dkim: Option<Dkim>,
}

/// With what mails are signed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Dkim {
    selector: String,
    domain: String,
    key_file: PathBuf,
}

impl Table {
    /// Flags and environment come before the file.
    pub(super) fn after(self, options: Options) -> Self {
        Self {
            from: options.mail_from.or(self.from),
            smtp: options.smtp.or(self.smtp),
            smtp_user: options.smtp_user.or(self.smtp_user),
            ..self
        }
    }
}

impl Config {
    /// What mails go out with, checked. Nobody is connected to yet.
    pub fn mailer(&self) -> Result<Arc<Mailer>, MailFault> {
        self.mailer_with(env::var(PASSWORD).ok())
    }

    fn mailer_with(&self, password: Option<String>) -> Result<Arc<Mailer>, MailFault> {
        let table = &self.mail;
        let from = table.from.clone().unwrap_or_else(|| default_from(&self.public_url));
        let transport = match &table.smtp {
            None => Transport::Files(Files::new(self.mail_folder())),
            Some(url) => Transport::Smtp(Smtp::new(smtp(url, table, password)?)?),
        };
        let at_once = table.at_once.unwrap_or(Mailer::AT_ONCE);
        if !(1..=AT_ONCE_AT_MOST).contains(&at_once) {
            return Err(MailFault::AtOnce(at_once));
        }
        Ok(Arc::new(Mailer {
            transport,
            sender: sender(&from, table.dkim.as_ref())?,
            public_url: self.public_url.origin.clone(),
            at_once,
            timeout: Mailer::TIMEOUT,
        }))
    }

    /// Where mails lie when no server is configured.
    pub fn mail_folder(&self) -> PathBuf {
        self.data.join(FOLDER)
    }
}

/// `no-reply` at the host that people know, or at this machine where that has no name.
fn default_from(public_url: &PublicUrl) -> String {
    let host = public_url.origin.split_once("://").map_or("", |(_, authority)| authority);
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let has_name = !host.starts_with('[') && host.parse::<std::net::IpAddr>().is_err();
    let host = if has_name && !host.is_empty() { host } else { "localhost" };
    format!("Perennial <no-reply@{host}>")
}

fn sender(from: &str, dkim: Option<&Dkim>) -> Result<Sender, MailFault> {
    let no_from = || MailFault::From(from.to_owned());
    let from: service::mail::Mailbox = from.parse().map_err(|_| no_from())?;
    let message_id_host = from.email.domain().to_owned();
    let dkim = match dkim {
        None => None,
        Some(Dkim { selector, domain, key_file }) => {
            let key = read(key_file)?;
            let config = message::dkim(selector, domain, &key);
            Some(config.map_err(|error| MailFault::Dkim(error.to_string()))?)
        }
    };
    Ok(Sender { from, message_id_host, dkim })
}

/// Reads the address of the server; a password comes from the environment before the file.
fn smtp(url: &str, table: &Table, password: Option<String>) -> Result<SmtpSettings, MailFault> {
    let fault = || MailFault::Server(url.to_owned());
    // Whoever writes a password here has it on the screen of everybody who lists processes.
    if url.contains('@') {
        let (scheme, rest) = url.split_once("://").ok_or_else(fault)?;
        let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        return Err(MailFault::Server(format!("{scheme}://…@{host}")));
    }
    let uri: Uri = url.parse().map_err(|_| fault())?;
    let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(fault)?;
    let (encryption, usual_port) = match (uri.scheme_str(), uri.query()) {
        (Some("smtp"), None) => (Encryption::StartTls, 587),
        (Some("smtp"), Some("tls=none")) => (Encryption::None, 25),
        (Some("smtps"), None) => (Encryption::Implicit, 465),
        _ => return Err(fault()),
    };
    if !matches!(uri.path(), "" | "/") {
        return Err(fault());
    }
    let password = match (password, &table.password_file) {
        (Some(password), _) => Some(password),
        (None, Some(file)) => Some(read(file)?.lines().next().unwrap_or_default().to_owned()),
        (None, None) => None,
    };
    let credentials = match (table.smtp_user.clone(), password) {
        (Some(user), Some(password)) => Some((user, password)),
        (None, None) => None,
        _ => return Err(MailFault::HalfOfCredentials),
    };
    let authority = table.authority_file.as_deref().map(read).transpose()?;
    Ok(SmtpSettings {
        host: host.trim_matches(['[', ']']).to_owned(),
        port: uri.port_u16().unwrap_or(usual_port),
        encryption,
        credentials,
        authority: authority.map(String::into_bytes),
    })
}

fn read(file: &Path) -> Result<String, MailFault> {
    fs::read_to_string(file).map_err(|error| MailFault::File { file: file.to_owned(), error })
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Options as Shared, ServeOptions},
        *,
    };

    /// The mailer of a configuration file, or what is wrong with it.
    fn mailer(file: &str, password: Option<&str>) -> Result<Arc<Mailer>, String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("password"), "of the file\n").unwrap();
        let config = folder.path().join("perennial.toml");
        fs::write(&config, file.replace("FOLDER", folder.path().to_str().unwrap())).unwrap();
        let shared = Shared {
            config: Some(config),
            database: Some("sqlite:x.db".to_owned()),
            data: Some(folder.path().to_owned()),
            ..Shared::default()
        };
        let config = Config::new(shared, ServeOptions::default()).map_err(|it| it.to_string())?;
        config.mailer_with(password.map(str::to_owned)).map_err(|fault| fault.to_string())
    }

    #[test]
    fn mail_is_taken_as_it_is_meant() {
        let table = [
            ("", None, "Files"),
            (
                "[mail]\nsmtp = 'smtp://mx.example.org'",
                None,
                "SMTP to mx.example.org:587, StartTls",
            ),
            (
                "[mail]\nsmtp = 'smtps://mx.example.org/'",
                None,
                "SMTP to mx.example.org:465, Implicit",
            ),
            ("[mail]\nsmtp = 'smtp://[::1]:2525?tls=none'", None, "SMTP to ::1:2525, None"),
            ("[mail]\nsmtp = 'smtps://h'\nsmtp-user = 'me'", Some("secret"), "SMTP to h:465"),
            (
                "[mail]\nsmtp = 'smtps://h'\nsmtp-user = 'me'\npassword-file = 'FOLDER/password'",
                None,
                "SMTP to h:465",
            ),
        ];
        for (file, password, expected) in table {
            let mailer = format!("{:?}", mailer(file, password).unwrap());
            assert!(mailer.contains(expected), "{file}: {mailer}");
            assert!(!mailer.contains("secret") && !mailer.contains("of the file"), "{mailer}");
        }
    }

    #[test]
    fn what_mail_can_not_be_sent_with_is_told_in_a_sentence() {
        let table = [
            ("smtp = 'mx.example.org'", "smtp://HOST"),
            ("smtp = 'http://mx.example.org'", "smtp://HOST"),
            ("smtp = 'smtp://mx.example.org?tls=maybe'", "smtp://HOST"),
            ("smtp = 'smtps://mx.example.org/path'", "smtp://HOST"),
            ("smtp = 'smtps://me:hush@mx.example.org'", "smtps://…@mx.example.org"),
            ("smtp = 'smtps://h'\nsmtp-user = 'me'", "needs a password"),
            (
                "smtp = 'smtp://h?tls=none'\nsmtp-user = 'me'\npassword-file = 'FOLDER/password'",
                "over TLS only",
            ),
            ("smtp = 'smtps://h'\npassword-file = 'FOLDER/password'", "needs smtp-user"),
            ("smtp = 'smtps://h'\nauthority-file = 'FOLDER/nowhere'", "nowhere can't be read"),
            ("from = 'somebody'", "Perennial <renew@example.org>"),
            ("at-once = 0", "between 1 and 64"),
            ("dkim = { selector = 'a', domain = 'b', key-file = 'FOLDER/password' }", "dkim"),
            ("smpt = 'smtp://h'", "smpt"),
        ];
        for (lines, expected) in table {
            let fault = mailer(&format!("[mail]\n{lines}"), None).unwrap_err();
            assert!(fault.contains(expected) && !fault.contains("hush"), "{lines}: {fault}");
        }
        for (days, expected) in [("[90, 0]", "1 to 365"), ("[1, 2, 3, 4]", "at most three")] {
            let fault = mailer(&format!("reminder-days = {days}"), None).unwrap_err();
            assert!(fault.contains(expected), "{days}: {fault}");
        }
    }

    #[test]
    fn mail_comes_from_the_host_that_people_know() {
        let table = [
            ("https://renew.example.org", "renew.example.org"),
            ("https://renew.example.org:8443", "renew.example.org"),
            ("http://127.0.0.1:3000", "localhost"),
            ("http://[::1]:3000", "localhost"),
        ];
        for (url, host) in table {
            let from = default_from(&PublicUrl::parse(url).unwrap());
            assert_eq!(from, format!("Perennial <no-reply@{host}>"));
            sender(&from, None).unwrap();
        }
    }
}
