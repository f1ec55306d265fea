//! N3: what becomes of a mail, decided again at the moment of sending, on both databases.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use chrono::{DateTime, TimeDelta, Utc};
use common::{Fixture, day, instant, on_every_database};
use domain::{notice::Kind, profile::LoginKind};
use serde_json::json;
use service::{
    mail::{
        compose::{Composed, Reason, Taken, Verdict, compose},
        content::{Asked, Change, Content, First, NextStart},
    },
    store::{
        Transaction,
        mail::{NewMail, queue},
        outbox,
    },
};
use uuid::Uuid;
use words::Language;

/// A mail that has become due.
fn due(kind: Kind, learner: Option<Uuid>, credential: Option<Uuid>) -> Taken {
    Taken {
        id: Uuid::now_v7(),
        kind,
        learner_id: learner,
        credential_id: credential,
        cycle: credential.map(|_| 1),
        attempt_id: None,
        address: None,
        detail: json!({}),
        due_at: instant("2026-03-01T12:00:00Z"),
        tries: 0,
    }
}

/// Runs a statement with one value: `set!(it, "UPDATE … WHERE id = $1", id)`.
macro_rules! set {
    ($it:expr, $sql:literal, $value:expr) => {{
        let mut transaction = $it.store.begin().await.unwrap();
        match &mut transaction {
            Transaction::Sqlite(on) => {
                sqlx::query($sql).bind($value).execute(&mut **on).await.unwrap();
            }
            Transaction::Postgres(on) => {
                sqlx::query($sql).bind($value).execute(&mut **on).await.unwrap();
            }
        }
        transaction.commit().await.unwrap();
    }};
}

trait Composing {
    async fn verdicts(&self, mails: &[Taken]) -> Vec<Verdict>;
    async fn verdict(&self, mail: &Taken) -> Verdict;
    async fn composed(&self, mail: &Taken) -> Composed;
    async fn dropped(&self, mail: &Taken) -> String;
}

impl Composing for Fixture {
    async fn verdicts(&self, mails: &[Taken]) -> Vec<Verdict> {
        let (now, mut reader) = (self.service.now(), self.store.read().await.unwrap());
        let mut snapshot = reader.snapshot().await.unwrap();
        compose(&mut snapshot, &self.settings.policy, now, mails).await.unwrap()
    }

    async fn verdict(&self, mail: &Taken) -> Verdict {
        self.verdicts(std::slice::from_ref(mail)).await.remove(0)
    }

    async fn composed(&self, mail: &Taken) -> Composed {
        match self.verdict(mail).await {
            Verdict::Send(composed) => *composed,
            other => panic!("{}: {other:?}", mail.kind),
        }
    }

    async fn dropped(&self, mail: &Taken) -> String {
        match self.verdict(mail).await {
            Verdict::Drop(reason) => reason.to_string(),
            other => panic!("{}: {other:?}", mail.kind),
        }
    }
}

/// What stands before the start in a reminder.
fn first(content: &Content) -> Option<First> {
    match content {
        Content::WindowOpened(it) | Content::Reminder(it) => it.first,
        other => panic!("{other:?}"),
    }
}

fn next(content: &Content) -> Option<NextStart> {
    let Content::Failure(it) = content else { panic!("{content:?}") };
    it.next
}

