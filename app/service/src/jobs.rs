//! What is done without anybody asking: ending attempts that time has ended, forgetting.
//!
//! | what | kept |
//! |---|---|
//! | sessions | 30 days from sign-in, 7 days unused ([`crate::accounts::SESSION_IDLE`]) |
//! | sign-ins with a provider that were not finished | 10 minutes ([`crate::oidc::FLOW_AT_MOST`]) |
//! | failed sign-ins, mails asked for | a day after the last one |
//! | what waits for whoever reads a mail; the mail itself where nobody has an account (any more) | a day |
//! | mails with their links | 400 days after they went out or were given up; those of a cycle that is valid, or was a month ago, as long as it is |
//! | mails as files, where no server is configured | until whoever runs the program removes them |
//! | accounts | until their owner deletes them; `accounts/deletion.rs` says what stays |
//! | everything else | for good: it is the record |

use chrono::TimeDelta;

use crate::{
    Error, Service,
    accounts::SESSION_IDLE,
    store::{accounts, attempts, links, oidc, outbox},
};

/// So many overdue attempts are ended at a time.
const AT_A_TIME: i64 = 100;
/// How long mails are kept after they have been settled.
const MAILS: TimeDelta = TimeDelta::days(400);
/// Mails about a cycle are kept so long after its last day at least, so that none is sent twice.
const MAILS_OF_CYCLE: TimeDelta = TimeDelta::days(32);
/// So many mails are removed at a time.
const MAILS_AT_A_TIME: i64 = 10_000;

impl Service {
    /// A3, A8: ends open attempts whose deadline has been reached and says how many. The pages
    /// do so too when they meet one; this ends those that nobody looks at.
    pub async fn close_due_attempts(&self) -> Result<u64, Error> {
        let due = attempts::due(&mut self.store.read().await?.on(), self.now(), AT_A_TIME).await?;
        let mut ended = 0;
        for attempt in due {
            self.end_if_due(attempt.learner_id, attempt.id).await?;
            ended += 1;
        }
        Ok(ended)
    }

    /// Removes what is no longer kept.
    pub async fn clean_up(&self) -> Result<(), Error> {
        let now = self.now();
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        accounts::delete_old_sessions(on, now, now - SESSION_IDLE).await?;
        oidc::delete_old_flows(on, now).await?;
        accounts::delete_old_failures(on, now - TimeDelta::days(1)).await?;
        links::delete_old_requests(on, now - TimeDelta::days(1)).await?;
        outbox::delete_of_nobody(on, now - TimeDelta::days(1)).await?;
        let valid_on = (now - MAILS_OF_CYCLE).date_naive();
        outbox::delete_old(on, now - MAILS, valid_on, MAILS_AT_A_TIME).await?;
        Ok(transaction.commit().await?)
    }
}
