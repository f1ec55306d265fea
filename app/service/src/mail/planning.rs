//! From the dates of credentials to mails in the outbox: what time alone makes due. N1–N3

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{notice, window};
use uuid::Uuid;

use super::compose::Reason;
use crate::{
    Error, Policy, Service,
    store::planning::{self, DueMail, DueRow},
};

/// So many credentials are planned for in one transaction.
const AT_A_TIME: usize = 200;
/// The notice of an expiry is of no use when it comes later than this.
const EXPIRED_AT_MOST: TimeDelta = TimeDelta::days(30);
/// So many credentials are told of another policy in one transaction.
const POLICY_AT_A_TIME: i64 = 500;
/// How often is looked for what has become due.
const EVERY: Duration = Duration::from_secs(1);

impl Service {
    /// Puts mails into the outbox for as long as the program runs. May be dropped at any moment.
    pub async fn plan_mails_for_ever(&self) {
        let mut follows_policy = false;
        let mut every = tokio::time::interval(EVERY);
        loop {
            every.tick().await;
            let planned = async {
                if !follows_policy {
                    self.follow_mail_policy().await?;
                    follows_policy = true;
                }
                while self.plan_mails().await? == AT_A_TIME {}
                Ok::<_, Error>(())
            };
            if let Err(error) = planned.await {
                tracing::error!(%error, "mails could not be planned");
            }
        }
    }

    /// N1, N2: puts the mails into the outbox that time has made due, for a batch of credentials, and
    /// says for how many of them. Safe in many programs at once. A program whose policy another one has
    /// replaced leaves them to that one.
    pub async fn plan_mails(&self) -> Result<usize, Error> {
        let now = self.now();
        if !planning::is_any_due(&mut self.store.read().await?.on(), now).await? {
            return Ok(0);
        }
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        let due = planning::due(on, now, AT_A_TIME.try_into().unwrap_or(i64::MAX)).await?;
        // Asked when they are held: those that another policy has claimed are not taken without seeing it.
        let own = fingerprints(&self.policy);
        if planning::policy(on).await?.is_some_and(|policy| !own.contains(&policy)) {
            return Ok(0);
        }
        let (mut mails, mut next) = (Vec::new(), Vec::with_capacity(due.len()));
        for row in &due {
            let (due, then) = plan(row, &self.policy, now);
            mails.extend(due);
            next.push((row.id, then));
        }
        let dropped = planning::insert(on, &mails, now).await?;
        planning::set_next(on, &next).await?;
        transaction.commit().await?;
        for reason in &dropped {
            self.mails.dropped(reason);
        }
        Ok(due.len())
    }

    /// Has everything worked out anew if that was done last with another policy, of which nothing is
    /// planned from then on. Done twice, or by two programs at once, it comes to the same.
    pub async fn follow_mail_policy(&self) -> Result<(), Error> {
        let [fingerprint, begun] = fingerprints(&self.policy);
        let before = planning::policy(&mut self.store.read().await?.on()).await?;
        if before.as_ref() == Some(&fingerprint) {
            return Ok(());
        }
        // Where nothing was worked out before, all are waiting for it.
        let mut after = None;
        if before.is_some() {
            self.set_mail_policy(&begun).await?;
            after = Some(Uuid::nil());
        }
        let oldest = (self.now() - EXPIRED_AT_MOST - TimeDelta::days(1)).date_naive();
        while let Some(last) = after {
            let mut transaction = self.store.begin().await?;
            let on = &mut transaction.on();
            after = planning::work_out_anew(on, oldest, last, POLICY_AT_A_TIME).await?;
            transaction.commit().await?;
        }
        self.set_mail_policy(&fingerprint).await
    }

    async fn set_mail_policy(&self, fingerprint: &str) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        planning::set_policy(&mut transaction.on(), fingerprint).await?;
        Ok(transaction.commit().await?)
    }
}

