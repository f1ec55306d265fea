//! `perennial admin key`: keys with which other programs use the HTTP API.

use std::error::Error;

use chrono::{DateTime, Utc};
use clap::{Subcommand, ValueEnum};
use domain::api_key::Scope;
use service::{Actor, Service};
use uuid::Uuid;

use super::say;

/// What can be done.
#[derive(Subcommand)]
pub enum What {
    /// Make a key and print it, once: only its hash is stored
    Create {
        /// Who is going to use it
        name: String,
        /// What it is good for; may be given several times
        #[arg(long, value_name = "SCOPE", required = true)]
        scope: Vec<ScopeName>,
    },
    /// List all keys with their last use
    List,
    /// Make a key good for nothing, from the next request on
    Revoke {
        /// The number of the key, as `list` shows it
        id: Uuid,
    },
}

/// A scope as the command line names it.
#[derive(Clone, Copy, ValueEnum)]
pub enum ScopeName {
    /// To send exam results
    ExamResults,
}

impl From<ScopeName> for Scope {
    fn from(name: ScopeName) -> Self {
        match name {
            ScopeName::ExamResults => Self::ExamResults,
        }
    }
}

/// Does it.
pub async fn act(service: &Service, what: What) -> Result<(), Box<dyn Error>> {
    match what {
        What::Create { name, scope } => {
            let scopes: Vec<_> = scope.into_iter().map(Scope::from).collect();
            let new = service.create_api_key(Actor::Program, &name, &scopes).await?;
            say(format!("Created the key {}.", new.id));
            say(format!("Key: {}", new.key));
        }
        What::List => {
            for key in service.api_keys().await? {
                let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.name()).collect();
                let state = match (key.revoked_at, key.last_used_at) {
                    (Some(at), _) => format!("revoked {}", minute(at)),
                    (None, Some(at)) => format!("last used {}", minute(at)),
                    (None, None) => "never used".to_owned(),
                };
                let made = minute(key.created_at);
                say(format!(
                    "{}  {:<14} made {made}, {state:<30} {}",
                    key.id,
                    scopes.join(","),
                    key.name
                ));
            }
        }
        What::Revoke { id } => {
            match service.revoke_api_key(Actor::Program, id).await {
                Err(service::Error::NotFound) => {
                    return Err(format!("there is no key {id}; `key list` shows them").into());
                }
                revoked => revoked?,
            }
            say(format!("The key {id} is good for nothing any more."));
        }
    }
    Ok(())
}

fn minute(at: DateTime<Utc>) -> impl std::fmt::Display {
    at.format("%Y-%m-%d %H:%M UTC")
}
