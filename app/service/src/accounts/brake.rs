//! The brake on guessing: tries that cost nothing, then waits that grow.

use chrono::{DateTime, TimeDelta, Utc};

use super::SignInError;
use crate::store::{Transaction, accounts};

/// Failed sign-ins are forgotten after so long.
pub const FAILURES_FORGOTTEN: TimeDelta = TimeDelta::hours(1);
/// The longest that anyone is made to wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// Counts one more try for an account and for the address that it comes from, unless one of them has
/// to wait. So many are `free`; the first wait after them lasts 2 to the power of `begins` seconds.
pub(crate) async fn brake(
    transaction: &mut Transaction,
    subjects: [&str; 2],
    free: [i32; 2],
    begins: i32,
    now: DateTime<Utc>,
) -> Result<(), SignInError> {
    let mut until = None;
    for (subject, free) in subjects.into_iter().zip(free) {
        let found = accounts::lock_failures(&mut transaction.on(), subject, now).await?;
        let wait = found.last_at + wait_after(found.failures - free + begins);
        // Few failures cost nothing, even where a clock was set back behind them.
        if found.failures >= free && wait > now {
            until = until.max(Some(wait));
        }
    }
    if let Some(until) = until {
        return Err(SignInError::SlowDown { until });
    }
    for subject in subjects {
        let forgotten = now - FAILURES_FORGOTTEN;
        accounts::count_failure(&mut transaction.on(), subject, now, forgotten).await?;
    }
    Ok(())
}

/// One second after the first failure too many, then twice as long each time.
fn wait_after(too_many: i32) -> TimeDelta {
    match u32::try_from(too_many) {
        Err(_) => TimeDelta::zero(),
        Ok(too_many) => TimeDelta::seconds(1 << too_many.min(20)).min(LONGEST_WAIT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_up_to_a_quarter_of_an_hour() {
        let seconds = |too_many| wait_after(too_many).num_seconds();
        assert_eq!([-1, 0, 1, 5, 9, 10, 1000].map(seconds), [0, 1, 2, 32, 512, 900, 900]);
    }
}
