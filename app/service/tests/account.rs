//! The account of a person, on both databases: what they choose, their sessions, their trail.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::net::{IpAddr, Ipv4Addr};

use chrono::TimeDelta;
use common::{Fixture, instant, on_every_database};
use service::{
    Error, Invalid, SignInError, SignInFrom,
    accounts::{SESSION_AT_MOST, SESSION_IDLE},
};
use uuid::Uuid;
use words::Language;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const LIN: &str = "lin@example.com";
const PASSWORD: &str = "the first password";

async fn lin(it: &Fixture) -> Uuid {
    it.service.create_learner("Lin", LIN, PASSWORD).await.unwrap()
}

/// Signs in and says the token.
async fn session(it: &Fixture, password: &str, device: &str) -> String {
    let from = SignInFrom { address: HERE, device: device.into() };
    it.service.sign_in(LIN, password, &from).await.unwrap().token
}

/// The names of the actions in the trail, the newest first.
async fn trail(it: &Fixture, learner: Uuid) -> Vec<String> {
    let trail = it.service.trail(learner, None, Language::En).await.unwrap();
    trail.acts.into_iter().map(|act| act.action).collect()
}

on_every_database! {
    async fn what_is_chosen_is_kept_and_written_to_the_log_once(it: Fixture) {
        let id = lin(&it).await;
        it.at("2026-03-01T12:00:00Z");
        let token = session(&it, PASSWORD, "").await;
        for _ in 0..2 {
            it.service.set_name(id, " 林 Lin ").await.unwrap();
            it.service.set_language(id, Language::ZhCn).await.unwrap();
            it.service.set_time_zone(id, Some("Asia/Shanghai")).await.unwrap();
        }
        let account = it.service.account(id, &token).await.unwrap();
        assert_eq!(account.name, "林 Lin");
        assert_eq!(account.language.as_deref(), Some("zh-CN"));
        assert_eq!(account.time_zone.as_deref(), Some("Asia/Shanghai"));
        assert!(account.local_now.unwrap().to_string().starts_with("2026-03-01 20:00:0"));
        assert_eq!(account.logins.len(), 1);
        assert_eq!(account.logins[0].email, LIN);
        assert!(account.logins[0].has_password && account.logins[0].personal);
        let who = it.service.who(&token).await.unwrap().unwrap();
        assert_eq!((who.name.as_str(), who.language), ("林 Lin", Some(Language::ZhCn)));
        let acts = ["time_zone_changed", "language_changed", "name_changed"];
        assert_eq!(trail(&it, id).await[..3], acts);

        it.service.set_time_zone(id, None).await.unwrap();
        let account = it.service.account(id, &token).await.unwrap();
        assert_eq!((account.time_zone, account.local_now), (None, None));
    }

    async fn what_cannot_be_meant_is_refused(it: Fixture) {
        let id = lin(&it).await;
        for name in ["", " \t", "a\nb", "\u{7f}", &"x".repeat(101)] {
            let refused = it.service.set_name(id, name).await;
            assert!(matches!(refused, Err(Error::Invalid(Invalid::Name))), "{name:?}");
        }
        for zone in ["", "Mars/Olympus", "asia", "Asia/Shanghai; --", &"x".repeat(5000)] {
            let refused = it.service.set_time_zone(id, Some(zone)).await;
            assert!(matches!(refused, Err(Error::Invalid(Invalid::TimeZone))), "{zone:?}");
        }
        let nobody = it.service.set_name(Uuid::now_v7(), "Lin").await;
        assert!(matches!(nobody, Err(Error::NotFound)));
        assert!(trail(&it, id).await.is_empty());
    }

    async fn a_new_password_needs_the_old_one_and_ends_other_sessions(it: Fixture) {
        let id = lin(&it).await;
        let [this, other] = [session(&it, PASSWORD, "").await, session(&it, PASSWORD, "").await];
        let login = it.service.account(id, &this).await.unwrap().logins[0].id;
        let change = async |old: &str, new: &str| {
            it.service.change_password(id, &this, login, [old, new], Language::En, HERE).await
        };
        let new = "another password";
        assert!(matches!(change("wrong", new).await, Err(SignInError::Wrong)));
        for unusable in ["", "too short", &"x".repeat(257)] {
            let refused = change(PASSWORD, unusable).await;
            let Err(SignInError::Error(Error::Invalid(Invalid::Password))) = refused else {
                panic!("{unusable}")
            };
        }
        change(PASSWORD, new).await.unwrap();
        assert!(it.service.who(&this).await.unwrap().is_some());
        assert!(it.service.who(&other).await.unwrap().is_none());
        let from = SignInFrom { address: HERE, device: String::new() };
        let old = it.service.sign_in(LIN, PASSWORD, &from).await;
        assert!(matches!(old, Err(SignInError::Wrong)));
        session(&it, new, "").await;
        assert_eq!(trail(&it, id).await[..2], ["signed_in", "password_changed"]);
    }

    async fn the_login_of_another_has_no_password_to_change(it: Fixture) {
        let id = lin(&it).await;
        let token = session(&it, PASSWORD, "").await;
        it.service.create_learner("Mei", "mei@example.com", PASSWORD).await.unwrap();
        let from = SignInFrom { address: HERE, device: String::new() };
        let mei = it.service.sign_in("mei@example.com", PASSWORD, &from).await.unwrap().token;
        let who = it.service.who(&mei).await.unwrap().unwrap().id;
        let hers = it.service.account(who, &mei).await.unwrap().logins[0].id;
        for login in [hers, Uuid::now_v7()] {
            let passwords = [PASSWORD, "another password"];
            let refused = it.service.change_password(id, &token, login, passwords, Language::En, HERE).await;
            assert!(matches!(refused, Err(SignInError::Error(Error::NotFound))));
        }
    }

    async fn guessing_the_old_password_is_slowed_down_like_signing_in(it: Fixture) {
        let id = lin(&it).await;
        let token = session(&it, PASSWORD, "").await;
        let login = it.service.account(id, &token).await.unwrap().logins[0].id;
        let now = it.service.now();
        let mut slowed = false;
        for _ in 0..7 {
            it.service.clock().set(now);
            let passwords = ["a wrong guess", "another password"];
            let refused = it.service.change_password(id, &token, login, passwords, Language::En, HERE).await;
            slowed |= matches!(refused, Err(SignInError::SlowDown { .. }));
        }
        assert!(slowed);
        it.service.clock().set(now);
        let refused = it.service.delete_account(id, &token, PASSWORD, HERE).await;
        assert!(matches!(refused, Err(SignInError::SlowDown { .. })));
    }

    async fn sessions_are_listed_and_ended_one_by_one_or_all_others(it: Fixture) {
        let id = lin(&it).await;
        let begun = it.service.now();
        let windows = "Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0";
        let first = session(&it, PASSWORD, windows).await;
        it.service.clock().set(begun + TimeDelta::hours(1));
        let second = session(&it, PASSWORD, "curl/8").await;
        it.service.clock().set(begun + TimeDelta::hours(2));
        let third = session(&it, PASSWORD, "").await;
        let seen = it.service.account(id, &second).await.unwrap().sessions;
        let devices: Vec<_> = seen.iter().map(|it| (it.device.as_str(), it.current)).collect();
        assert_eq!(devices, [("", false), ("curl/8", true), ("Firefox, Windows", false)]);
        for at in [seen[2].begun_at, seen[2].last_used_at] {
            assert!(begun <= at && at < begun + TimeDelta::minutes(1), "{at}");
        }

        assert!(!it.service.end_session(id, &second, seen[2].id).await.unwrap());
        assert!(it.service.who(&first).await.unwrap().is_none());
        let again = it.service.end_session(id, &second, seen[2].id).await;
        assert!(matches!(again, Err(Error::NotFound)));
        it.service.end_other_sessions(id, &second).await.unwrap();
        it.service.end_other_sessions(id, &second).await.unwrap();
        assert!(it.service.who(&third).await.unwrap().is_none());
        assert!(it.service.end_session(id, &second, seen[1].id).await.unwrap());
        assert!(it.service.who(&second).await.unwrap().is_none());
        let acts = ["session_ended", "session_ended", "session_ended", "signed_in"];
        assert_eq!(trail(&it, id).await[..4], acts);
    }

    async fn the_session_of_another_is_not_there(it: Fixture) {
        lin(&it).await;
        let token = session(&it, PASSWORD, "").await;
        let who = it.service.who(&token).await.unwrap().unwrap().id;
        let hers = it.service.account(who, &token).await.unwrap().sessions[0].id;
        let mei = it.service.create_learner("Mei", "mei@example.com", PASSWORD).await.unwrap();
        let refused = it.service.end_session(mei, "no token", hers).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        it.service.end_other_sessions(mei, "no token").await.unwrap();
        assert!(it.service.who(&token).await.unwrap().is_some());
    }

    async fn sessions_that_time_has_ended_are_not_listed(it: Fixture) {
        let id = lin(&it).await;
        let begun = it.service.now();
        let token = session(&it, PASSWORD, "").await;
        for (at, listed) in [
            (SESSION_IDLE - TimeDelta::milliseconds(1), 1),
            (SESSION_IDLE + TimeDelta::minutes(1), 0),
            (SESSION_AT_MOST + TimeDelta::minutes(1), 0),
        ] {
            it.service.clock().set(begun + at);
            assert_eq!(it.service.account(id, &token).await.unwrap().sessions.len(), listed, "{at}");
        }
    }

    async fn the_trail_is_read_page_by_page_and_is_ones_own(it: Fixture) {
        let id = lin(&it).await;
        it.service.create_learner("Mei", "mei@example.com", PASSWORD).await.unwrap();
        for number in 0..60 {
            it.service.set_name(id, &format!("Lin {number}")).await.unwrap();
        }
        let (mut older, mut seen) = (None, Vec::new());
        loop {
            let page = it.service.trail(id, older.as_deref(), Language::En).await.unwrap();
            assert!(page.acts.len() <= 25);
            seen.extend(page.acts);
            older = page.older;
            if older.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 60);
        assert_eq!(seen[0].detail.as_deref(), Some("Lin 58 → Lin 59"));
        assert_eq!((seen[59].what.as_str(), seen[59].who.as_str()), ("Name changed", "you"));
        let nowhere = it.service.trail(id, Some("nowhere"), Language::En).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    }

    async fn of_64_who_change_the_password_at_once_one_does(it: Fixture) {
        let id = lin(&it).await;
        let token = session(&it, PASSWORD, "").await;
        let login = it.service.account(id, &token).await.unwrap().logins[0].id;
        // Few cores hash for long; nobody of these is guessing.
        let now = instant("2026-03-01T00:00:00Z");
        it.service.clock().set(now);
        let mut tries = tokio::task::JoinSet::new();
        for number in 0..64 {
            let (service, token) = (it.service.clone(), token.clone());
            tries.spawn(async move {
                let new = format!("password {number:04}");
                let passwords = [PASSWORD, new.as_str()];
                service.change_password(id, &token, login, passwords, Language::En, HERE).await.is_ok()
            });
        }
        let changed = tries.join_all().await.into_iter().filter(|changed| *changed).count();
        assert_eq!(changed, 1);
    }
}
