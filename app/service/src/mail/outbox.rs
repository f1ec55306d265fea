//! From the outbox to whoever sends on: mails are taken by lease, checked once more (N3), written and
//! sent, a few at a time, and each is settled as soon as there is an answer.

use std::{collections::VecDeque, future::Future, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::{JoinError, JoinSet};
use uuid::Uuid;

use super::{
    compose::{self, Composed, Taken, Verdict},
    content::Links,
    dead::without_addresses,
    letter,
    message::{self, Sender},
    transport::{Failure, Outgoing, Transport},
};
use crate::{
    Error, Service,
    store::{
        links,
        outbox::{self, Settled},
    },
};

/// So long nobody else takes a mail that has been taken. It has to be longer than sending all that is
/// taken at a time may last, and than clocks of several machines differ.
const LEASE: TimeDelta = TimeDelta::minutes(20);
/// So many mails are taken at a time for each that is sent at a time.
const AHEAD: usize = 4;
/// So long a look at a mail holds: it waits no longer for its turn without another one (N3).
const LOOK_HOLDS: TimeDelta = TimeDelta::seconds(30);
/// How often is looked for mails that have become due.
const EVERY: Duration = Duration::from_secs(1);
/// How soon the answer of a server is stored again that could not be.
const STORE_AGAIN: Duration = Duration::from_secs(1);
/// So long what is being sent may take when the program is asked to stop.
const GRACE: Duration = Duration::from_secs(30);
/// The longest reason that is stored, in characters.
const LONGEST_REASON: usize = 500;

/// What mails go out with.
#[derive(Debug)]
pub struct Mailer {
    /// Where to.
    pub transport: Transport,
    /// From whom.
    pub sender: Sender,
    /// Where links lead, without a slash at the end.
    pub public_url: String,
    /// So many are sent at the same time.
    pub at_once: usize,
    /// So long sending one may take.
    pub timeout: Duration,
}

impl Mailer {
    /// How many are sent at the same time unless told otherwise.
    pub const AT_ONCE: usize = 4;
    /// How long sending one may take unless told otherwise.
    pub const TIMEOUT: Duration = Duration::from_mins(2);
}

/// Tries that failed for now, and the minutes until the next one: five within the first hours, then
/// every four hours for two days.
fn again_after(tries: i32) -> Option<TimeDelta> {
    match tries {
        ..=1 => Some(TimeDelta::minutes(1)),
        2 => Some(TimeDelta::minutes(5)),
        3 => Some(TimeDelta::minutes(15)),
        4 => Some(TimeDelta::hours(1)),
        5..=16 => Some(TimeDelta::hours(4)),
        _ => None,
    }
}

impl Service {
    /// Sends mails until asked to stop, then finishes what is being sent and gives back the rest.
    pub async fn send_mails_until(&self, mailer: Arc<Mailer>, stop: impl Future<Output = ()>) {
        let mut worker = Worker::new(self, mailer);
        let mut every = tokio::time::interval(EVERY);
        tokio::pin!(stop);
        let mut look = true;
        loop {
            match worker.start_more(look).await {
                Ok(()) => {}
                Err(error) => tracing::error!(%error, "no mails could be taken from the outbox"),
            }
            look = tokio::select! {
                () = &mut stop => break,
                _ = every.tick() => true,
                Some(ended) = worker.sending.join_next() => {
                    worker.ended(ended);
                    worker.more_may_be_due
                }
            };
        }
        worker.stop().await;
    }

    /// Sends all mails that are due now.
    pub async fn send_due_mails(&self, mailer: &Arc<Mailer>) -> Result<(), Error> {
        let mut worker = Worker::new(self, mailer.clone());
        worker.start_more(true).await?;
        while let Some(ended) = worker.sending.join_next().await {
            worker.ended(ended);
            worker.start_more(true).await?;
        }
        worker.mailer.transport.rest().await;
        Ok(())
    }
}

/// What takes mails and sends them.
struct Worker {
    service: Service,
    mailer: Arc<Mailer>,
    /// With what it takes the next ones; its own.
    lease: Uuid,
    /// Taken, written, not yet begun.
    ready: VecDeque<Ready>,
    sending: JoinSet<()>,
    /// Whether the last look found as many as it wanted.
    more_may_be_due: bool,
}

/// A mail that only has to be sent.
struct Ready {
    outgoing: Outgoing,
    tries: i32,
    /// With what it was taken.
    lease: Uuid,
    looked_at: DateTime<Utc>,
}

impl Worker {
    fn new(service: &Service, mailer: Arc<Mailer>) -> Self {
        Self {
            service: service.clone(),
            mailer,
            lease: Uuid::new_v4(),
            ready: VecDeque::new(),
            sending: JoinSet::new(),
            more_may_be_due: false,
        }
    }

    /// Begins to send as many as may be under way, and looks for more when none is left.
    async fn start_more(&mut self, look: bool) -> Result<(), Error> {
        let at_once = self.mailer.at_once.max(1);
        if look && self.ready.is_empty() && self.sending.len() < at_once {
            self.take(at_once * AHEAD).await?;
            if self.ready.is_empty() && self.sending.is_empty() {
                self.mailer.transport.rest().await;
            }
        }
        while self.sending.len() < at_once
            && let Some(mail) = self.ready.pop_front()
        {
            let Some(mail) = self.looked_at_again(mail).await else { continue };
            let (service, mailer) = (self.service.clone(), self.mailer.clone());
            self.sending.spawn(async move { send(&service, &mailer, mail).await });
        }
        Ok(())
    }

    /// N3: a mail whose turn comes, if it is still true; with a slow server it may have waited long.
    async fn looked_at_again(&self, mail: Ready) -> Option<Ready> {
        if self.service.now() - mail.looked_at < LOOK_HOLDS {
            return Some(mail);
        }
        let id = mail.outgoing.id;
        match self.make_ready(&[id], mail.lease).await {
            Ok(ready) => ready.into_iter().next(),
            Err(error) => {
                self.give_up_for_now(id, mail.lease, &error).await;
                None
            }
        }
    }

    /// Takes mails and makes them ready.
    async fn take(&mut self, limit: usize) -> Result<(), Error> {
        let (store, now) = (&self.service.store, self.service.now());
        self.more_may_be_due = false;
        if !outbox::is_any_due(&mut store.read().await?.on(), self.lease, now).await? {
            return Ok(());
        }
        let at_most = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut transaction = store.begin().await?;
        let on = &mut transaction.on();
        let ids = outbox::claim(on, self.lease, now, now + LEASE, at_most).await?;
        transaction.commit().await?;
        self.more_may_be_due = !ids.is_empty();
        match self.make_ready(&ids, self.lease).await {
            Ok(ready) => self.ready.extend(ready),
            // One that can't be read or written keeps no other from going out.
            Err(_) => {
                for id in ids {
                    match self.make_ready(&[id], self.lease).await {
                        Ok(ready) => self.ready.extend(ready),
                        Err(error) => self.give_up_for_now(id, self.lease, &error).await,
                    }
                }
            }
        }
        Ok(())
    }

    /// N3: looks at mails again, and writes those that are still true.
    async fn make_ready(&self, ids: &[Uuid], lease: Uuid) -> Result<Vec<Ready>, Error> {
        let (service, now) = (&self.service, self.service.now());
        let mut reader = service.store.read().await?;
        let mut snapshot = reader.snapshot().await?;
        let taken = outbox::taken(&mut snapshot.on(), ids).await?;
        let verdicts = compose::compose(&mut snapshot, &service.policy, now, &taken).await?;
        drop(snapshot);
        drop(reader);
        let (mut true_ones, mut settled) = (Vec::new(), Vec::new());
        for (mail, verdict) in taken.into_iter().zip(verdicts) {
            match verdict {
                Verdict::Send(composed) => true_ones.push((mail, composed)),
                Verdict::Later(at) => settled.push((mail.id, Settled::Later(at))),
                Verdict::Drop(reason) => settled.push((mail.id, Settled::Dropped(reason))),
            }
        }
        let ids: Vec<_> = true_ones.iter().map(|(mail, _)| mail.id).collect();
        let mut transaction = service.store.begin().await?;
        let on = &mut transaction.on();
        let tokens = links::add(on, &ids, now).await?;
        let mut ready = Vec::with_capacity(ids.len());
        for ((mail, composed), token) in true_ones.into_iter().zip(tokens) {
            let (id, tries) = (mail.id, mail.tries);
            match self.write(&mail, &composed, &token) {
                Ok(outgoing) => ready.push(Ready { outgoing, tries, lease, looked_at: now }),
                Err(error) => settled.push((id, Settled::Dead(error.to_string()))),
            }
        }
        for (id, settled) in &settled {
            outbox::settle(on, *id, lease, settled, now).await?;
        }
        transaction.commit().await?;
        for (_, settled) in &settled {
            service.mails.settled(settled);
        }
        Ok(ready)
    }

    fn write(
        &self,
        mail: &Taken,
        composed: &Composed,
        token: &str,
    ) -> Result<Outgoing, message::MessageError> {
        let Composed { to, reader, content } = composed;
        let go = format!("{}/go/{token}", self.mailer.public_url);
        let unsubscribe = mail.kind.is_reminder().then(|| format!("{go}/unsubscribe"));
        let (links, now) = (Links { go, unsubscribe }, self.service.now());
        let letter = letter::write(content, reader, &links, now);
        let sender = &self.mailer.sender;
        let message = message::message(sender, mail.id, to, &letter, reader.language, &links, now)?;
        Ok(Outgoing { id: mail.id, due_at: mail.due_at, message })
    }

    /// A row that makes no sense to this program may make some to another one.
    async fn give_up_for_now(&self, id: Uuid, lease: Uuid, error: &Error) {
        tracing::error!(mail = %id, %error, "a mail could not be written");
        let at = self.service.now() + LEASE;
        let settled = Settled::Again(at, shortened(&error.to_string()));
        // If this fails too, the lease ends at the same time.
        let _ = settle(&self.service, id, lease, &settled).await;
    }

    /// A task has ended. One that has panicked leaves its mail to whoever holds another lease.
    fn ended(&mut self, ended: Result<(), JoinError>) {
        if let Err(error) = ended {
            tracing::error!(%error, "sending a mail came to a bad end");
            self.lease = Uuid::new_v4();
        }
    }

    /// Waits for what is being sent, and gives back what is not.
    async fn stop(mut self) {
        let now = self.service.now();
        for mail in std::mem::take(&mut self.ready) {
            let settled = Settled::Later(now);
            if let Err(error) = settle(&self.service, mail.outgoing.id, mail.lease, &settled).await
            {
                tracing::warn!(%error, "a mail could not be given back, its lease will end");
            }
        }
        let finish = async { while self.sending.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, finish).await.is_err() {
            tracing::warn!(mails = self.sending.len(), "mails under way are left behind");
        }
        self.mailer.transport.rest().await;
    }
}

/// Sends a mail and settles it. Whatever the answer was, it is stored before the next mail has its
/// turn: a database that can't be written to stops the sending too.
async fn send(service: &Service, mailer: &Mailer, mail: Ready) {
    let Ready { outgoing, tries, lease, .. } = mail;
    let sending = mailer.transport.send(&outgoing);
    let sent = tokio::time::timeout(mailer.timeout, sending).await.unwrap_or_else(|_| {
        Err(Failure::ForNow(format!("not done within {} seconds", mailer.timeout.as_secs_f32())))
    });
    let settled = match sent {
        Ok(()) => Settled::Sent,
        Err(Failure::ForGood(reason)) => Settled::Dead(shortened(&reason)),
        Err(Failure::ForNow(reason)) => match again_after(tries) {
            Some(wait) => Settled::Again(service.now() + wait, shortened(&reason)),
            None => Settled::Dead(shortened(&reason)),
        },
    };
    if let Settled::Again(_, reason) = &settled {
        let reason = without_addresses(reason);
        tracing::warn!(mail = %outgoing.id, tries, reason, "a mail did not go out and is tried again");
    }
    let stored = loop {
        match settle(service, outgoing.id, lease, &settled).await {
            Ok(stored) => break stored,
            Err(error) => {
                tracing::error!(%error, mail = %outgoing.id, "what became of a mail can't be stored yet");
                tokio::time::sleep(STORE_AGAIN).await;
            }
        }
    };
    if !stored && settled == Settled::Sent {
        tracing::warn!(mail = %outgoing.id, "a mail went out that was removed meanwhile, or goes out twice");
    }
}

/// Settles a mail, if the lease still holds it; says whether it did.
async fn settle(
    service: &Service,
    id: Uuid,
    lease: Uuid,
    settled: &Settled,
) -> Result<bool, Error> {
    let mut transaction = service.store.begin().await?;
    let now = service.now();
    let done = outbox::settle(&mut transaction.on(), id, lease, settled, now).await?;
    transaction.commit().await?;
    if done {
        service.mails.settled(settled);
    }
    Ok(done)
}

fn shortened(reason: &str) -> String {
    reason.chars().filter(|it| *it != '\0').take(LONGEST_REASON).collect()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::{
        Clock, Policy, Settings,
        mail::transport::Files,
        store::mail::{NewMail, queue},
    };

    /// A worker over an outbox of so many mails, each true for an hour, that sends one at a time.
    async fn worker(folder: &TempDir, mails: usize) -> Worker {
        let path = |name: &str| folder.path().join(name);
        let database = format!("sqlite:{}", path("test.db").display());
        let (clock, policy) = (Clock::movable(), Policy::default());
        let service = Service::open(&Settings { database, clock, policy }).await.unwrap();
        let mut transaction = service.store.begin().await.unwrap();
        for number in 0..mails {
            let new = NewMail {
                kind: domain::notice::Kind::AlreadyRegistered,
                learner_id: None,
                address: Some(format!("{number}@example.com")),
                detail: serde_json::json!({}),
                due_at: service.now(),
            };
            queue(&mut transaction.on(), &new).await.unwrap();
        }
        transaction.commit().await.unwrap();
        let from = "Perennial <renew@example.org>".parse().unwrap();
        let mailer = Mailer {
            transport: Transport::Files(Files::new(path("mail"))),
            sender: Sender { from, message_id_host: "example.org".to_owned(), dkim: None },
            public_url: "https://renew.example.org".to_owned(),
            at_once: 1,
            timeout: Mailer::TIMEOUT,
        };
        let mut worker = Worker::new(&service, Arc::new(mailer));
        worker.take(mails).await.unwrap();
        assert_eq!(worker.ready.len(), mails);
        worker
    }

    /// Sends what has been taken; says how many went out and how many wait.
    async fn send_taken(mut worker: Worker) -> (u64, i64) {
        worker.start_more(false).await.unwrap();
        while let Some(ended) = worker.sending.join_next().await {
            worker.ended(ended);
            worker.start_more(false).await.unwrap();
        }
        let service = worker.service;
        (service.mail_counters().sent(), service.mail_gauges().await.unwrap().queued)
    }

    #[tokio::test]
    async fn n3_what_was_taken_before_a_panic_goes_out_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut worker = worker(&folder, 3).await;
        let task = tokio::spawn(std::future::pending());
        task.abort();
        worker.ended(task.await); // as after a panic
        assert_eq!(send_taken(worker).await, (3, 0));
    }

    #[tokio::test]
    async fn n3_what_has_waited_for_its_turn_is_looked_at_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut worker = worker(&folder, 2).await;
        worker.start_more(false).await.unwrap();
        let clock = worker.service.clock();
        assert!(clock.set(worker.service.now() + TimeDelta::hours(1)));
        assert_eq!(send_taken(worker).await, (1, 0));
    }

    #[test]
    fn a_mail_is_tried_for_about_two_days() {
        let waits: Vec<_> = (1..).map_while(again_after).collect();
        let minutes: Vec<_> = waits.iter().take(5).map(TimeDelta::num_minutes).collect();
        assert_eq!(minutes, [1, 5, 15, 60, 240]);
        let all: TimeDelta = waits.iter().copied().sum();
        assert!((48..60).contains(&all.num_hours()), "{all}");
    }
}