/// What a policy is known by once all follow it, and while not all do yet.
fn fingerprints(Policy { renewal_window, reminder_days }: &Policy) -> [String; 2] {
    let fingerprint = format!("{renewal_window}, {reminder_days:?} days");
    let begun = format!("{fingerprint}, begun");
    [fingerprint, begun]
}

/// What is due of a credential by now, and when something is due next. Of several only the latest
/// goes out: whoever missed the others has nothing of them.
fn plan(
    row: &DueRow,
    policy: &Policy,
    now: DateTime<Utc>,
) -> (Vec<DueMail>, Option<DateTime<Utc>>) {
    let Some(valid_through) = row.valid_through else { return (Vec::new(), None) }; // K2
    let expires_at = window::expires_at(valid_through);
    let opens_at = policy.renewal_window.opens_at(valid_through);
    let schedule = notice::schedule(opens_at, expires_at, &policy.reminder_days);
    let (due, later) = schedule.split_at(schedule.partition_point(|(_, at)| *at <= now));
    let too_late = now - expires_at > EXPIRED_AT_MOST;
    let mut mails: Vec<_> = due
        .iter()
        .map(|(kind, due_at)| DueMail {
            credential_id: row.id,
            cycle: row.cycle,
            learner_id: row.learner_id,
            kind: *kind,
            due_at: *due_at,
            dropped: Some(Reason::Overtaken.to_string()),
        })
        .collect();
    if let Some(latest) = mails.last_mut() {
        latest.dropped = too_late.then(|| Reason::TooLate.to_string());
    }
    if too_late {
        // One row says why nothing came; a history of years would bring millions of others.
        mails.drain(..mails.len() - 1);
    }
    (mails, later.first().map(|(_, at)| *at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(now: &str) -> (Vec<String>, Option<String>) {
        let row = DueRow {
            id: Uuid::nil(),
            cycle: 1,
            valid_through: "2026-05-10".parse().ok(),
            learner_id: Uuid::nil(),
        };
        let (due, next) = plan(&row, &Policy::default(), now.parse().unwrap());
        let told = |mail: DueMail| {
            format!("{} {}", mail.kind, mail.dropped.unwrap_or_else(|| "queued".to_owned()))
        };
        (due.into_iter().map(told).collect(), next.map(|at| at.to_rfc3339()))
    }

    #[test]
    fn n3_of_several_that_are_due_the_latest_goes_out() {
        let table: [(&str, &[&str], Option<&str>); 6] = [
            ("2025-11-09T23:59:59Z", &[], Some("2025-11-10T00:00:00+00:00")),
            ("2025-11-10T00:00:00Z", &["window_opened queued"], Some("2026-02-10T00:00:00+00:00")),
            (
                "2026-04-11T00:00:00Z",
                &["window_opened overtaken", "reminder_90 overtaken", "reminder_30 queued"],
                Some("2026-05-04T00:00:00+00:00"),
            ),
            (
                "2026-05-11T00:00:00Z",
                &[
                    "window_opened overtaken",
                    "reminder_90 overtaken",
                    "reminder_30 overtaken",
                    "reminder_7 overtaken",
                    "expired queued",
                ],
                None,
            ),
            ("2026-06-10T00:00:01Z", &["expired too_late"], None),
            ("2030-01-01T00:00:00Z", &["expired too_late"], None),
        ];
        for (now, due, next) in table {
            assert_eq!(
                planned(now),
                (due.iter().map(|it| (*it).to_owned()).collect(), next.map(str::to_owned)),
                "{now}"
            );
        }
    }

    #[test]
    fn k2_what_never_expires_is_never_planned_for() {
        let row =
            DueRow { id: Uuid::nil(), cycle: 1, valid_through: None, learner_id: Uuid::nil() };
        let (due, next) = plan(&row, &Policy::default(), DateTime::UNIX_EPOCH);
        assert!(due.is_empty() && next.is_none());
    }
}
