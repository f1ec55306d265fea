//! Raw HTTP against the program's router, or against the program itself: a file per route or concern.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod account;
mod api_docs;
mod assets;
mod attempts;
mod body;
mod calendar;
mod credential;
mod csrf;
mod dashboard;
mod demo;
mod demo_mailbox;
mod errors;
mod exam_results;
mod go;
mod headers;
mod health;
mod language;
mod mail_settings;
mod mailbox;
mod pages;
mod profiles;
mod program;
mod providers;
mod redirects;
mod registration;
mod roles;
mod secrets;
mod session;
mod support;
