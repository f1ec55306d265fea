//! Mails that could not be delivered: seen and tried again by those who look after the program.

use domain::{
    audit::Action,
    profile::masked,
    view::{DeadMail, DeadMails},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Error, Service,
    accounts::place,
    store::{
        audit::{self, Actor, Entry},
        dead_mail::{self, DeadRow},
        outbox::{self, Gauges},
    },
};

/// So many are on a page, and one more is asked for to know whether there are older ones.
const PAGE: usize = 25;
const ASKED_FOR: i64 = 26;

impl Service {
    /// A page of the mails that could not be delivered: the newest, or what is `older` than the last
    /// one of the page before.
    ///
    /// # Errors
    /// [`Error::NotFound`] where no page has led to `older`.
    pub async fn dead_page(&self, older: Option<&str>) -> Result<DeadMails, Error> {
        let after = match older {
            Some(text) => Some(place::read(text).ok_or(Error::NotFound)?),
            None => None,
        };
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let mut rows = dead_mail::page(on, after, ASKED_FOR).await?;
        let Gauges { queued, failing, .. } = outbox::gauges(on, self.now()).await?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let last = rows.last().filter(|_| more);
        let older = last.map(|row| place::written(row.settled_at, row.id));
        Ok(DeadMails { queued, failing, mails: rows.into_iter().map(seen).collect(), older })
    }

    /// Queues mails again as if they had never been tried, those of them that are still dead, and says
    /// how many that were.
    pub async fn retry_dead(&self, by: Actor, ids: &[Uuid]) -> Result<usize, Error> {
        let now = self.now();
        let mut retried = 0;
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        for id in ids.iter().take(PAGE) {
            let Some((kind, learner)) = dead_mail::retry(on, *id, now).await? else { continue };
            let detail = json!({ "mail": id, "kind": kind });
            let entry = Entry { actor: by, learner, action: Action::MailRetried, detail };
            audit::record(on, &entry, now).await?;
            retried += 1;
        }
        transaction.commit().await?;
        Ok(retried)
    }
}

fn seen(row: DeadRow) -> DeadMail {
    DeadMail {
        id: row.id,
        kind: row.kind,
        to: row.address.as_deref().map(masked),
        person: row.learner_id,
        at: row.settled_at,
        tries: row.tries,
        reason: without_addresses(&row.reason),
    }
}

/// What a server answered, with every address masked: most name the one that they refuse.
pub(super) fn without_addresses(reason: &str) -> String {
    let words = reason.split(' ').map(|word| {
        let address = word.trim_matches(|c: char| c.is_ascii_punctuation());
        if word.contains('@') && !address.is_empty() {
            word.replace(address, &masked(address))
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_is_left_in_a_reason() {
        let table = [
            (
                "550 5.1.1 <lina@example.com>: no such user",
                "550 5.1.1 <l•••@e•••.com>: no such user",
            ),
            ("no connection", "no connection"),
            ("lina@example.com, mei@example.org.", "l•••@e•••.com, m•••@e•••.org."),
            ("to=<\"lina\"@example.com>;", "t•••@e•••.com>;"),
            ("@ @@", "@ @@"),
        ];
        for (reason, expected) in table {
            assert_eq!(without_addresses(reason), expected);
        }
    }
}
