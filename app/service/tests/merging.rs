//! P7: two certification profiles become one, with everything that people have in them.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use chrono::TimeDelta;
use common::{Fixture, day, instant, on_every_database, people::Person};
use domain::{
    attempt::State,
    audit::Action,
    decision::Decision,
    extension::Extension,
    profile::{
        Connection::{Connected, NeedsMerge, Unconnected},
        LoginKind::{Personal, Work},
        Refusal,
    },
    role::Role,
    view::{CycleStart, Reminders},
};
use service::{
    Actor, Confirmation, Error, Invalid, Service,
    store::{Store, profiles},
};
use tokio::task::JoinSet;
use uuid::Uuid;
use words::Language;

const AT_ONCE: usize = 64;

/// Two people who are one: each with a session that has proven the other's login too.
async fn two(it: &Fixture) -> (Person, Person) {
    let (one, other) = (it.person(true).await, it.person(true).await);
    it.prove(&one.token, other.login).await;
    (one, other)
}

async fn held(it: &Fixture, person: &Person, valid_through: &str) -> Uuid {
    it.credential(person.profile, "administrator", Some(valid_through)).await
}

async fn merge(it: &Fixture, one: &Person, other: &Person) {
    it.service.merge_profiles(&one.token, other.profile).await.unwrap();
}

async fn result(it: &Fixture, id: &str, profile: Uuid, exam: &str, taken_at: &str) {
    let Store::Sqlite { writer, .. } = &it.store else {
        let Store::Postgres(pool) = &it.store else { unreachable!() };
        let sql = "INSERT INTO exam_result VALUES ($1, $2, $3, TRUE, FALSE, $4, $4)";
        let insert = sqlx::query(sql).bind(id).bind(profile).bind(exam).bind(instant(taken_at));
        insert.execute(pool).await.unwrap();
        return;
    };
    let sql = "INSERT INTO exam_result VALUES ($1, $2, $3, 1, 0, $4, $4)";
    let insert = sqlx::query(sql).bind(id).bind(profile).bind(exam).bind(instant(taken_at));
    insert.execute(writer).await.unwrap();
}

