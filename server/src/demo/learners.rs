//! The sample learners as `demo/learners.toml` describes them.

use domain::{decision::Decision, profile::Connection, role::Role};
use serde::Deserialize;

const FILE: &str = include_str!("../../demo/learners.toml");

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Samples {
    /// The certification that is made too new (K3).
    pub too_new: TooNew,
    /// In the order in which they are shown.
    pub learner: Vec<Learner>,
}

/// K3: what was not on the market for long.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TooNew {
    /// Its name in addresses.
    pub certification: String,
    /// Since so many days.
    pub available_for_days: u32,
}

/// A sample learner.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learner {
    /// What they are called.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// P1.
    #[serde(default = "yes")]
    pub connected: bool,
    /// P5: what becomes of their profiles after all that.
    pub profiles: Option<Connection>,
    /// P4: they turn out to be this learner, whose account this then is too. Not shown.
    pub joins: Option<String>,
    /// What their dashboard shows at first.
    pub shows: Vec<Decision>,
    /// What they may do besides.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// What they hold.
    pub credentials: Vec<Credential>,
}

/// What a sample learner holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// The certification's name in addresses.
    pub certification: String,
    /// From today to the last valid day, or to the day of earning of what never expires.
    pub valid_for_days: i64,
    /// How often it has been renewed.
    #[serde(default)]
    pub renewals: u32,
    /// Attempts that ended below the mark.
    #[serde(default)]
    pub failed_hours_ago: Vec<u32>,
    /// An attempt that is still open.
    pub open_hours_ago: Option<u32>,
}

const fn yes() -> bool {
    true
}

/// Reads the file.
pub fn read() -> Result<Samples, toml::de::Error> {
    toml::from_str(FILE)
}
