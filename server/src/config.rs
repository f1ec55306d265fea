//! Configuration: flags before environment (`PERENNIAL_*`) before one TOML file before defaults.

pub mod mail;
mod providers;
mod public_url;

pub use public_url::PublicUrl;

use std::{
    env, fs, io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use clap::Args;
use domain::{notice, window::Length};
use serde::Deserialize;
use service::{
    Policy,
    oidc::{Provider, ProviderFault, Providers},
};

use crate::telemetry::Format;

/// Where the program listens unless told otherwise.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 3000);

/// What is wrong with the configuration or the machine, one sentence each.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The TOML file.
    #[error("the configuration file {} can't be read: {error}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        error: String,
    },
    /// The public address.
    #[error(
        "--public-url {0} must be http:// or https://, a host and nothing behind it, like https://renew.example.org"
    )]
    PublicUrl(String),
    /// The window of W4.
    #[error("--renewal-window {0} is no length like \"6 months\" or \"180 days\"")]
    Window(String),
    /// The days of N1.
    #[error("--reminder-days: {0}")]
    ReminderDays(#[from] notice::NoReminderDays),
    /// Mail.
    #[error(transparent)]
    Mail(#[from] mail::MailFault),
    /// The filter of the log.
    #[error("--log is not in the form of RUST_LOG, like info,server=debug: {0}")]
    Log(String),
    /// The demo for everybody.
    #[error(
        "--demo refuses to listen on {0}: its passwords are known, so it listens on loopback only, like 127.0.0.1:3000"
    )]
    DemoInPublic(SocketAddr),
    /// A provider to sign in with.
    #[error("a [[provider]] of the configuration: {0}")]
    Provider(#[from] ProviderFault),
    /// The folder for data.
    #[error("the folder {} for data can't be used: {error}; name another with --data", folder.display())]
    Data {
        /// Which.
        folder: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The port.
    #[error("can't listen on {address}: {error}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why.
        error: io::Error,
    },
}

/// What all commands share, as said by flags or environment.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// The database: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME` [default: the file
    /// perennial.db, with --demo perennial-demo.db, in the folder for data]
    #[arg(
        long,
        value_name = "WHERE",
        env = "PERENNIAL_DATABASE",
        hide_env_values = true,
        global = true
    )]
    pub database: Option<String>,

    /// The folder for data [default: the one the program is in]
    #[arg(long, value_name = "DIR", env = "PERENNIAL_DATA", global = true)]
    pub data: Option<PathBuf>,

    /// A TOML file for what neither flags nor environment say; its keys are the long flags
    #[arg(long, value_name = "FILE", env = "PERENNIAL_CONFIG", global = true)]
    pub config: Option<PathBuf>,

    /// How long before its expiry a credential can be renewed, "6 months" or "180 days"
    /// [default: 6 months]
    #[arg(long, value_name = "LENGTH", env = "PERENNIAL_RENEWAL_WINDOW", global = true)]
    pub renewal_window: Option<String>,

    /// How many days before its expiry reminders of a credential are due, three at most
    /// [default: 90,30,7]
    #[arg(
        long,
        value_name = "DAYS",
        value_delimiter = ',',
        env = "PERENNIAL_REMINDER_DAYS",
        global = true
    )]
    pub reminder_days: Option<Vec<u16>>,

    /// What is logged, in the form of `RUST_LOG` [default: info,sqlx=warn]
    #[arg(long, value_name = "FILTER", env = "PERENNIAL_LOG", global = true)]
    pub log: Option<String>,

    /// How a line of the log is written [default: text]
    #[arg(long, value_name = "FORMAT", env = "PERENNIAL_LOG_FORMAT", global = true)]
    pub log_format: Option<Format>,
}

/// What only `serve` needs, as said by flags or environment.
#[derive(Args, Clone, Debug, Default)]
pub struct ServeOptions {
    /// Fill an empty database with sample data and allow the clock to be moved; on loopback only
    #[arg(long)]
    pub demo: bool,

    /// Where to listen [default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDRESS", env = "PERENNIAL_LISTEN")]
    pub listen: Option<SocketAddr>,

    /// The address people use, like `https://renew.example.org` [default: http and where it listens]
    #[arg(long, value_name = "URL", env = "PERENNIAL_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The folder with the assets of the pages [default: `site` beside the program or one above]
    #[arg(long, alias = "site", value_name = "DIR", env = "PERENNIAL_ASSETS")]
    pub assets: Option<PathBuf>,

    /// Where to answer `/metrics` for Prometheus [default: nowhere]
    #[arg(long, value_name = "ADDRESS", env = "PERENNIAL_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,

    /// A proxy of your own stands before the program: a client's address is the last one in
    /// X-Forwarded-For
    #[arg(long, env = "PERENNIAL_BEHIND_PROXY")]
    pub behind_proxy: bool,

    /// Mail.
    #[command(flatten)]
    pub mail: mail::Options,
}

/// The TOML file. One flat table, so that a key is found by the flag's name, one for mail, and one for
/// each provider.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    database: Option<String>,
    data: Option<PathBuf>,
    renewal_window: Option<String>,
    reminder_days: Option<Vec<u16>>,
    log: Option<String>,
    log_format: Option<Format>,
    listen: Option<SocketAddr>,
    public_url: Option<String>,
    assets: Option<PathBuf>,
    metrics_listen: Option<SocketAddr>,
    behind_proxy: bool,
    mail: mail::Table,
    provider: Vec<providers::Table>,
}

