//! The door on the server: the program `perennial`, its configuration and everything about HTTP.

pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
pub mod router;
pub mod serve;
pub mod shutdown;
pub mod telemetry;