on_every_database! {
    async fn n1_an_opening_goes_to_the_profiles_personal_login(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        set!(it, "UPDATE learner SET language = 'zh-CN', time_zone = 'Asia/Shanghai' WHERE id = $1", learner);
        it.at("2025-11-10T00:00:00Z");
        let mail = due(Kind::WindowOpened, Some(learner), Some(credential));
        let found = it.composed(&mail).await;
        assert_eq!(found.to, format!("{learner}@example.com"));
        assert_eq!(found.reader.name.as_deref(), Some("Lin"));
        assert_eq!(found.reader.language, Language::ZhCn);
        assert_eq!(found.reader.time_zone, Some(chrono_tz::Asia::Shanghai));
        let Content::WindowOpened(content) = &found.content else { panic!("{found:?}") };
        assert_eq!(content.title, "administrator");
        assert_eq!(content.valid_through, day("2026-05-10"));
        assert_eq!(content.expires_at, instant("2026-05-11T00:00:00Z"));
        assert_eq!(content.after_pass, day("2027-05-10"));
        assert_eq!(content.first, None);

        // The address in the row wins.
        let elsewhere = Taken { address: Some("lin@example.org".to_owned()), ..mail.clone() };
        assert_eq!(it.composed(&elsewhere).await.to, "lin@example.org");
        // W2: an early mail opens nothing, and is not sent.
        it.at("2025-11-09T23:59:59Z");
        assert_eq!(it.dropped(&mail).await, "no_longer_true");
    }

    async fn n1_a_reminder_says_what_comes_first(it: Fixture) {
        let (learner, profile) = it.learner(false).await;
        let credential = it.credential(profile, "administrator", Some("2026-05-10")).await;
        it.at("2026-04-11T00:00:00Z");
        let mail = due(Kind::Reminder(30), Some(learner), Some(credential));
        assert_eq!(first(&it.composed(&mail).await.content), Some(First::Connect));

        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let mail = due(Kind::Reminder(30), Some(learner), Some(credential));
        assert_eq!(first(&it.composed(&mail).await.content), None);
        let attempt = it.start(learner, credential).await.unwrap();
        assert_eq!(first(&it.composed(&mail).await.content), Some(First::GoOn));
        it.service.submit(learner, attempt.id).await.unwrap();
        it.sit(learner, credential, 0).await;
        let until = it.look(learner, credential).await.standing.next_start_at.unwrap();
        assert!(until - it.service.now() > TimeDelta::hours(23));
        assert_eq!(first(&it.composed(&mail).await.content), Some(First::Wait(until)));
    }

    async fn n1_a_reminder_waits_while_there_is_no_assessment(it: Fixture) {
        let (learner, credential) = it.holder("architect", Some("2026-05-10")).await;
        it.at("2025-11-10T00:00:00Z");
        let mail = due(Kind::WindowOpened, Some(learner), Some(credential));
        let Verdict::Later(at) = it.verdict(&mail).await else { panic!() };
        assert_eq!(at.date_naive(), day("2025-11-11"));
        // Not longer than it would be of use.
        it.at("2026-02-10T00:00:00Z");
        assert_eq!(it.dropped(&mail).await, "overtaken");
        it.at("2026-05-10T12:00:00Z");
        let last = due(Kind::Reminder(7), Some(learner), Some(credential));
        assert_eq!(it.dropped(&last).await, "no_assessment");

        it.at("2025-11-11T00:00:01Z");
        let files = common::bank(None, &["en", "zh-CN"]);
        it.service.import_questions("architect", &files).await.unwrap();
        it.composed(&mail).await;
    }

    async fn n1_nothing_is_said_of_an_attempt_whose_time_is_up(it: Fixture) {
        it.limit(45).await;
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-04-11T00:00:00Z");
        it.start(learner, credential).await.unwrap();
        it.at("2026-04-11T00:46:00Z");
        let mail = due(Kind::Reminder(30), Some(learner), Some(credential));
        let Verdict::Later(at) = it.verdict(&mail).await else { panic!() };
        assert!(at > it.service.now() && at < instant("2026-04-11T00:48:00Z"));
        it.look(learner, credential).await; // whoever meets it ends it
        assert_eq!(first(&it.composed(&mail).await.content), None);
    }

    async fn n1_none_after_a_renewal_and_a_receipt_for_it(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-04T00:00:00Z");
        let attempt = it.start(learner, credential).await.unwrap();
        it.answer(learner, &attempt, 4).await;
        it.service.submit(learner, attempt.id).await.unwrap();
        for kind in [Kind::WindowOpened, Kind::Reminder(7), Kind::Expired] {
            assert_eq!(it.dropped(&due(kind, Some(learner), Some(credential))).await, "renewed");
        }
        let mail = Taken {
            attempt_id: Some(attempt.id),
            ..due(Kind::Receipt, Some(learner), Some(credential))
        };
        let receipt = |composed: Composed| match composed.content {
            Content::Receipt(it) => (it.before, it.valid_through, it.opens_at),
            other => panic!("{other:?}"),
        };
        let opens_at = instant("2026-11-10T00:00:00Z");
        let expected = (day("2026-05-10"), day("2027-05-10"), opens_at);
        assert_eq!(receipt(it.composed(&mail).await), expected);
        // E5: it names the date as it is when it is sent.
        set!(it, "UPDATE credential SET valid_through = '2027-08-31' WHERE id = $1", credential);
        let expected = (day("2026-05-10"), day("2027-08-31"), instant("2027-02-28T00:00:00Z"));
        assert_eq!(receipt(it.composed(&mail).await), expected);
        it.at("2027-09-01T00:00:00Z");
        assert_eq!(it.dropped(&mail).await, "too_late");
    }

    async fn n2_a_failure_says_when_the_next_attempt_may_start(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let failed = async || {
            let attempt = it.start(learner, credential).await.unwrap();
            it.answer(learner, &attempt, 1).await;
            it.service.submit(learner, attempt.id).await.unwrap();
            Taken {
                attempt_id: Some(attempt.id),
                ..due(Kind::Failure, Some(learner), Some(credential))
            }
        };
        it.at("2026-05-09T23:40:00Z");
        let one = failed().await;
        let found = it.composed(&one).await;
        assert_eq!(next(&found.content), Some(NextStart::Now));
        let Content::Failure(content) = &found.content else { panic!() };
        assert_eq!((content.points, content.maximum, content.mark), (1, 4, 70));
        assert_eq!(content.expires_at, instant("2026-05-11T00:00:00Z"));
        let two = failed().await;
        let at = it.look(learner, credential).await.standing.next_start_at.unwrap();
        assert!(at - it.service.now() > TimeDelta::hours(23));
        assert_eq!(next(&it.composed(&two).await.content), Some(NextStart::At(at)));
        it.at("2026-05-10T23:50:00Z");
        it.start(learner, credential).await.unwrap();
        assert_eq!(next(&it.composed(&two).await.content), Some(NextStart::Open));
        let three = failed().await;
        assert_eq!(next(&it.composed(&three).await.content), Some(NextStart::Never)); // A6
        let reminder = due(Kind::Reminder(7), Some(learner), Some(credential));
        assert_eq!(it.dropped(&reminder).await, "cooling_down");
        it.at("2026-05-11T00:00:00Z");
        assert_eq!(it.dropped(&three).await, "expired");
    }

    async fn n2_the_notice_of_expiry_names_the_exams(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-11T00:00:00Z");
        let mail = due(Kind::Expired, Some(learner), Some(credential));
        let exams = async || match it.composed(&mail).await.content {
            Content::Expired(it) => (it.since, it.exams),
            other => panic!("{other:?}"),
        };
        let at = instant("2026-05-11T00:00:00Z");
        assert_eq!(exams().await, (at, vec![vec!["AZ-104".to_owned()]]));
        set!(it, "UPDATE certification SET retires_at = $1 WHERE slug = 'administrator'", at);
        assert_eq!(exams().await, (at, Vec::new())); // K6, X2
        it.at("2026-06-10T00:00:01Z");
        assert_eq!(it.dropped(&mail).await, "too_late");
    }

    async fn e5_a_reminder_of_a_date_that_moved_out_is_dropped(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-04T00:00:00Z");
        let mail = due(Kind::Reminder(7), Some(learner), Some(credential));
        it.composed(&mail).await;
        set!(it, "UPDATE credential SET valid_through = '2026-06-12' WHERE id = $1", credential);
        assert_eq!(it.dropped(&mail).await, "no_longer_true");
        let expired = due(Kind::Expired, Some(learner), Some(credential));
        assert_eq!(it.dropped(&expired).await, "no_longer_true");
    }

    async fn n3_a_reminder_that_a_later_one_says_is_dropped(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-04T00:00:00Z");
        for kind in [Kind::WindowOpened, Kind::Reminder(90), Kind::Reminder(30)] {
            assert_eq!(it.dropped(&due(kind, Some(learner), Some(credential))).await, "overtaken");
        }
    }

    async fn n6_muted_are_reminders_alone(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-04T00:00:00Z");
        let attempt = it.start(learner, credential).await.unwrap();
        it.service.submit(learner, attempt.id).await.unwrap();
        let reminder = due(Kind::Reminder(7), Some(learner), Some(credential));
        let failure = Taken {
            attempt_id: Some(attempt.id),
            ..due(Kind::Failure, Some(learner), Some(credential))
        };
        let now = it.service.now();
        set!(it, "UPDATE credential SET muted_at = $1", now);
        assert_eq!(it.dropped(&reminder).await, "muted");
        it.composed(&failure).await;
        set!(it, "UPDATE credential SET muted_at = NULL WHERE id = $1", credential);
        it.composed(&reminder).await;
        set!(it, "UPDATE learner SET reminders_muted_at = $1", now);
        assert_eq!(it.dropped(&reminder).await, "muted");
        it.composed(&failure).await;
    }

    async fn n6_quiet_hours_postpone_what_can_wait(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        set!(it, "UPDATE learner SET quiet_from = 22, quiet_until = 7,
            time_zone = 'America/New_York' WHERE id = $1", learner);
        let reminder = due(Kind::Reminder(7), Some(learner), Some(credential));
        let later = async |mail: &Taken| match it.verdict(mail).await {
            Verdict::Later(at) => Some(at),
            _ => None,
        };
        it.at("2026-05-04T02:00:00Z"); // 22:00 there
        assert_eq!(later(&reminder).await, Some(instant("2026-05-04T11:00:00Z")));
        let security = due(Kind::PasswordChanged, Some(learner), None);
        it.composed(&security).await;
        it.at("2026-05-04T11:00:00Z");
        it.composed(&reminder).await;
        // The night before the expiry it can't wait: it would say nothing that helps in the morning.
        set!(it, "UPDATE learner SET quiet_from = 12 WHERE id = $1", learner);
        it.at("2026-05-10T17:00:00Z");
        it.composed(&reminder).await;
        // Without a time zone the clock is that of UTC.
        set!(it, "UPDATE learner SET time_zone = NULL WHERE id = $1", learner);
        it.at("2026-05-05T13:00:00Z");
        assert_eq!(later(&reminder).await, Some(instant("2026-05-06T07:00:00Z")));
    }

    async fn n3_nobody_is_written_to_who_is_gone(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-04T00:00:00Z");
        let reminder = due(Kind::Reminder(7), Some(learner), Some(credential));
        let security = due(Kind::PasswordChanged, Some(learner), None);
        let nobody = due(Kind::PasswordChanged, None, None);
        let nothing = due(Kind::Reminder(7), Some(learner), Some(Uuid::now_v7()));
        let no_attempt = due(Kind::Receipt, Some(learner), Some(credential));
        for mail in [&nobody, &nothing, &no_attempt] {
            assert_eq!(it.dropped(mail).await, "gone");
        }
        it.composed(&reminder).await;
        let now = it.service.now();
        set!(it, "UPDATE learner SET deleted_at = $1", now);
        for mail in [&reminder, &security] {
            assert_eq!(it.dropped(mail).await, "gone");
        }
    }

    async fn n3_what_a_merge_moves_meanwhile_is_not_gone(it: Fixture) {
        it.at("2026-05-04T00:00:00Z");
        let (one, other) = (it.person(true).await, it.person(true).await);
        for profile in [one.profile, other.profile] {
            it.credential(profile, "administrator", Some("2026-05-10")).await;
        }
        it.prove(&one.token, other.login).await;
        it.service.plan_mails().await.unwrap();
        let ids: Vec<_> = it.queued().await.into_iter().map(|mail| mail.id).collect();
        let mut reader = it.store.read().await.unwrap();
        let mut snapshot = reader.snapshot().await.unwrap();
        let taken = outbox::taken(&mut snapshot.on(), &ids).await.unwrap();
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        let (now, policy) = (it.service.now(), &it.settings.policy);
        let verdicts = compose(&mut snapshot, policy, now, &taken).await.unwrap();
        assert_eq!(verdicts.len(), 2);
        assert!(verdicts.iter().all(|it| matches!(it, Verdict::Send(_))), "{verdicts:?}");
    }

    async fn whoever_has_no_address_at_one_login_is_written_to_at_another(it: Fixture) {
        let person = it.person(true).await;
        let credential = it.credential(person.profile, "administrator", Some("2026-05-10")).await;
        set!(it, "UPDATE login SET email = '' WHERE id = $1", person.login);
        it.at("2026-05-04T00:00:00Z");
        let token = it.session(person.login).await;
        let mails = [
            due(Kind::Reminder(7), Some(person.id), Some(credential)),
            due(Kind::PasswordChanged, Some(person.id), None),
        ];
        let known = async || {
            let address = it.service.mail_settings(person.id, Language::En).await.unwrap().address;
            (address, it.service.who(&token).await.unwrap().unwrap().no_address)
        };
        for mail in &mails {
            assert_eq!(it.dropped(mail).await, "gone");
        }
        assert_eq!(known().await, (None, true)); // N5: it is said on the dashboard
        let learning = it.facts(person.id).await.learning_profile;
        let work = it.add_login(person.id, learning, LoginKind::Work).await;
        let address = format!("{work}@example.org");
        for mail in &mails {
            assert_eq!(it.composed(mail).await.to, address);
        }
        assert_eq!(known().await, (Some(address), false));
    }

    async fn an_address_that_nobody_has_confirmed_is_told_nothing_of_the_person(it: Fixture) {
        let (password, address) = ("the first password", "lin@example.com");
        let id = it.service.create_learner("Lin", address, password).await.unwrap();
        it.service.set_time_zone(id, Some("Asia/Shanghai")).await.unwrap();
        let (login, here) = (it.facts(id).await.logins[0].id, [127, 0, 0, 1].into());
        let language = Language::ZhCn;
        let asked =
            it.service.ask_address(id, login, password, "new@example.com", language, here);
        asked.await.unwrap();
        let ids = [it.last("change_address").await.id];
        let mut reader = it.store.read().await.unwrap();
        let mails = outbox::taken(&mut reader.on(), &ids).await.unwrap();
        drop(reader);
        let Composed { to, reader, .. } = it.composed(&mails[0]).await;
        assert_eq!((to.as_str(), reader.name, reader.time_zone), ("new@example.com", None, None));
        assert_eq!(reader.language, Language::ZhCn); // that of the page
    }

    async fn n2_security_notices_say_what_and_when(it: Fixture) {
        let (learner, _) = it.learner(true).await;
        let detail = json!({ "before": "a***@example.com", "after": "b***@example.org" });
        let mail = Taken { detail, ..due(Kind::LoginReplaced, Some(learner), None) };
        let found = it.composed(&mail).await;
        assert_eq!(found.to, format!("{learner}@example.com"));
        let Content::Changed { what: Change::LoginReplaced { before, after }, at } = found.content
        else { panic!() };
        assert_eq!((before.as_str(), after.as_str()), ("a***@example.com", "b***@example.org"));
        assert_eq!(at, mail.due_at);
        // Whoever has no certification profile is written to at their first login.
        let (worker, login) = it.worker().await;
        let mail = due(Kind::PasswordChanged, Some(worker), None);
        assert_eq!(it.composed(&mail).await.to, format!("{login}@example.org"));
    }

    async fn what_was_asked_for_waits_an_hour_and_is_used_once(it: Fixture) {
        let asked = |found: Composed| match found.content {
            Content::Asked(asked) => (asked, found.to, found.reader.language, found.reader.name),
            other => panic!("{other:?}"),
        };
        let at = it.service.now();
        let mail = requested(&it, Kind::ConfirmAddress, None, "register", at).await;
        let stranger = "stranger@example.com".to_owned();
        let expected = (Asked::ConfirmAddress, stranger, Language::ZhCn, None);
        assert_eq!(asked(it.composed(&mail).await), expected);
        it.at("2026-03-01T12:59:30Z");
        it.composed(&mail).await;
        it.at("2026-03-01T13:00:30Z");
        assert_eq!(it.dropped(&mail).await, "too_late");
        it.at("2026-03-01T12:30:00Z");
        set!(it, "UPDATE address_request SET used_at = asked_at WHERE mail_id = $1", mail.id);
        assert_eq!(it.dropped(&mail).await, "no_longer_true");
        set!(it, "DELETE FROM address_request WHERE mail_id = $1", mail.id);
        assert_eq!(it.dropped(&mail).await, "gone");

        let known = Taken { kind: Kind::AlreadyRegistered, ..mail };
        let expected = (Asked::AlreadyRegistered, Language::ZhCn);
        let (what, _, language, _) = asked(it.composed(&known).await);
        assert_eq!((what, language), expected);
        it.at("2026-03-01T13:00:30Z");
        assert_eq!(it.dropped(&known).await, "too_late");
    }

    async fn every_mail_of_a_batch_has_its_own_verdict(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let (other, unconnected) = {
            let (learner, profile) = it.learner(false).await;
            (learner, it.credential(profile, "architect", Some("2026-05-10")).await)
        };
        it.at("2026-05-04T00:00:00Z");
        let kinds = [Kind::Reminder(7), Kind::Reminder(30), Kind::PasswordChanged];
        let mails: Vec<_> = [(learner, credential), (other, unconnected)]
            .iter()
            .flat_map(|(learner, credential)| kinds.map(|kind| {
                let about = Some(*credential).filter(|_| kind.is_reminder());
                due(kind, Some(*learner), about)
            }))
            .collect();
        let overtaken = Some(Reason::Overtaken);
        let expected = [None, overtaken, None, None, overtaken, None];
        let found = it.verdicts(&mails).await;
        assert!(matches!(found[3], Verdict::Later(_)), "there is no assessment yet");
        let dropped: Vec<_> = found.iter().map(|verdict| match verdict {
            Verdict::Drop(reason) => Some(*reason),
            _ => None,
        }).collect();
        assert_eq!(dropped, expected);
        let to: Vec<_> = found.iter().filter_map(|verdict| match verdict {
            Verdict::Send(composed) => Some(composed.to.clone()),
            _ => None,
        }).collect();
        let address = |id| format!("{id}@example.com");
        assert_eq!(to, [address(learner), address(learner), address(other)]);
        assert!(it.verdicts(&[]).await.is_empty());
    }
}

/// A request with its mail, to an address of nobody, asked for in Chinese.
async fn requested(
    it: &Fixture,
    kind: Kind,
    learner: Option<Uuid>,
    purpose: &'static str,
    at: DateTime<Utc>,
) -> Taken {
    const SQL: &str = "INSERT INTO address_request (mail_id, purpose, address, asked_at)
        VALUES ($1, $2, 'stranger@example.com', $3)";
    let new = NewMail {
        kind,
        learner_id: learner,
        address: Some("stranger@example.com".to_owned()),
        detail: json!({ "language": "zh-CN" }),
        due_at: at,
    };
    let mut transaction = it.store.begin().await.unwrap();
    let id = queue(&mut transaction.on(), &new).await.unwrap();
    match &mut transaction {
        Transaction::Sqlite(on) => {
            sqlx::query(SQL).bind(id).bind(purpose).bind(at).execute(&mut **on).await.unwrap();
        }
        Transaction::Postgres(on) => {
            sqlx::query(SQL).bind(id).bind(purpose).bind(at).execute(&mut **on).await.unwrap();
        }
    }
    transaction.commit().await.unwrap();
    let NewMail { address, detail, due_at, .. } = new;
    Taken { id, address, detail, due_at, ..due(kind, learner, None) }
}