impl File {
    fn read(file: &Path) -> Result<Self, Fault> {
        let fault = |error: String| Fault::File { file: file.to_owned(), error };
        let text = fs::read_to_string(file).map_err(|error| fault(error.to_string()))?;
        toml::from_str(&text).map_err(|error| fault(error.message().to_owned()))
    }
}

/// Everything that is configured, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The database, as `service` takes it.
    pub database: String,
    /// The folder for data; it need not be there.
    pub data: PathBuf,
    /// W4, N1.
    pub policy: Policy,
    /// See [`Options::log`].
    pub log: Option<String>,
    /// See [`Options::log_format`].
    pub log_format: Format,
    /// See [`ServeOptions::demo`].
    pub demo: bool,
    /// See [`ServeOptions::listen`].
    pub listen: SocketAddr,
    /// See [`ServeOptions::public_url`].
    pub public_url: PublicUrl,
    /// See [`ServeOptions::assets`].
    pub assets: Option<PathBuf>,
    /// See [`ServeOptions::metrics_listen`].
    pub metrics_listen: Option<SocketAddr>,
    /// See [`ServeOptions::behind_proxy`].
    pub behind_proxy: bool,
    /// Mail; see [`Config::mailer`].
    pub mail: mail::Table,
    /// The providers to sign in with.
    pub providers: Vec<Provider>,
}

impl Config {
    /// The providers, each checked.
    pub fn providers(&self) -> Result<Providers, Fault> {
        Ok(Providers::new(self.providers.clone(), &self.public_url.origin)?)
    }

    /// Puts together what was said in three places.
    pub fn new(options: Options, serve: ServeOptions) -> Result<Self, Fault> {
        let file = options.config.as_deref().map(File::read).transpose()?.unwrap_or_default();
        let listen = serve.listen.or(file.listen).unwrap_or(LISTEN);
        if serve.demo && !listen.ip().is_loopback() {
            return Err(Fault::DemoInPublic(listen));
        }
        let public_url = serve.public_url.or(file.public_url);
        let window = options.renewal_window.or(file.renewal_window);
        let days = options.reminder_days.or(file.reminder_days);
        let data = match options.data.or(file.data) {
            Some(folder) => folder,
            None => beside_the_program()
                .map_err(|error| Fault::Data { folder: PathBuf::from("."), error })?,
        };
        Ok(Self {
            database: match options.database.or(file.database) {
                Some(database) => database,
                None => default_database(&data, serve.demo)?,
            },
            data,
            policy: Policy {
                renewal_window: match window {
                    Some(window) => window.parse().map_err(|_| Fault::Window(window))?,
                    None => Length::default(),
                },
                reminder_days: match days {
                    Some(days) => notice::reminder_days(days)?,
                    None => notice::REMINDER_DAYS.to_vec(),
                },
            },
            log: options.log.or(file.log),
            log_format: options.log_format.or(file.log_format).unwrap_or_default(),
            demo: serve.demo,
            listen,
            public_url: match public_url {
                Some(url) => PublicUrl::parse(&url)?,
                None => PublicUrl { secure: false, origin: format!("http://{listen}") },
            },
            assets: serve.assets.or(file.assets),
            metrics_listen: serve.metrics_listen.or(file.metrics_listen),
            behind_proxy: serve.behind_proxy || file.behind_proxy,
            mail: file.mail.after(serve.mail),
            providers: providers::read(file.provider, |name| env::var(name).ok()),
        })
    }
}

/// The file in the folder for data; the demo has its own, so that it never meets real learners.
fn default_database(folder: &Path, demo: bool) -> Result<String, Fault> {
    fs::create_dir_all(folder).map_err(|error| Fault::Data { folder: folder.to_owned(), error })?;
    let name = if demo { "perennial-demo.db" } else { "perennial.db" };
    Ok(format!("sqlite:{}", folder.join(name).display()))
}

/// The folder the program is in, whatever link it was called by.
pub fn beside_the_program() -> io::Result<PathBuf> {
    let program = env::current_exe()?.canonicalize()?;
    program.parent().map(Path::to_owned).ok_or_else(|| io::ErrorKind::NotFound.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_listens_on_loopback_only() {
        for (listen, taken) in
            [("127.0.0.1:1", true), ("[::1]:1", true), ("0.0.0.0:1", false), ("[::]:1", false)]
        {
            let serve =
                ServeOptions { demo: true, listen: listen.parse().ok(), ..ServeOptions::default() };
            let options =
                Options { database: Some("sqlite:x.db".to_owned()), ..Options::default() };
            assert_eq!(Config::new(options, serve).is_ok(), taken, "{listen}");
        }
    }

    #[test]
    fn flags_come_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("perennial.toml");
        fs::write(&file, "listen = \"127.0.0.1:4000\"\ndatabase = \"sqlite:file.db\"\nrenewal-window = \"180 days\"\n").unwrap();
        let options = Options {
            config: Some(file.clone()),
            database: Some("sqlite:flag.db".to_owned()),
            ..Options::default()
        };
        let config = Config::new(options.clone(), ServeOptions::default()).unwrap();
        assert_eq!(config.database, "sqlite:flag.db");
        assert_eq!(config.listen.port(), 4000);
        assert_eq!(config.policy.renewal_window, "180 days".parse().unwrap());
        fs::write(&file, "lisen = \"127.0.0.1:4000\"\n").unwrap();
        let fault = Config::new(options, ServeOptions::default()).unwrap_err().to_string();
        assert!(fault.contains("perennial.toml") && fault.contains("lisen"), "{fault}");
    }
}
