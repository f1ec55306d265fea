//! The renewal rules from outside: tables for each rule, properties over random histories, and a
//! second, naive implementation of the simulator to compare with.

mod assessments;
mod attempts;
mod calendar;
mod exams;
mod expiry;
mod generate;
mod kinds;
mod model;
mod notices;
mod profiles;
mod properties;
mod reading;
mod scenario;
mod windows;
