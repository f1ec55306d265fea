//! What became of mails since the program started, for whoever watches it.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::store::outbox::Settled;

/// Counters that only go up.
#[derive(Debug, Default)]
pub struct Counters {
    sent: AtomicU64,
    dropped: Mutex<BTreeMap<String, u64>>,
}

impl Counters {
    /// Mails that a server, or a file, has taken.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Mails that were dropped, by reason.
    pub fn dropped_by_reason(&self) -> BTreeMap<String, u64> {
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn dropped(&self, reason: &str) {
        let mut dropped = self.dropped.lock().unwrap_or_else(PoisonError::into_inner);
        *dropped.entry(reason.to_owned()).or_default() += 1;
    }

    pub(super) fn settled(&self, settled: &Settled) {
        match settled {
            Settled::Sent => {
                self.sent.fetch_add(1, Ordering::Relaxed);
            }
            Settled::Dropped(reason) => self.dropped(&reason.to_string()),
            Settled::Dead(_) | Settled::Later(_) | Settled::Again(..) => {}
        }
    }
}
