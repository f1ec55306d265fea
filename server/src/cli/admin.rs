//! `perennial admin`: accounts.

use std::{
    error::Error,
    io::{self, BufRead},
};

use clap::Subcommand;
use uuid::Uuid;

use super::{key, open, say};
use crate::config::Config;

/// What can be done.
#[derive(Subcommand)]
pub enum What {
    /// Make an account for a learner and print its password, once
    Create {
        /// The address to sign in with
        email: String,
        /// What the learner is called
        #[arg(long)]
        name: String,
        /// Take the password from the first line of standard input instead of making one
        #[arg(long)]
        password_stdin: bool,
    },
    /// Look after the keys with which other programs use the HTTP API
    Key {
        #[command(subcommand)]
        what: key::What,
    },
}

/// Does it.
pub async fn run(config: &Config, what: What) -> Result<(), Box<dyn Error>> {
    let (email, name, password_stdin) = match what {
        What::Create { email, name, password_stdin } => (email, name, password_stdin),
        What::Key { what } => {
            let service = open(config).await?;
            let done = key::act(&service, what).await;
            service.close().await;
            return done;
        }
    };
    let password = if password_stdin { first_line()? } else { made_up() };
    let service = open(config).await?;
    let created = service.create_learner(&name, &email, &password).await;
    service.close().await;
    created?;
    say(format!("Created {email}."));
    if !password_stdin {
        say(format!("Password: {password}"));
    }
    Ok(())
}

fn first_line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// 122 random bits, as letters and digits.
fn made_up() -> String {
    Uuid::new_v4().simple().to_string()
}
