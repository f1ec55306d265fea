//! The command line. Every command is a few lines here; what it does stands in its own file.

mod admin;
mod backup;
mod import;
mod key;
mod mail;
mod simulate;

use std::{error::Error, fmt::Display, io::Write, path::PathBuf, thread};

use clap::{Args, Parser, Subcommand};
use service::{Clock, Service, Settings};
use tokio::runtime::{Builder, Runtime};

use crate::{
    config::{Config, Options, ServeOptions},
    serve, telemetry,
};

/// Keeps professional certifications alive: learners see what is due, take a free open-book
/// assessment, and a pass makes the certification live a year longer.
///
/// What a flag doesn't say is taken from the environment (`PERENNIAL_...`), then from the file named
/// by --config, then from the default.
#[derive(Parser)]
#[command(name = "perennial", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    options: Options,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages and the API
    Serve(ServeOptions),
    /// Answer scenarios: one JSON object a line on standard input, one line each on standard output
    Simulate,
    /// Bring the database up to date; `serve` does so too when it starts
    Migrate,
    /// Take in the catalogue, a question bank or exam results
    Import(ImportOptions),
    /// Look after accounts and roles
    Admin(AdminOptions),
    /// See what mails look like
    Mail(MailOptions),
    /// Write a copy of the SQLite database into a new file, while the program may be running
    Backup {
        /// The file to write; it must not exist yet
        file: PathBuf,
    },
}

#[derive(Args)]
struct ImportOptions {
    #[command(subcommand)]
    what: import::What,
}

#[derive(Args)]
struct AdminOptions {
    #[command(subcommand)]
    what: admin::What,
}

#[derive(Args)]
struct MailOptions {
    #[command(subcommand)]
    what: mail::What,
}

/// Does what the command line says.
pub fn run() -> Result<(), Box<dyn Error>> {
    let Cli { command, options } = Cli::parse();
    if matches!(command, Command::Simulate) {
        return Ok(simulate::run(std::io::stdin().lock(), std::io::stdout().lock())?);
    }
    if let Command::Mail(mail) = &command {
        return mail::run(&mail.what);
    }
    let serve =
        if let Command::Serve(serve) = &command { serve.clone() } else { ServeOptions::default() };
    let config = Config::new(options, serve)?;
    telemetry::start(config.log.as_deref(), config.log_format)?;
    runtime()?.block_on(async {
        match command {
            Command::Serve(_) => serve::run(&config).await,
            Command::Simulate | Command::Mail(_) => Ok(()),
            Command::Migrate => migrate(&config).await,
            Command::Import(import) => import::run(&config, import.what).await,
            Command::Admin(admin) => admin::run(&config, admin.what).await,
            Command::Backup { file } => backup::run(&config, &file).await,
        }
    })
}

/// Says something on standard output. That nobody reads on is no reason to stop.
pub(crate) fn say(text: impl Display) {
    let mut output = std::io::stdout().lock();
    let _ = writeln!(output, "{text}").and_then(|()| output.flush());
}

/// At least two workers: with a single one Leptos can wait for itself while it renders.
fn runtime() -> std::io::Result<Runtime> {
    let cores = thread::available_parallelism().map_or(2, usize::from);
    Builder::new_multi_thread().worker_threads(cores.max(2)).enable_all().build()
}

/// Opens the database for a command that does one thing.
async fn open(config: &Config) -> Result<Service, service::Error> {
    Service::open(&Settings {
        database: config.database.clone(),
        clock: Clock::system(),
        policy: config.policy.clone(),
    })
    .await
}

async fn migrate(config: &Config) -> Result<(), Box<dyn Error>> {
    Service::migrate(&config.database).await?;
    say("The database is up to date.");
    Ok(())
}
