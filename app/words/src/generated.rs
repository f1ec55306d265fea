//! The methods made of the files in `locales/`, one per message.

use std::fmt::Display;

use crate::{Language, plural};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
