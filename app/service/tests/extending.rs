//! E5: an administrator extends many credentials at once.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::sync::Arc;

use common::{Fixture, day, instant, on_every_database};
use domain::{
    attempt::State,
    audit::Action,
    decision::Decision,
    extension::{Counts, Extension, Fault},
    view::{CycleStart, ExtensionPreview},
};
use service::{
    Actor, Confirmation, Error, Service,
    results::{ExamResult, Person},
    store::audit::{Search, search},
};
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;
use words::Language;

fn wish(certifications: &[&str], first: &str, last: &str, until: &str) -> Extension {
    Extension {
        certifications: certifications.iter().map(|&slug| slug.to_owned()).collect(),
        first_day: day(first),
        last_day: day(last),
        until: day(until),
    }
}

async fn administrator(it: &Fixture) -> Uuid {
    it.service.create_learner("Ada", "ada@example.com", "secret").await.unwrap()
}

async fn preview(it: &Fixture, wish: Extension) -> ExtensionPreview {
    it.service.preview_extension(wish, Language::En).await.unwrap()
}

fn confirmation(preview: &ExtensionPreview) -> Confirmation {
    Confirmation {
        id: preview.id,
        extension: preview.extension.clone(),
        digest: preview.digest.clone(),
        reason: " The exam centres are closed. ".to_owned(),
    }
}

/// Confirms and does all of it.
async fn extend(it: &Fixture, by: Uuid, wish: Extension) -> Counts {
    let preview = preview(it, wish).await;
    it.service.confirm_extension(by, confirmation(&preview)).await.unwrap();
    while !it.service.continue_extension(preview.id, 1).await.unwrap() {}
    let done = it.service.extension(preview.id).await.unwrap();
    assert_eq!((done.shown, done.by.id), (preview.counts, by));
    assert_eq!(done.reason, "The exam centres are closed.");
    done.done
}

/// The fault of a refusal.
fn fault<T: std::fmt::Debug>(result: Result<T, Error>) -> Fault {
    match result {
        Err(Error::NotExtended(fault)) => fault,
        other => panic!("not refused: {other:?}"),
    }
}

