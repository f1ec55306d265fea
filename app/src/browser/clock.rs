//! The server's clock, counted on in the browser by a clock that nobody can set. A7

use chrono::{DateTime, TimeDelta, Utc};

/// An instant of the server and where the browser's monotonic clock stood then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    server: DateTime<Utc>,
    counted: f64,
}

impl Clock {
    /// `counted` are the milliseconds of `performance.now()` at or before which the server's clock
    /// stood at `server`: when in doubt the clock is ahead, and less time seems left than is.
    pub fn set(server: DateTime<Utc>, counted: f64) -> Self {
        Self { server, counted }
    }

    /// The server's instant when the monotonic clock stands at `counted`.
    pub fn at(&self, counted: f64) -> DateTime<Utc> {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a page's life")]
        let elapsed = TimeDelta::milliseconds((counted - self.counted) as i64);
        self.server + elapsed
    }

    /// Set forward where the server's clock turns out to be further at `counted`.
    #[must_use]
    pub fn not_behind(self, server: DateTime<Utc>, counted: f64) -> Self {
        if self.at(counted) < server { Self::set(server, counted) } else { self }
    }
}

/// The milliseconds since the browser began to load the document, by a clock that nobody can set.
#[cfg(feature = "hydrate")]
pub fn counted() -> f64 {
    leptos::prelude::window().performance().map_or(0.0, |performance| performance.now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_clock_goes_on() {
        let server = DateTime::<Utc>::UNIX_EPOCH;
        let clock = Clock::set(server, 1500.0);
        assert_eq!(clock.at(1500.0), server);
        assert_eq!(clock.at(4000.5), server + TimeDelta::milliseconds(2500));
    }

    #[test]
    fn the_clock_is_set_forward_only() {
        let server = DateTime::<Utc>::UNIX_EPOCH;
        let clock = Clock::set(server, 0.0);
        let later = server + TimeDelta::seconds(9);
        assert_eq!(clock.not_behind(later, 1000.0).at(1000.0), later);
        assert_eq!(clock.not_behind(server, 1000.0), clock);
    }
}
