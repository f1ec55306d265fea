//! The renewal rules from outside: tables for each rule, properties over random histories, and a
//! second, naive implementation of the simulator to compare with.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod assessments;
mod attempts;
mod calendar;
mod earning;
mod exams;
mod expiry;
mod generate;
mod kinds;
mod merging;
mod model;
mod notices;
mod profiles;
mod properties;
mod reading;
mod scenario;
mod waits;
mod windows;