on_every_database! {
    async fn an_extension_and_batches_of_results_on_the_same_credentials_wait_for_each_other(it: Fixture) {
        let by = administrator(&it).await;
        for round in 0..8 {
            let mut people = Vec::new();
            for _ in 0..60 {
                people.push(it.learner(true).await.1);
            }
            let passed = |taken_at: &str| -> Vec<_> {
                let one = |profile: &Uuid| ExamResult {
                    result_id: format!("{profile} {taken_at}"),
                    person: Person::CertificationProfile(profile.to_string()),
                    exam: "AZ-104".to_owned(),
                    passed: true,
                    taken_at: instant(taken_at),
                    beta: false,
                };
                people.iter().map(one).collect()
            };
            let first = passed(&format!("2026-02-{:02}T12:00:00Z", round + 1));
            it.service.record_results(Actor::Program, &first).await.unwrap();
            let day = format!("2027-02-{:02}", round + 1);
            let shown = preview(&it, wish(&["administrator"], &day, &day, "2027-06-30")).await;
            assert_eq!(shown.counts.extended, 60);
            it.service.confirm_extension(by, confirmation(&shown)).await.unwrap();
            // Earlier passes that come late move the same credentials, in another order.
            let late = passed("2026-01-10T12:00:00Z");
            let (mut tries, start) = (JoinSet::new(), Arc::new(Barrier::new(8)));
            for turn in 0..8 {
                let (service, start, id) = (it.service.clone(), Arc::clone(&start), shown.id);
                let batch = late[turn / 2 * 15..][..15].to_vec();
                tries.spawn(async move {
                    start.wait().await;
                    if turn % 2 == 0 {
                        service.record_results(Actor::Program, &batch).await.map(drop)
                    } else {
                        service.continue_extension(id, 3).await.map(drop)
                    }
                });
            }
            tries.join_all().await.into_iter().for_each(|done| done.unwrap());
            // Whichever came first at a credential has moved it; none has been lost or moved twice.
            let done = it.service.extension(shown.id).await.unwrap().done;
            let found = preview(&it, wish(&["administrator"], "2027-01-10", "2027-06-30", "2027-07-01")).await;
            assert_eq!(found.counts.extended, 60 * (round + 1));
            assert!(done.extended <= 60);
        }
    }

    async fn e5_what_is_shown_is_what_is_done(it: Fixture) {
        let by = administrator(&it).await; // it is 1 March 2026, noon
        let table = [
            ("administrator", Some("2026-02-28"), "2026-02-28"), // expired
            ("administrator", Some("2026-03-01"), "2026-09-30"), // its last day is today
            ("administrator", Some("2026-05-10"), "2026-09-30"),
            ("architect", Some("2026-05-10"), "2026-09-30"),
            ("administrator", Some("2026-08-31"), "2026-09-30"), // the last day of the range
            ("administrator", Some("2026-09-01"), "2026-09-01"), // outside
            ("administrator", Some("2026-01-31"), "2026-01-31"), // outside
            ("basics", None, ""),                                // never expires
        ];
        let mut held = Vec::new();
        for (slug, valid_through, expected) in table {
            held.push((it.holder(slug, valid_through).await, expected));
        }
        let all = ["basics", "architect", "administrator", "architect"];
        let wish = wish(&all, "2026-02-01", "2026-08-31", "2026-09-30");
        let shown = preview(&it, wish.clone()).await;
        let expected = Counts { extended: 4, expired: 1, never_expires: 1, ..Counts::default() };
        assert_eq!(shown.counts, expected);
        assert_eq!(shown.samples.len(), 4);
        assert_eq!(extend(&it, by, wish.clone()).await, expected);
        for ((learner, credential), expected) in &held {
            let standing = it.look(*learner, *credential).await.standing;
            let valid_through = standing.valid_through.map(|day| day.to_string());
            assert_eq!(valid_through.unwrap_or_default(), *expected);
            if *expected == "2026-09-30" {
                assert_eq!(standing.opens_at, Some(instant("2026-03-30T00:00:00Z")), "W1");
            }
        }
        // What has been extended lies outside now; of the rest nothing is new.
        let again = Counts { expired: 1, never_expires: 1, ..Counts::default() };
        assert_eq!(extend(&it, by, wish).await, again);
    }

    async fn e5_a_later_date_stays(it: Fixture) {
        let by = administrator(&it).await;
        let (learner, credential) = it.holder("administrator", Some("2026-09-30")).await;
        it.holder("administrator", Some("2026-10-01")).await;
        let counts =
            extend(&it, by, wish(&["administrator"], "2026-01-01", "2026-12-31", "2026-09-30")).await;
        assert_eq!(counts, Counts { later_already: 2, ..Counts::default() });
        let page = it.service.credential_page(learner, credential, Language::En).await.unwrap();
        assert_eq!(page.cycles.len(), 1, "no line of history");
    }

    async fn e5_history_and_audit_say_who_why_which_and_what(it: Fixture) {
        let by = administrator(&it).await;
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        extend(&it, by, wish(&["administrator"], "2026-05-10", "2026-05-10", "2026-08-10")).await;
        let page = it.service.credential_page(learner, credential, Language::En).await.unwrap();
        let last = page.cycles.last().unwrap();
        assert_eq!((last.start, last.valid_through), (CycleStart::Extended, Some(day("2026-08-10"))));
        let mut reader = it.store.read().await.unwrap();
        let on = &mut reader.on();
        let of = Search { learner: Some(learner), ..Search::default() };
        let [line] = search(on, &of, 10).await.unwrap().try_into().unwrap();
        assert_eq!((line.actor, line.action), (Actor::Learner(by), Action::CredentialExtended));
        let detail = |key: &str| line.detail[key].as_str().unwrap().to_owned();
        assert_eq!(detail("credential"), credential.to_string());
        assert_eq!((detail("from"), detail("to")), ("2026-05-10".into(), "2026-08-10".into()));
        assert_eq!(detail("reason"), "The exam centres are closed.");
        let of = Search { action: Some(Action::ExtensionConfirmed), ..Search::default() };
        let [line] = search(on, &of, 10).await.unwrap().try_into().unwrap();
        assert_eq!((line.actor, &line.detail["count"]), (Actor::Learner(by), &1.into()));
    }

    async fn e5_neither_deadline_nor_count_nor_cycle_moves(it: Fixture) {
        let by = administrator(&it).await;
        let (learner, credential) = it.holder("administrator", Some("2026-03-02")).await;
        assert!(!it.sit(learner, credential, 0).await);
        let attempt = it.start(learner, credential).await.unwrap();
        extend(&it, by, wish(&["administrator"], "2026-03-02", "2026-03-02", "2026-08-10")).await;
        let page = it.service.attempt_page(learner, attempt.id, Language::En).await.unwrap();
        assert_eq!(page.attempt.deadline, instant("2026-03-03T00:00:00Z"));
        let standing = it.look(learner, credential).await.standing;
        assert_eq!((standing.decision, standing.counted_attempts), (Decision::AttemptOpen, 1));
        // A pass counts from the new date (E3), in the next cycle.
        it.answer(learner, &attempt, 4).await;
        let result = it.service.submit(learner, attempt.id).await.unwrap();
        assert_eq!(result.valid_through, Some(day("2027-08-10")));
    }

    async fn e5_what_changed_since_it_was_shown_is_not_done(it: Fixture) {
        let by = administrator(&it).await;
        it.holder("administrator", Some("2026-05-10")).await;
        let wish = wish(&["administrator"], "2026-05-01", "2026-05-31", "2026-08-10");
        let shown = preview(&it, wish.clone()).await;
        it.holder("administrator", Some("2026-05-11")).await;
        let changed = it.service.confirm_extension(by, confirmation(&shown)).await;
        assert_eq!(fault(changed), Fault::Changed);
        let shown = preview(&it, wish.clone()).await;
        it.at("2026-05-11T00:00:00Z"); // one of them has expired meanwhile
        let changed = it.service.confirm_extension(by, confirmation(&shown)).await;
        assert_eq!(fault(changed), Fault::Changed);
        let shown = preview(&it, wish).await;
        let mut other = confirmation(&shown);
        other.extension.until = day("2026-12-31");
        assert_eq!(fault(it.service.confirm_extension(by, other).await), Fault::Changed);
        assert!(it.service.extensions().await.unwrap().is_empty());
    }

    async fn e5_a_credential_that_moves_on_meanwhile_is_left_alone(it: Fixture) {
        let by = administrator(&it).await;
        let (learner, renewed) = it.holder("administrator", Some("2026-05-10")).await;
        let (other, waiting) = it.holder("administrator", Some("2026-05-10")).await;
        let shown =
            preview(&it, wish(&["administrator"], "2026-05-01", "2027-12-31", "2028-01-31")).await;
        it.service.confirm_extension(by, confirmation(&shown)).await.unwrap();
        assert!(it.sit(learner, renewed, 4).await); // still within the range
        while !it.service.continue_extension(shown.id, 1).await.unwrap() {}
        let done = it.service.extension(shown.id).await.unwrap().done;
        assert_eq!(done, Counts { extended: 1, changed_since: 1, ..Counts::default() });
        let day_of = async |learner, id| it.look(learner, id).await.standing.valid_through;
        assert_eq!(day_of(learner, renewed).await, Some(day("2027-05-10")));
        assert_eq!(day_of(other, waiting).await, Some(day("2028-01-31")));
    }

    async fn e5_what_can_not_be_meant_is_refused(it: Fixture) {
        let by = administrator(&it).await;
        let table = [
            (wish(&[], "2026-05-01", "2026-05-31", "2026-08-10"), Fault::NoCertification),
            (wish(&["none"], "2026-05-01", "2026-05-31", "2026-08-10"), Fault::NoCertification),
            (wish(&["basics"], "2026-05-31", "2026-05-01", "2026-08-10"), Fault::Backwards),
            (wish(&["basics"], "2026-05-01", "2026-05-31", "2026-03-01"), Fault::Past),
            (wish(&["basics"], "2026-05-01", "2026-05-31", "2062-03-01"), Fault::TooFar),
        ];
        for (wish, expected) in table {
            let shown = it.service.preview_extension(wish.clone(), Language::En).await;
            assert_eq!(fault(shown), expected);
            let id = Uuid::now_v7();
            let confirmation =
                Confirmation { id, extension: wish, digest: String::new(), reason: "x".into() };
            assert_eq!(fault(it.service.confirm_extension(by, confirmation).await), expected);
        }
        let shown = preview(&it, wish(&["basics"], "2026-05-01", "2026-05-31", "2026-08-10")).await;
        for reason in [" ".to_owned(), "x".repeat(501)] {
            let confirmation = Confirmation { reason, ..confirmation(&shown) };
            let refused = it.service.confirm_extension(by, confirmation).await;
            assert_eq!(fault(refused), Fault::NoReason);
        }
    }

    async fn a8_an_attempt_closed_at_the_former_expiry_leaves_the_next_one_open(it: Fixture) {
        let by = administrator(&it).await;
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let (other, of_other) = it.holder("administrator", Some("2026-05-09")).await;
        it.at("2026-05-09T23:00:00Z");
        let closes = it.start(learner, credential).await.unwrap();
        let expires = it.start(other, of_other).await.unwrap();
        let wish = wish(&["administrator"], "2026-05-10", "2026-05-10", "2026-08-10");
        assert_eq!(extend(&it, by, wish).await.extended, 1);
        let page = it.service.attempt_page(learner, closes.id, Language::En).await.unwrap();
        let former = instant("2026-05-11T00:00:00Z");
        assert_eq!((page.attempt.deadline, page.expires_at), (former, Some(instant("2026-08-11T00:00:00Z"))));
        it.at("2026-05-11T00:00:00Z");
        let page = it.service.result_page(learner, closes.id, Language::En).await.unwrap();
        assert_eq!((page.state, page.ended_at), (State::ClosedByExpiry, former));
        assert!(page.was_extended() && page.is_latest);
        assert_eq!(page.credential.standing.decision, Decision::Renewable);
        let page = it.service.result_page(other, expires.id, Language::En).await.unwrap();
        assert!(!page.was_extended());
        assert_eq!(page.credential.standing.decision, Decision::Expired);
    }

    async fn e5_sixty_four_confirmations_at_once_are_one_extension(it: Fixture) {
        let by = administrator(&it).await;
        let mut held = Vec::new();
        for _ in 0..4 {
            held.push(it.holder("administrator", Some("2026-05-10")).await);
        }
        let wish = wish(&["administrator"], "2026-05-01", "2026-12-31", "2026-08-10");
        let shown = preview(&it, wish).await;
        let (mut sent, start) = (JoinSet::new(), Arc::new(Barrier::new(64)));
        for _ in 0..64 {
            let (service, start) = (it.service.clone(), Arc::clone(&start));
            let confirmation = confirmation(&shown);
            sent.spawn(async move {
                start.wait().await;
                service.confirm_extension(by, confirmation).await?;
                service.continue_extension(shown.id, 20).await
            });
        }
        for finished in sent.join_all().await {
            assert!(finished.unwrap());
        }
        assert_eq!(it.service.extensions().await.unwrap().len(), 1);
        let done = it.service.extension(shown.id).await.unwrap().done;
        assert_eq!(done, Counts { extended: 4, ..Counts::default() });
        for (learner, credential) in held {
            let page = it.service.credential_page(learner, credential, Language::En).await.unwrap();
            assert_eq!(page.cycles.len(), 2, "extended once");
        }
    }

    async fn e5_a_program_that_dies_on_the_way_goes_on_where_it_was(it: Fixture) {
        let by = administrator(&it).await;
        let (_, profile) = it.learner(true).await;
        let mut held = vec![it.credential(profile, "architect", Some("2026-05-10")).await];
        for number in 0..230_u32 {
            let (_, profile) = it.learner(true).await;
            let day = format!("2026-05-{:02}", 1 + number % 28);
            held.push(it.credential(profile, "administrator", Some(&day)).await);
        }
        let wish = wish(&["administrator", "architect"], "2026-05-01", "2026-12-31", "2026-08-10");
        let shown = preview(&it, wish).await;
        it.service.confirm_extension(by, confirmation(&shown)).await.unwrap();
        assert!(!it.service.continue_extension(shown.id, 1).await.unwrap());
        let half = it.service.extension(shown.id).await.unwrap();
        assert_eq!((half.done.extended, half.finished_at), (100, None));

        let restarted = Service::open(&it.settings).await.unwrap();
        restarted.continue_extensions().await.unwrap();
        let whole = restarted.extension(shown.id).await.unwrap();
        assert_eq!(whole.done, Counts { extended: 231, ..Counts::default() });
        assert!(whole.finished_at.is_some());
        let mut reader = it.store.read().await.unwrap();
        let of = Search { action: Some(Action::CredentialExtended), ..Search::default() };
        let lines = search(&mut reader.on(), &of, 1000).await.unwrap();
        let mut extended: Vec<_> =
            lines.iter().map(|line| line.detail["credential"].as_str().unwrap()).collect();
        extended.sort_unstable();
        extended.dedup();
        assert_eq!((lines.len(), extended.len()), (231, held.len()), "each once");
    }

    async fn e5_an_extension_and_a_pass_at_once_lose_neither(it: Fixture) {
        let by = administrator(&it).await;
        for round in 0..8 {
            let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
            let attempt = it.start(learner, credential).await.unwrap();
            it.answer(learner, &attempt, 4).await;
            let until = day("2026-06-10") + chrono::Days::new(round);
            let mut wish = wish(&["administrator"], "2026-05-10", "2026-05-10", "2026-06-10");
            wish.until = until;
            let shown = preview(&it, wish).await;
            it.service.confirm_extension(by, confirmation(&shown)).await.unwrap();
            let (extending, submitting) = tokio::join!(
                it.service.continue_extension(shown.id, 20),
                it.service.submit(learner, attempt.id)
            );
            assert!(extending.unwrap() && submitting.unwrap().passed);
            let done = it.service.extension(shown.id).await.unwrap().done;
            let expected = if done.extended == 1 { until } else { day("2026-05-10") };
            let renewed = domain::window::one_year_after(expected);
            let valid_through = it.look(learner, credential).await.standing.valid_through;
            assert_eq!(valid_through, Some(renewed), "{done:?}");
        }
    }
}