/// The one credential of a learner.
async fn only(service: &Service, learner: Uuid) -> domain::view::Credential {
    let mut all = service.dashboard(learner, Language::En).await.unwrap().credentials;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

on_every_database! {
    async fn p7_the_later_date_and_both_histories_stay(it: Fixture) {
        for (mine, theirs) in [("2026-05-10", "2026-08-10"), ("2026-08-10", "2026-05-10")] {
            let (one, other) = two(&it).await;
            let credential = held(&it, &one, mine).await;
            let old = held(&it, &other, theirs).await;
            if mine == "2026-05-10" {
                assert!(it.sit(one.id, credential, 4).await);
            }
            merge(&it, &one, &other).await;
            // The one renewed counts: 2027-05-10; else the later of the two.
            let expected = if mine == "2026-05-10" { "2027-05-10" } else { "2026-08-10" };
            let page = it.service.credential_page(one.id, old, Language::En).await.unwrap();
            assert_eq!(page.credential.id, credential); // the old link leads on
            assert_eq!(page.credential.standing.valid_through, Some(day(expected)));
            let starts: Vec<_> = page.cycles.iter().map(|cycle| cycle.start).collect();
            assert_eq!(starts[..2], [CycleStart::Earned, CycleStart::Earned]);
            assert_eq!(starts.len(), if mine == "2026-05-10" { 3 } else { 2 });
            assert_eq!(page.attempts.len(), usize::from(mine == "2026-05-10"));
        }
    }

    async fn n6_a_mute_of_either_survives(it: Fixture) {
        for of_other in [true, false] {
            let (one, other) = two(&it).await;
            let mine = held(&it, &one, "2026-05-10").await;
            let theirs = held(&it, &other, "2026-05-20").await;
            let (who, what) = if of_other { (other.id, theirs) } else { (one.id, mine) };
            it.service.mute_credential(who, what, true).await.unwrap();
            merge(&it, &one, &other).await;
            let page = it.service.credential_page(one.id, mine, Language::En).await.unwrap();
            assert_eq!(page.reminders, Some(Reminders::Muted), "{of_other}");
        }
    }

    async fn p7_attempts_are_united_and_the_wait_survives(it: Fixture) {
        let (one, other) = two(&it).await;
        let mine = held(&it, &one, "2026-05-10").await;
        let theirs = held(&it, &other, "2026-05-20").await;
        assert!(!it.sit(one.id, mine, 0).await);
        it.service.clock().set(it.service.now() + TimeDelta::minutes(5));
        assert!(!it.sit(other.id, theirs, 0).await);
        assert_eq!(it.look(one.id, mine).await.standing.decision, Decision::Renewable);
        merge(&it, &one, &other).await;
        let standing = only(&it.service, one.id).await.standing;
        assert_eq!((standing.decision, standing.counted_attempts), (Decision::CoolingDown, 2));
        let page = it.service.credential_page(one.id, mine, Language::En).await.unwrap();
        let next = page.attempts[0].ended_at + TimeDelta::hours(24);
        assert_eq!(standing.next_start_at, Some(next));
        assert!(matches!(it.start(one.id, mine).await, Err(Error::Refused(_))));
        it.service.clock().set(next);
        it.start(one.id, theirs).await.unwrap(); // by its old id too
    }

    async fn p7_of_two_running_waits_the_later_one_stays(it: Fixture) {
        let (one, other) = two(&it).await;
        let mine = held(&it, &one, "2026-05-10").await;
        let theirs = held(&it, &other, "2026-05-10").await;
        for (person, credential) in [(&other, theirs), (&one, mine)] {
            assert!(!it.sit(person.id, credential, 0).await);
            assert!(!it.sit(person.id, credential, 0).await);
            it.service.clock().set(it.service.now() + TimeDelta::minutes(2));
        }
        let expected = it.look(one.id, mine).await.standing.next_start_at;
        let preview = it.service.merge_preview(&one.token, other.profile, Language::En).await;
        let preview = preview.unwrap();
        assert_eq!(preview.collisions[0].next_start_at, expected);
        merge(&it, &one, &other).await;
        let standing = only(&it.service, one.id).await.standing;
        assert_eq!((standing.counted_attempts, standing.next_start_at), (4, expected));
    }

    async fn p7_open_attempts_on_both_sides(it: Fixture) {
        let (one, other) = two(&it).await;
        let mine = held(&it, &one, "2026-05-10").await;
        let theirs = held(&it, &other, "2026-05-10").await;
        let stays = it.start(one.id, mine).await.unwrap();
        let closes = it.start(other.id, theirs).await.unwrap();
        let preview = it.service.merge_preview(&one.token, other.profile, Language::En).await;
        assert_eq!(preview.unwrap().collisions[0].closes_attempts, 1);
        merge(&it, &one, &other).await;
        let page = it.service.result_page(one.id, closes.id, Language::En).await.unwrap();
        assert_eq!((page.state, page.closed_by_merge), (State::ClosedByExpiry, true));
        let late = it.service.submit(one.id, closes.id).await;
        assert!(matches!(late, Err(Error::NoOpenAttempt(State::ClosedByExpiry))));
        assert_eq!(only(&it.service, one.id).await.standing.counted_attempts, 0);
        // The target's goes on and renews.
        it.answer(one.id, &stays, 4).await;
        assert!(it.service.submit(one.id, stays.id).await.unwrap().passed);
        let standing = only(&it.service, one.id).await.standing;
        assert_eq!(standing.valid_through, Some(day("2027-05-10")));
    }

    async fn p7_an_attempt_never_renews_a_date_it_was_not_started_for(it: Fixture) {
        let (one, other) = two(&it).await;
        let mine = held(&it, &one, "2026-05-10").await;
        held(&it, &other, "2027-05-10").await;
        let attempt = it.start(one.id, mine).await.unwrap();
        it.answer(one.id, &attempt, 4).await;
        merge(&it, &one, &other).await;
        assert!(it.service.submit(one.id, attempt.id).await.is_err());
        let standing = only(&it.service, one.id).await.standing;
        assert_eq!(standing.valid_through, Some(day("2027-05-10")));
        assert_eq!(standing.decision, Decision::NotOpen);
    }

    async fn p7_an_attempt_whose_time_has_run_out_counts(it: Fixture) {
        it.limit(45).await;
        let (one, other) = two(&it).await;
        held(&it, &one, "2026-05-10").await;
        let theirs = held(&it, &other, "2026-05-10").await;
        it.start(other.id, theirs).await.unwrap();
        it.service.clock().set(it.service.now() + TimeDelta::minutes(45));
        for login in [one.login, other.login] {
            it.prove(&one.token, login).await;
        }
        merge(&it, &one, &other).await;
        assert_eq!(only(&it.service, one.id).await.standing.counted_attempts, 1);
    }

    async fn p7_the_same_exam_result_in_both_counts_once(it: Fixture) {
        let (one, other) = two(&it).await;
        let mine = held(&it, &one, "2026-05-10").await;
        let at = "2026-01-10T12:00:00Z";
        for (person, id) in [(&one, "a"), (&other, "b")] {
            let id = format!("{id}-{}", person.id);
            result(&it, &id, person.profile, "AZ-104", at).await;
        }
        result(&it, &format!("c-{}", one.id), other.profile, "AZ-104", "2026-02-10T12:00:00Z").await;
        let preview = it.service.merge_preview(&one.token, other.profile, Language::En).await;
        let preview = preview.unwrap();
        assert_eq!((preview.results, preview.same_results), (2, 1));
        merge(&it, &one, &other).await;
        let page = it.service.credential_page(one.id, mine, Language::En).await.unwrap();
        assert_eq!(page.exams_without_effect.len(), 2);
    }

    async fn p7_sent_twice_or_sixty_four_times_it_is_merged_once(it: Fixture) {
        let (one, other) = two(&it).await;
        held(&it, &one, "2026-05-10").await;
        held(&it, &other, "2026-08-10").await;
        it.credential(other.profile, "architect", Some("2026-06-10")).await;
        let mut tries = JoinSet::new();
        for _ in 0..AT_ONCE {
            let (service, token, source) = (it.service.clone(), one.token.clone(), other.profile);
            tries.spawn(async move { service.merge_profiles(&token, source).await });
        }
        tries.join_all().await.into_iter().for_each(|result| result.unwrap());
        merge(&it, &one, &other).await;
        assert_eq!(it.recorded(one.id, Action::ProfilesMerged).await, 1);
        assert_eq!(it.connection(one.id).await, Connected);
        let credentials = it.service.dashboard(one.id, Language::En).await.unwrap().credentials;
        assert_eq!(credentials.len(), 2);
        assert_eq!(it.service.present_id(other.profile).await.unwrap(), Some(one.profile));
    }

    async fn p7_two_merges_against_each_other_leave_one_profile(it: Fixture) {
        let (one, other) = two(&it).await;
        it.prove(&other.token, one.login).await;
        held(&it, &one, "2026-05-10").await;
        held(&it, &other, "2026-08-10").await;
        let mut tries = JoinSet::new();
        for n in 0..AT_ONCE {
            let (from, to) = if n % 2 == 0 { (&one, &other) } else { (&other, &one) };
            let (service, token, source) = (it.service.clone(), from.token.clone(), to.profile);
            tries.spawn(async move { service.merge_profiles(&token, source).await });
        }
        // Whoever came second has no session any more.
        let done = tries.join_all().await;
        assert!(done.iter().all(|result| {
            matches!(result, Ok(()) | Err(Error::NotFound | Error::Profiles(Refusal::NotNow)))
        }));
        let survivors = [&one, &other].map(|person| person.id);
        let mut left = 0;
        for learner in survivors {
            left += it.service.dashboard(learner, Language::En).await.unwrap().credentials.len();
        }
        assert_eq!(left, 1);
    }

    async fn p7_a_merge_racing_a_submit_a_start_and_a_save(it: Fixture) {
        for round in 0..8 {
            let (one, other) = two(&it).await;
            held(&it, &one, "2026-05-10").await;
            let theirs = held(&it, &other, "2026-05-10").await;
            let attempt = it.start(other.id, theirs).await.unwrap();
            it.answer(other.id, &attempt, 4).await;
            let mut tries = JoinSet::new();
            for n in 0..AT_ONCE {
                let (service, token, source) = (it.service.clone(), one.token.clone(), other.profile);
                let (learner, attempt) = (other.id, attempt.id);
                tries.spawn(async move {
                    if (n + round) % 3 == 0 {
                        return service.merge_profiles(&token, source).await.map(|()| "merged");
                    }
                    if (n + round) % 3 == 1 {
                        let submit = service.submit(learner, attempt).await;
                        return submit.map(|result| if result.passed { "passed" } else { "failed" });
                    }
                    service.start(learner, theirs, "en", true).await.map(|_| "started")
                });
            }
            let done = tries.join_all().await;
            for result in &done {
                let expected = matches!(
                    result,
                    Ok(_) | Err(Error::NotFound | Error::NoOpenAttempt(_) | Error::Refused(_))
                );
                assert!(expected, "{result:?}");
            }
            // Either the pass came first and counts, or the merge did and the attempt is closed.
            let passed = done.iter().any(|result| matches!(result, Ok("passed")));
            let valid_through = only(&it.service, one.id).await.standing.valid_through;
            let expected = if passed { "2027-05-10" } else { "2026-05-10" };
            assert_eq!(valid_through, Some(day(expected)));
            assert_eq!(it.recorded(one.id, Action::ProfilesMerged).await, 1);
        }
    }

    async fn p7_what_has_changed_hands_meanwhile_is_not_merged(it: Fixture) {
        let (one, other) = two(&it).await;
        held(&it, &other, "2026-05-10").await;
        let (third, _) = it.worker().await;
        let Store::Postgres(_) = &it.store else { continue }; // the other writes in turn
        let mut giving = it.store.begin().await.unwrap();
        giving.lock(one.id).await.unwrap();
        let (service, token, source) = (it.service.clone(), one.token.clone(), other.profile);
        let merging = tokio::spawn(async move { service.merge_profiles(&token, source).await });
        it.somebody_waits(|| merging.is_finished()).await;
        profiles::give_profile(&mut giving.on(), source, third).await.unwrap();
        giving.commit().await.unwrap();
        let merged = merging.await.unwrap();
        assert!(matches!(merged, Err(Error::Profiles(Refusal::NotNow))), "{merged:?}");
        assert_eq!(it.facts(third).await.profiles[0].id, source);
    }

    async fn p7_only_with_a_fresh_proof_of_both(it: Fixture) {
        let (one, other) = (it.person(true).await, it.person(true).await);
        held(&it, &one, "2026-05-10").await;
        held(&it, &other, "2026-08-10").await;
        let try_it = || it.service.merge_profiles(&one.token, other.profile);
        let is_hidden = async || {
            let preview = it.service.merge_preview(&one.token, other.profile, Language::En).await;
            matches!(preview, Err(Error::NotFound))
        };
        assert!(matches!(try_it().await, Err(Error::Profiles(Refusal::NotProven))));
        assert!(is_hidden().await); // nothing is shown of what may be somebody else's
        it.later();
        it.prove(&one.token, other.login).await;
        assert!(matches!(try_it().await, Err(Error::Profiles(Refusal::NotProven))));
        assert!(!is_hidden().await);
        it.prove(&one.token, one.login).await;
        try_it().await.unwrap();
    }

    async fn e5_both_were_moved_by_the_same_extension(it: Fixture) {
        let (one, other) = two(&it).await;
        let mine = held(&it, &one, "2026-05-10").await;
        held(&it, &other, "2026-05-11").await;
        let extension = Extension {
            certifications: vec!["administrator".to_owned()],
            first_day: day("2026-05-10"),
            last_day: day("2026-05-11"),
            until: day("2026-07-31"),
        };
        let shown = it.service.preview_extension(extension, Language::En).await.unwrap();
        assert_eq!(shown.counts.extended, 2);
        let (id, extension, digest) = (shown.id, shown.extension, shown.digest);
        let confirmed = Confirmation { id, extension, digest, reason: "closed".to_owned() };
        it.service.confirm_extension(one.id, confirmed).await.unwrap();
        while !it.service.continue_extension(id, 10).await.unwrap() {}
        merge(&it, &one, &other).await;
        let standing = only(&it.service, one.id).await.standing;
        assert_eq!(standing.valid_through, Some(day("2026-07-31")));
        // Both lines stay in the history, with their reason.
        let page = it.service.credential_page(one.id, mine, Language::En).await.unwrap();
        let extended = page.cycles.iter().filter(|cycle| cycle.start == CycleStart::Extended);
        assert_eq!(extended.count(), 2);
        let person = it.service.person(one.id, one.id, Language::En).await.unwrap();
        let reasons = person.history.iter().filter(|line| line.reason.as_deref() == Some("closed"));
        assert_eq!(reasons.count(), 2);
    }

    async fn the_last_administrators_account_is_not_merged_away(it: Fixture) {
        let (one, other) = two(&it).await;
        let give = async |id| it.service.give_role(Actor::Program, id, Role::Administrator).await;
        give(other.id).await.unwrap();
        let refused = it.service.merge_profiles(&one.token, other.profile).await;
        assert!(matches!(refused, Err(Error::Invalid(Invalid::LastAdministrator))), "{refused:?}");
        let third = it.person(true).await;
        give(third.id).await.unwrap();
        merge(&it, &one, &other).await;
        // The role has gone with the account, and does not come to the other one.
        let holders = it.service.role_holders().await.unwrap();
        assert_eq!(holders.iter().map(|it| it.person.id).collect::<Vec<_>>(), [third.id]);
        let take = it.service.take_role(Actor::Program, third.id, Role::Administrator).await;
        assert!(matches!(take, Err(Error::Invalid(Invalid::LastAdministrator))));
    }

    async fn p4_two_profiles_of_one_account(it: Fixture) {
        let one = it.person(false).await;
        let second = it.add_login(one.id, None, Personal).await;
        let mut transaction = it.store.begin().await.unwrap();
        let now = it.service.now();
        profiles::insert(&mut transaction.on(), one.id, second, now).await.unwrap();
        transaction.commit().await.unwrap();
        let source = it.facts(one.id).await.profiles[1].id;
        held(&it, &one, "2026-05-10").await;
        it.credential(source, "architect", Some("2026-05-10")).await;
        assert_eq!(it.connection(one.id).await, NeedsMerge);
        let try_it = || it.service.merge_profiles(&one.token, source);
        assert!(matches!(try_it().await, Err(Error::Profiles(Refusal::NotProven))));
        it.prove(&one.token, second).await;
        try_it().await.unwrap();
        assert_eq!(it.connection(one.id).await, Unconnected);
        // The other login only signs in from now on, and can be removed.
        let page = it.service.profiles_page(one.id, &one.token).await.unwrap();
        let left = page.logins.iter().find(|login| login.id == second).unwrap();
        assert_eq!((left.learning, left.certification, left.keep), (false, false, None));
        assert_eq!(page.certification[0].former, [source]);
    }

    async fn p7_another_account_comes_as_a_whole(it: Fixture) {
        let (worker, work) = it.worker().await;
        let other = it.person(true).await;
        let credential = held(&it, &other, "2026-05-10").await;
        let their_work =
            it.add_login(other.id, it.facts(other.id).await.learning_profile, Work).await;
        let token = it.session(work).await;
        it.prove(&token, other.login).await;
        it.service.merge_profiles(&token, other.profile).await.unwrap();
        it.service.merge_profiles(&token, other.profile).await.unwrap();
        // It keeps its number, and what it holds its links.
        let facts = it.facts(worker).await;
        assert_eq!(facts.profiles[0].id, other.profile);
        assert_eq!(it.look(worker, credential).await.id, credential);
        let mut logins: Vec<_> = facts.logins.iter().map(|login| login.id).collect();
        logins.sort_unstable();
        let mut expected = vec![work, other.login, their_work];
        expected.sort_unstable();
        assert_eq!(logins, expected);
        assert!(facts.logins.iter().all(|it| it.learning_profile_id == facts.learning_profile));
        assert_eq!(it.connection(worker).await, Unconnected);
        assert!(!it.is_signed_in(&other.token).await);
        assert_eq!(it.recorded(worker, Action::ProfilesMerged).await, 1);
    }
}
