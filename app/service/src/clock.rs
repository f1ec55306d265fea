//! Where `now` comes from: the system, or a clock that can be moved for demonstrations and tests.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// The program's only source of time. Instants are cut to milliseconds, which both databases keep.
#[derive(Clone, Debug)]
pub struct Clock {
    /// How far a movable clock is off the system's, in milliseconds.
    offset: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self { offset: None }
    }

    /// A clock that starts as the system's and can be moved.
    pub fn movable() -> Self {
        Self { offset: Some(Arc::default()) }
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        let offset = self.offset.as_ref().map_or(0, |offset| offset.load(Ordering::Relaxed));
        system_now().checked_add_signed(TimeDelta::milliseconds(offset)).unwrap_or_else(system_now)
    }

    /// Moves the clock, which goes on from there; `false` if it is the system's.
    pub fn set(&self, now: DateTime<Utc>) -> bool {
        let Some(offset) = &self.offset else { return false };
        offset.store((now - system_now()).num_milliseconds(), Ordering::Relaxed);
        true
    }
}

fn system_now() -> DateTime<Utc> {
    #[expect(clippy::disallowed_methods, reason = "the one place where time comes in")]
    let now = Utc::now();
    now.duration_trunc(TimeDelta::milliseconds(1)).unwrap_or(now)
}
