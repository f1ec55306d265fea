//! Who is meant by what a provider sent.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::Person;
use crate::store::{
    Connection, StoreError,
    results::{self, Profile},
};

/// The provider of built-in accounts.
const BUILT_IN: &str = "password";

/// Those of the persons asked for that are known.
pub struct People {
    profiles: HashMap<Uuid, Profile>,
    logins: HashMap<String, Logins>,
}

/// The certification profiles that an address leads to.
#[derive(Default)]
struct Logins {
    built_in: Option<Profile>,
    others: Vec<Profile>,
}

impl People {
    pub async fn load<'a>(
        on: &mut Connection<'_>,
        persons: impl Iterator<Item = &'a Person>,
    ) -> Result<Self, StoreError> {
        let (mut numbers, mut addresses) = (HashSet::new(), HashSet::new());
        for person in persons {
            match person {
                Person::CertificationProfile(number) => numbers.extend(number.parse::<Uuid>()),
                Person::Login(login) => {
                    addresses.insert(login.as_str());
                }
            }
        }
        let numbers: Vec<_> = numbers.into_iter().collect();
        let addresses: Vec<_> = addresses.into_iter().collect();
        let profiles = results::profiles(on, &numbers).await?;
        let mut logins: HashMap<_, Logins> = HashMap::new();
        for found in results::profiles_of_logins(on, &addresses).await? {
            let logins = logins.entry(found.login).or_default();
            if found.provider == BUILT_IN {
                logins.built_in = Some(found.profile);
            } else if !logins.others.contains(&found.profile) {
                logins.others.push(found.profile);
            }
        }
        let present = profiles.into_iter().map(|profile| (profile.id, profile));
        let old = results::profiles_of_old_numbers(on, &numbers).await?;
        let profiles = present.chain(old.into_iter().map(|it| (it.number, it.profile))).collect();
        Ok(Self { profiles, logins })
    }

    /// The profile that is meant. An address belongs to the built-in account that has it; among
    /// others it must lead to one profile only: nobody gets a result by claiming an address too.
    pub fn find(&self, person: &Person) -> Option<Profile> {
        match person {
            Person::CertificationProfile(number) => {
                self.profiles.get(&number.parse().ok()?).copied()
            }
            Person::Login(login) => {
                let logins = self.logins.get(login)?;
                logins.built_in.or(match logins.others.as_slice() {
                    [one] => Some(*one),
                    _ => None,
                })
            }
        }
    }
}
