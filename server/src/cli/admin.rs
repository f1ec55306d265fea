//! `perennial admin`: accounts and roles.

use std::{
    error::Error,
    io::{self, BufRead},
};

use clap::{Args, Subcommand, ValueEnum};
use domain::role::Role;
use service::{Actor, Service};
use uuid::Uuid;

use super::{key, open, say};
use crate::config::Config;

/// What can be done.
#[derive(Subcommand)]
pub enum What {
    /// Make the first administrator: an account that exists gets the role, else one is made and its
    /// password printed, once. Refused where there is an administrator already
    Create {
        #[command(flatten)]
        account: Account,
    },
    /// Look after the keys with which other programs use the HTTP API
    Key {
        #[command(subcommand)]
        what: key::What,
    },
    /// Make an account for a learner and print its password, once
    Learner {
        #[command(flatten)]
        account: Account,
    },
    /// List who has which role
    Roles,
    /// Give somebody a role; it holds from their next request on
    Give {
        /// The address of a built-in account, or a person's number
        person: String,
        /// The role
        role: RoleName,
    },
    /// Take a role from somebody, from their next request on; the last administrator keeps it
    Take {
        /// The address of a built-in account, or a person's number
        person: String,
        /// The role
        role: RoleName,
    },
}

/// An account to be made.
#[derive(Args)]
pub struct Account {
    /// The address to sign in with
    email: String,
    /// What the person is called [default: the address up to its @]
    #[arg(long)]
    name: Option<String>,
    /// Take the password from the first line of standard input instead of making one
    #[arg(long)]
    password_stdin: bool,
}

/// A role as the command line names it.
#[derive(Clone, Copy, ValueEnum)]
pub enum RoleName {
    /// Finds people, sees their history, attests
    Support,
    /// Writes questions
    Author,
    /// Everything
    Administrator,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Support => Self::Support,
            RoleName::Author => Self::Author,
            RoleName::Administrator => Self::Administrator,
        }
    }
}

/// Does it.
pub async fn run(config: &Config, what: What) -> Result<(), Box<dyn Error>> {
    let service = open(config).await?;
    let done = act(&service, what).await;
    service.close().await;
    done
}

async fn act(service: &Service, what: What) -> Result<(), Box<dyn Error>> {
    match what {
        What::Create { account } => {
            let password = account.password()?;
            let (email, name) = (&account.email, account.name());
            if service.create_administrator(email, name, &password).await? {
                account.created("administrator", &password);
            } else {
                say(format!("{email} is an administrator now; the password stays as it was."));
            }
        }
        What::Learner { account } => {
            let password = account.password()?;
            if service.person_named(&account.email).await.is_ok() {
                return Err(format!("there is an account {} already", account.email).into());
            }
            service.create_learner(account.name(), &account.email, &password).await?;
            account.created("account", &password);
        }
        What::Key { what } => key::act(service, what).await?,
        What::Roles => {
            for holder in service.role_holders().await? {
                let person = holder.person;
                say(format!("{:<14} {}  {}", holder.role.name(), person.id, person.name));
            }
        }
        What::Give { person, role } => {
            let id = known(service, &person).await?;
            service.give_role(Actor::Program, id, role.into()).await?;
            say(format!("{person} has the role {}.", Role::from(role).name()));
        }
        What::Take { person, role } => {
            let id = known(service, &person).await?;
            service.take_role(Actor::Program, id, role.into()).await?;
            say(format!("{person} does not have the role {}.", Role::from(role).name()));
        }
    }
    Ok(())
}

async fn known(service: &Service, person: &str) -> Result<Uuid, Box<dyn Error>> {
    match service.person_named(person).await {
        Err(service::Error::NotFound) => {
            let way = "name the address of a built-in account, or a person's number";
            Err(format!("there is no account {person}; {way}").into())
        }
        found => Ok(found?),
    }
}

impl Account {
    fn name(&self) -> &str {
        let before = self.email.split('@').next().unwrap_or(&self.email);
        self.name.as_deref().unwrap_or(before)
    }

    fn password(&self) -> Result<String, Box<dyn Error>> {
        if !self.email.trim().contains('@') {
            return Err(format!("{} is no e-mail address", self.email).into());
        }
        let password = if self.password_stdin { first_line()? } else { made_up() };
        if password.is_empty() {
            return Err("the first line of standard input is to be the password".into());
        }
        Ok(password)
    }

    fn created(&self, what: &str, password: &str) {
        say(format!("Created the {what} {}.", self.email));
        if !self.password_stdin {
            say(format!("Password: {password}"));
        }
    }
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
