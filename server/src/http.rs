//! Everything about HTTP that is not a page: middleware and plain routes, one concern a file.

pub mod account;
pub mod api_docs;
pub mod assets;
pub mod body;
pub mod calendar;
pub mod csrf;
pub mod errors;
pub mod exam_results;
pub mod go;
pub mod headers;
pub mod health;
pub mod identity;
pub mod json;
pub mod language;
pub mod metrics;
pub mod openapi;
pub mod panic;
pub mod plain;
pub mod problem;
pub mod providers;
pub mod requests;
pub mod targets;
