//! What people choose about mail (N6), and their calendar feed.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Fixture, instant, on_every_database};
use domain::view::{FeedEvent, QuietHours, Reminders};
use service::{Error, Invalid};
use uuid::Uuid;
use words::Language;

/// The names of the actions in the trail, the oldest first.
async fn trail(it: &Fixture, learner: Uuid) -> Vec<String> {
    let trail = it.service.trail(learner, None, Language::En).await.unwrap();
    trail.acts.into_iter().rev().map(|act| act.action).collect()
}

on_every_database! {
    async fn n6_reminders_are_muted_for_all_or_for_one(it: Fixture) {
        let (lin, profile) = it.learner(true).await;
        let one = it.credential(profile, "administrator", Some("2026-05-10")).await;
        let other = it.credential(profile, "architect", Some("2026-06-10")).await;
        it.credential(profile, "basics", None).await;
        let page = async |id| {
            it.service.credential_page(lin, id, Language::En).await.unwrap().reminders.unwrap()
        };

        for _ in 0..2 {
            it.service.mute_credential(lin, one, true).await.unwrap();
        }
        let chosen = it.service.mail_settings(lin, Language::En).await.unwrap();
        let muted: Vec<_> = chosen.credentials.iter().map(|it| (it.id, it.muted)).collect();
        assert_eq!(muted, [(one, true), (other, false)]); // K2: nothing about what never expires
        assert!(!chosen.reminders_muted);
        assert_eq!((page(one).await, page(other).await), (Reminders::Muted, Reminders::On));

        for _ in 0..2 {
            it.service.mute_reminders(lin, true).await.unwrap();
        }
        assert_eq!(page(other).await, Reminders::AllMuted);
        it.service.mute_reminders(lin, false).await.unwrap();
        assert_eq!((page(one).await, page(other).await), (Reminders::Muted, Reminders::On));
        it.service.mute_credential(lin, one, false).await.unwrap();
        assert_eq!(page(one).await, Reminders::On);
        let acts = ["reminders_muted", "reminders_muted", "reminders_unmuted", "reminders_unmuted"];
        assert_eq!(trail(&it, lin).await, acts);
    }

    async fn nobody_mutes_what_another_holds(it: Fixture) {
        let (lin, _) = it.holder("administrator", Some("2026-05-10")).await;
        let (mei, hers) = it.holder("administrator", Some("2026-05-10")).await;
        for id in [hers, Uuid::now_v7()] {
            let refused = it.service.mute_credential(lin, id, true).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
        let page = it.service.credential_page(mei, hers, Language::En).await.unwrap();
        assert_eq!(page.reminders, Some(Reminders::On));
        assert!(trail(&it, mei).await.is_empty() && trail(&it, lin).await.is_empty());
    }

    async fn quiet_hours_need_a_time_zone_and_go_with_it(it: Fixture) {
        let (lin, _) = it.learner(true).await;
        let hours = async || {
            it.service.mail_settings(lin, Language::En).await.unwrap().quiet_hours
        };
        let refused = async |hours| {
            let refused = it.service.set_quiet_hours(lin, Some(hours)).await;
            assert!(matches!(refused, Err(Error::Invalid(Invalid::QuietHours))), "{hours:?}");
        };
        refused([22, 7]).await;
        it.service.set_time_zone(lin, Some("Asia/Shanghai")).await.unwrap();
        for nonsense in [[7, 7], [24, 7], [7, 24], [255, 0]] {
            refused(nonsense).await;
        }
        assert_eq!(hours().await, None);
        for _ in 0..2 {
            it.service.set_quiet_hours(lin, Some([22, 7])).await.unwrap();
        }
        assert_eq!(hours().await, Some(QuietHours { from: 22, until: 7 }));
        it.service.set_time_zone(lin, Some("Europe/Berlin")).await.unwrap();
        assert!(hours().await.is_some());
        it.service.set_time_zone(lin, None).await.unwrap();
        assert_eq!(hours().await, None);
        assert_eq!(trail(&it, lin).await.iter().filter(|act| *act == "quiet_hours_changed").count(), 1);
    }

    async fn the_address_of_the_feed_is_a_secret_that_can_be_renewed_and_taken_back(it: Fixture) {
        let (lin, _) = it.holder("administrator", Some("2026-05-10")).await;
        let first = it.service.make_calendar(lin).await.unwrap();
        assert!(first.len() >= 32 && first.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert!(it.service.calendar(&first).await.is_ok());
        assert!(it.service.mail_settings(lin, Language::En).await.unwrap().calendar);
        let second = it.service.make_calendar(lin).await.unwrap();
        assert!(matches!(it.service.calendar(&first).await, Err(Error::NotFound)));
        assert!(it.service.calendar(&second).await.is_ok());
        for _ in 0..2 {
            it.service.revoke_calendar(lin).await.unwrap();
        }
        for gone in [second.as_str(), "", "0", &"0".repeat(64)] {
            assert!(matches!(it.service.calendar(gone).await, Err(Error::NotFound)), "{gone}");
        }
        assert!(!it.service.mail_settings(lin, Language::En).await.unwrap().calendar);
        let acts = ["calendar_made", "calendar_made", "calendar_revoked"];
        assert_eq!(trail(&it, lin).await, acts);
        // Nothing that opens it is stored.
        let data = it.service.personal_data(lin).await.unwrap();
        let data = serde_json::to_string(&data).unwrap();
        assert!(!data.contains(&second) && !data.contains(&first));
    }

    async fn p7_the_feed_of_a_merged_account_goes_on_and_is_taken_back_with_the_other(it: Fixture) {
        let (one, other) = (it.person(true).await, it.person(true).await);
        it.credential(other.profile, "administrator", Some("2026-05-10")).await;
        let theirs = it.service.make_calendar(other.id).await.unwrap();
        it.prove(&one.token, other.login).await;
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        let entries = async |token: &str| Some(it.service.calendar(token).await.ok()?.entries.len());
        assert_eq!(entries(&theirs).await, Some(2));
        assert!(it.service.mail_settings(one.id, Language::En).await.unwrap().calendar);
        it.service.revoke_calendar(one.id).await.unwrap();
        assert_eq!(entries(&theirs).await, None);
        assert!(!it.service.mail_settings(one.id, Language::En).await.unwrap().calendar);

        let (one, other) = (it.person(true).await, it.person(true).await);
        let [mine, theirs] = [one.id, other.id].map(|id| it.service.make_calendar(id));
        let [mine, theirs] = [mine.await.unwrap(), theirs.await.unwrap()];
        it.prove(&one.token, other.login).await;
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        assert_eq!((entries(&mine).await, entries(&theirs).await), (Some(0), Some(0)));
        let new = it.service.make_calendar(one.id).await.unwrap();
        let open = [entries(&mine).await, entries(&theirs).await, entries(&new).await];
        assert_eq!(open, [None, None, Some(0)]);
    }

    async fn the_feed_says_what_is_to_come_under_names_that_stay(it: Fixture) {
        let (lin, profile) = it.learner(true).await;
        let id = it.credential(profile, "administrator", Some("2026-05-10")).await;
        it.credential(profile, "basics", None).await; // K2
        it.service.set_language(lin, Language::ZhCn).await.unwrap();
        let token = it.service.make_calendar(lin).await.unwrap();
        let feed = async || it.service.calendar(&token).await.unwrap();
        let dates = async || {
            let entries = feed().await.entries.into_iter();
            entries.map(|entry| (entry.event, entry.at, entry.id)).collect::<Vec<_>>()
        };
        let entry = |event: FeedEvent, at, cycle: u8| {
            (event, instant(at), format!("{id}-{cycle}-{}", event.name()))
        };
        let [opens, expires] = [
            entry(FeedEvent::Opens, "2025-11-10T00:00:00Z", 1),
            entry(FeedEvent::Expires, "2026-05-11T00:00:00Z", 1),
        ];
        assert_eq!(feed().await.language.as_deref(), Some("zh-CN"));
        assert_eq!(dates().await, [opens.clone(), expires.clone()]);

        it.sit(lin, id, 0).await;
        it.sit(lin, id, 0).await; // A4: now a wait runs
        let next = entry(FeedEvent::NextAttempt, "2026-03-02T12:00:00Z", 1);
        let waiting = dates().await;
        assert_eq!(waiting.len(), 3);
        assert_eq!((waiting[1].0, &waiting[1].2), (next.0, &next.2));
        assert!(waiting[1].1 >= next.1);

        it.at("2026-03-03T13:00:00Z");
        assert_eq!(dates().await, [opens, expires]);
        assert!(it.sit(lin, id, 4).await); // E3
        let after = [
            entry(FeedEvent::Opens, "2026-11-10T00:00:00Z", 2),
            entry(FeedEvent::Expires, "2027-05-11T00:00:00Z", 2),
        ];
        assert_eq!(dates().await, after);
        it.at("2027-06-01T00:00:00Z"); // E4: nothing opens any more
        assert_eq!(dates().await, after[1..]);
    }
}
