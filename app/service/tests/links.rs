//! Where links of mails lead, and accounts by mail, on both databases.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::net::{IpAddr, Ipv4Addr};

use chrono::TimeDelta;
use common::{Fixture, on_every_database};
use domain::{
    audit::Action,
    decision::Decision,
    notice::Kind,
    profile::Refusal,
    view::{AboutCredential, Follower, LinkSubject},
};
use serde_json::json;
use service::{
    Error, Invalid, SignInError, SignInFrom,
    links::Mute,
    store::mail::{self, NewMail},
};
use tokio::task::JoinSet;
use uuid::Uuid;
use words::Language;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const LIN: &str = "lin@example.com";
const PASSWORD: &str = "the first password";
const ANOTHER: &str = "the second password";

fn from() -> SignInFrom {
    SignInFrom { address: HERE, device: String::new() }
}

async fn lin(it: &Fixture) -> Uuid {
    it.service.create_learner("Lin", LIN, PASSWORD).await.unwrap()
}

async fn sign_in(it: &Fixture, email: &str, password: &str) -> Result<String, SignInError> {
    Ok(it.service.sign_in(email, password, &from()).await?.token)
}

/// A mail about a credential, of its present cycle.
async fn reminder(it: &Fixture, kind: &str, credential: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    let by_hand = format!(
        "INSERT INTO mail (id, kind, learner_id, credential_id, cycle, detail, due_at, state,
            next_try_at) SELECT {}, '{kind}', p.learner_id, k.id, k.cycle, '{{}}', k.cycle_at,
            'queued', k.cycle_at FROM (SELECT *, '2026-03-01T12:00:00+00:00'{} AS cycle_at
            FROM credential) k
            JOIN certification_profile p ON p.id = k.certification_profile_id
            WHERE k.id = {} RETURNING kind",
        literal(it, id),
        if matches!(it.store, service::store::Store::Postgres(_)) { "::timestamptz" } else { "" },
        literal(it, credential),
    );
    assert_eq!(it.select::<(String,)>(&by_hand).await.len(), 1);
    id
}

/// An id as SQL has it.
fn literal(it: &Fixture, id: Uuid) -> String {
    match it.store {
        service::store::Store::Sqlite { .. } => format!("X'{}'", id.simple()),
        service::store::Store::Postgres(_) => format!("'{id}'"),
    }
}

/// What a link says of its credential to somebody.
async fn about(it: &Fixture, link: &str, learner: Option<Uuid>) -> AboutCredential {
    let followed = it.service.follow(link, learner, Language::En).await.unwrap();
    let LinkSubject::Credential(about) = followed.subject else { panic!("{:?}", followed.subject) };
    *about
}

async fn subject(it: &Fixture, link: &str) -> LinkSubject {
    it.service.follow(link, None, Language::En).await.unwrap().subject
}

on_every_database! {
    async fn n4_a_link_says_what_is_the_case_now(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let link = it.link(reminder(&it, "window_opened", credential).await).await;
        let decision = async || {
            let about = about(&it, &link, None).await;
            assert_eq!(about.credential.id, credential);
            (about.credential.standing.decision, about.renewed)
        };
        it.at("2025-11-01T00:00:00Z");
        assert_eq!(decision().await, (Decision::NotOpen, false));
        it.at("2026-03-01T12:00:00Z");
        assert_eq!(decision().await, (Decision::Renewable, false));
        let attempt = it.start(learner, credential).await.unwrap();
        assert_eq!(decision().await, (Decision::AttemptOpen, false));
        it.service.submit(learner, attempt.id).await.unwrap();
        assert!(!it.sit(learner, credential, 0).await);
        assert_eq!(decision().await, (Decision::CoolingDown, false));
        let failure = it.link_of("failure").await;
        assert!(about(&it, &failure, None).await.attempt_id.is_some());
        assert!(!about(&it, &failure, None).await.reminder);
        it.at("2026-03-03T12:00:00Z");
        assert!(it.sit(learner, credential, 4).await);
        assert_eq!(decision().await, (Decision::NotOpen, true));
        let receipt = it.link_of("receipt").await;
        let about = about(&it, &receipt, Some(learner)).await;
        assert!(about.renewed && !about.muted);
        it.at("2027-06-01T00:00:00Z");
        assert_eq!(decision().await, (Decision::Expired, true));
    }

    async fn n4_who_follows(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let (other, _) = it.learner(true).await;
        let link = it.link(reminder(&it, "reminder_30", credential).await).await;
        for (who, expected) in [
            (None, Follower::Stranger),
            (Some(learner), Follower::Addressee),
            (Some(other), Follower::Other),
        ] {
            let followed = it.service.follow(&link, who, Language::En).await.unwrap();
            assert_eq!(followed.follower, expected);
        }
        for unknown in ["", "0", &link[1..], &link.to_uppercase(), &"f".repeat(32)] {
            let followed = it.service.follow(unknown, None, Language::En).await;
            assert!(matches!(followed, Err(Error::NotFound)), "{unknown}");
        }
    }

    async fn n4_looking_changes_nothing(it: Fixture) {
        it.limit(30).await;
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let link = it.link(reminder(&it, "reminder_30", credential).await).await;
        it.service.register("new@example.com", Language::En, HERE).await.unwrap();
        let waits = it.link_of("confirm_address").await;
        it.start(learner, credential).await.unwrap();
        // An attempt whose time has run out is ended by whoever goes on, not by looking.
        it.at("2026-03-01T13:00:00Z");
        let before = it.everything().await;
        for link in [&link, &waits] {
            for who in [None, Some(learner)] {
                it.service.follow(link, who, Language::En).await.unwrap();
            }
        }
        assert_eq!(it.everything().await, before);
        assert_eq!(about(&it, &link, None).await.credential.open_attempt_id, None);
    }

    async fn n6_reminders_are_muted_by_their_links_only(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let link = it.link(reminder(&it, "reminder_30", credential).await).await;
        assert!(!it.sit(learner, credential, 0).await);
        let failure = it.link_of("failure").await;
        for what in [Mute::Certification, Mute::All] {
            let muted = it.service.mute_by_link(&failure, what).await;
            assert!(matches!(muted, Err(Error::NotFound)));
        }
        assert!(!about(&it, &link, None).await.muted);
        for _ in 0..2 {
            it.service.mute_by_link(&link, Mute::Certification).await.unwrap();
        }
        assert!(about(&it, &link, None).await.muted);
        let muted = it.select::<(i64,)>("SELECT COUNT(*) FROM credential WHERE muted_at IS NOT NULL").await;
        assert_eq!(muted, [(1,)]);
        let all = "SELECT COUNT(*) FROM learner WHERE reminders_muted_at IS NOT NULL";
        assert_eq!(it.select::<(i64,)>(all).await, [(0,)]);
        it.service.mute_by_link(&link, Mute::All).await.unwrap();
        assert_eq!(it.select::<(i64,)>(all).await, [(1,)]);
        let trail = it.service.trail(learner, None, Language::En).await.unwrap();
        let muted: Vec<_> =
            trail.acts.iter().filter(|act| act.action == "reminders_muted").collect();
        assert_eq!(muted.len(), 2, "written once each");
        assert_eq!(muted[1].detail.as_deref(), Some("administrator"));
    }

    async fn registering_takes_the_mail_of_the_address(it: Fixture) {
        let asked = it.service.register(" New@Example.com", Language::ZhCn, HERE).await.unwrap();
        assert_eq!(asked, "n•••@e•••.com");
        let mail = it.last("confirm_address").await;
        assert_eq!(mail.address.as_deref(), Some("new@example.com"));
        assert_eq!((mail.learner_id, mail.detail.0), (None, json!({ "language": "zh-CN" })));
        let link = it.link_of("confirm_address").await;
        let LinkSubject::Waits(Kind::ConfirmAddress, masked) = subject(&it, &link).await else {
            panic!("it waits")
        };
        assert_eq!(masked, asked);

        let create = async |name: &str, password: &str| {
            it.service.create_account(&link, name, password, Language::ZhCn, &from()).await
        };
        assert!(matches!(create("", PASSWORD).await, Err(Error::Invalid(Invalid::Name))));
        assert!(matches!(create("Lin", "short").await, Err(Error::Invalid(Invalid::Password))));
        let session = create(" Lin ", PASSWORD).await.unwrap();
        let who = it.service.who(&session.token).await.unwrap().unwrap();
        assert_eq!((who.name.as_str(), who.email.as_str()), ("Lin", "new@example.com"));
        assert_eq!(who.language, Some(Language::ZhCn));
        assert!(matches!(create("Lin", PASSWORD).await, Err(Error::NotFound)), "used");
        assert!(matches!(subject(&it, &link).await, LinkSubject::Over(Kind::ConfirmAddress)));
        sign_in(&it, "new@example.com", PASSWORD).await.unwrap();
        assert_eq!(it.last("confirm_address").await.learner_id, Some(who.id), "theirs now");
        let trail = it.service.trail(who.id, None, Language::En).await.unwrap();
        let acts: Vec<_> = trail.acts.iter().map(|act| act.action.as_str()).collect();
        assert_eq!(acts, ["signed_in", "signed_in", "account_created"]);
    }

    async fn of_64_who_register_with_one_link_one_does(it: Fixture) {
        it.service.register(LIN, Language::En, HERE).await.unwrap();
        let mail = it.last("confirm_address").await.id;
        // Every try to send has a link of its own, and they are the same request.
        let links = [it.link(mail).await, it.link(mail).await];
        // Another request for the same address at the same time.
        it.service.register(LIN, Language::En, HERE).await.unwrap();
        let another = it.link_of("confirm_address").await;
        let mut tries = JoinSet::new();
        for number in 0..64 {
            let link = if number % 4 == 3 { &another } else { &links[number % 2] }.clone();
            let service = it.service.clone();
            tries.spawn(async move {
                match service.create_account(&link, "Lin", PASSWORD, Language::En, &from()).await {
                    Ok(_) => true,
                    Err(Error::NotFound | Error::AddressTaken) => false,
                    Err(error) => panic!("{error}"),
                }
            });
        }
        let made = tries.join_all().await.into_iter().filter(|made| *made).count();
        assert_eq!(made, 1);
        assert_eq!(it.select::<(i64,)>("SELECT COUNT(*) FROM learner").await, [(1,)]);
        assert_eq!(it.select::<(i64,)>("SELECT COUNT(*) FROM session").await, [(1,)]);
        for link in links.iter().chain([&another]) {
            assert!(matches!(subject(&it, link).await, LinkSubject::Over(_)));
        }
    }

    async fn a_link_of_an_address_is_good_for_ten_minutes(it: Fixture) {
        lin(&it).await;
        it.service.register("new@example.com", Language::En, HERE).await.unwrap();
        it.service.forgot_password(LIN, Language::En, HERE).await.unwrap();
        let links = [it.link_of("confirm_address").await, it.link_of("reset_password").await];
        let made = it.service.now();
        let good = made + TimeDelta::minutes(10);
        it.service.clock().set(good);
        for link in &links {
            assert!(matches!(subject(&it, link).await, LinkSubject::Over(_)), "half open");
        }
        let made = it.service.create_account(&links[0], "Lin", PASSWORD, Language::En, &from()).await;
        assert!(matches!(made, Err(Error::NotFound)));
        let reset = it.service.reset_password(&links[1], ANOTHER, Language::En, HERE).await;
        assert!(matches!(reset, Err(Error::NotFound)));
        // From the making of the link: a mail that went out late has its ten minutes too.
        let late = it.link_of("confirm_address").await;
        assert!(matches!(subject(&it, &late).await, LinkSubject::Waits(..)));
        it.service.clock().set(good - TimeDelta::seconds(30));
        it.service.reset_password(&links[1], ANOTHER, Language::En, HERE).await.unwrap();
        it.service.create_account(&links[0], "Lin", PASSWORD, Language::En, &from()).await.unwrap();
    }

    async fn whoever_has_an_account_is_told_so_by_mail_alone(it: Fixture) {
        let id = lin(&it).await;
        let known = it.service.register(LIN, Language::En, HERE).await.unwrap();
        let unknown = it.service.register("lix@example.com", Language::En, HERE).await.unwrap();
        assert_eq!(known, unknown);
        assert_eq!(it.outbox().await, [
            ("already_registered".to_owned(), Some(LIN.to_owned())),
            ("confirm_address".to_owned(), Some("lix@example.com".to_owned())),
        ]);
        assert_eq!(it.last("already_registered").await.learner_id, Some(id));
        let link = it.link_of("already_registered").await;
        assert!(matches!(subject(&it, &link).await, LinkSubject::Account(Kind::AlreadyRegistered)));

        let known = it.service.forgot_password(LIN, Language::En, HERE).await.unwrap();
        let unknown = it.service.forgot_password("lix@example.com", Language::En, HERE).await.unwrap();
        assert_eq!(known, unknown);
        let kinds: Vec<_> = it.outbox().await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds[2..], ["reset_password"]);
    }

    async fn an_address_that_is_taken_meanwhile_is_not_taken_again(it: Fixture) {
        it.service.register(LIN, Language::En, HERE).await.unwrap();
        let link = it.link_of("confirm_address").await;
        lin(&it).await;
        let made = it.service.create_account(&link, "Lin", PASSWORD, Language::En, &from()).await;
        assert!(matches!(made, Err(Error::AddressTaken)));
        assert_eq!(it.select::<(i64,)>("SELECT COUNT(*) FROM learner").await, [(1,)]);
    }

    async fn many_mails_to_one_address_are_slowed_down(it: Fixture) {
        lin(&it).await;
        let unusable = it.service.register("lin", Language::En, HERE).await;
        assert!(matches!(unusable, Err(SignInError::Error(Error::Invalid(Invalid::Address)))));
        let here = |number: u8| IpAddr::from([192, 0, 2, number]);
        for address in [LIN, "unknown@example.com"] {
            for number in 0..3 {
                it.service.forgot_password(address, Language::En, here(number)).await.unwrap();
            }
            let now = it.service.now();
            let slowed = it.service.register(address, Language::En, here(9)).await;
            let Err(SignInError::SlowDown { until }) = slowed else { panic!("{slowed:?}") };
            assert!(until > now && until <= now + TimeDelta::seconds(64), "{until}");
        }
        // It is no brake on signing in.
        sign_in(&it, LIN, PASSWORD).await.unwrap();
        for number in 0..50 {
            let address = format!("a{number}@example.com");
            it.service.register(&address, Language::En, here(200)).await.unwrap();
        }
        let slowed = it.service.register("a@example.com", Language::En, here(200)).await;
        assert!(matches!(slowed, Err(SignInError::SlowDown { .. })));
    }

    async fn another_password_ends_all_sessions_and_all_requests(it: Fixture) {
        let id = lin(&it).await;
        let token = sign_in(&it, LIN, PASSWORD).await.unwrap();
        it.service.forgot_password(LIN, Language::En, HERE).await.unwrap();
        let first = it.link_of("reset_password").await;
        it.service.forgot_password(LIN, Language::En, HERE).await.unwrap();
        let second = it.link_of("reset_password").await;
        let short = it.service.reset_password(&second, "short", Language::En, HERE).await;
        assert!(matches!(short, Err(Error::Invalid(Invalid::Password))));
        let mut tries = JoinSet::new();
        for number in 0..64 {
            let link = if number % 2 == 0 { &first } else { &second }.clone();
            let service = it.service.clone();
            tries.spawn(async move {
                let password = format!("{ANOTHER} {number}");
                let set = service.reset_password(&link, &password, Language::En, HERE).await;
                assert!(matches!(set, Ok(()) | Err(Error::NotFound)), "{set:?}");
                set.is_ok().then_some(password)
            });
        }
        let set: Vec<_> = tries.join_all().await.into_iter().flatten().collect();
        assert_eq!(set.len(), 1);
        assert!(it.service.who(&token).await.unwrap().is_none(), "ended");
        assert!(matches!(sign_in(&it, LIN, PASSWORD).await, Err(SignInError::Wrong)));
        sign_in(&it, LIN, &set[0]).await.unwrap();
        let told = it.queued().await.into_iter().filter(|mail| mail.kind == "password_changed");
        let told: Vec<_> = told.map(|mail| (mail.learner_id, mail.address)).collect();
        assert_eq!(told, [(Some(id), Some(LIN.to_owned()))]);
        for link in [&first, &second] {
            assert!(matches!(subject(&it, link).await, LinkSubject::Over(_)));
        }
        let trail = it.service.trail(id, None, Language::En).await.unwrap();
        assert!(trail.acts.iter().any(|act| act.action == "password_changed"));
    }

    async fn p7_a_proof_in_another_account_ends_with_the_sessions(it: Fixture) {
        let thief = it.person(true).await;
        let id = lin(&it).await;
        let token = sign_in(&it, LIN, PASSWORD).await.unwrap();
        let facts = it.facts(id).await;
        let (login, profile) = (facts.logins[0].id, facts.profiles[0].id);
        let new = "new@example.com";
        for (way, email, password) in [
            ("sessions", LIN, PASSWORD),
            ("password", LIN, PASSWORD),
            ("address", LIN, ANOTHER),
            ("mail", new, ANOTHER),
        ] {
            it.service.prove_password(&thief.token, email, password, &from()).await.unwrap();
            let hers = it.service.profiles_page(id, &token).await.unwrap();
            assert!(hers.logins[0].proved, "{way}: in the session that goes on it stays");
            match way {
                "sessions" => it.service.end_other_sessions(id, &token).await.unwrap(),
                "password" => {
                    let passwords = [PASSWORD, ANOTHER];
                    it.service.change_password(id, &token, login, passwords, Language::En, HERE).await.unwrap();
                }
                "address" => {
                    it.service.ask_address(id, login, ANOTHER, new, Language::En, HERE).await.unwrap();
                    let link = it.link_of("change_address").await;
                    it.service.change_address(id, &token, &link, Language::En).await.unwrap();
                }
                _ => {
                    it.service.forgot_password(new, Language::En, HERE).await.unwrap();
                    let link = it.link_of("reset_password").await;
                    it.service.reset_password(&link, PASSWORD, Language::En, HERE).await.unwrap();
                }
            }
            let merged = it.service.merge_profiles(&thief.token, profile).await;
            let refused = matches!(merged, Err(Error::Profiles(Refusal::NotProven)));
            assert!(refused, "{way}: {merged:?}");
        }
    }

    async fn p7_who_is_proven_in_another_account_can_read_so(it: Fixture) {
        let other = it.person(true).await;
        let id = lin(&it).await;
        let token = sign_in(&it, LIN, PASSWORD).await.unwrap();
        for session in [&token, &other.token] {
            it.service.prove_password(session, LIN, PASSWORD, &from()).await.unwrap();
        }
        assert_eq!(it.recorded(id, Action::LoginProven).await, 1, "in the own session it is no news");
        let trail = it.service.trail(id, None, Language::En).await.unwrap();
        let [line, ..] = trail.acts.as_slice() else { panic!("{trail:?}") };
        assert_eq!((line.what.as_str(), line.who.as_str()), ("Login proven", "another account"));
        let data = serde_json::to_value(it.service.personal_data(id).await.unwrap()).unwrap();
        assert_eq!(data["audit"][1]["by"], "another");
        assert_eq!(it.recorded(other.id, Action::LoginProven).await, 0);
    }

    async fn mails_are_in_the_language_of_the_page_that_caused_them(it: Fixture) {
        lin(&it).await;
        it.service.forgot_password(LIN, Language::ZhCn, HERE).await.unwrap();
        let link = it.link_of("reset_password").await;
        it.service.reset_password(&link, ANOTHER, Language::ZhCn, HERE).await.unwrap();
        for kind in ["reset_password", "password_changed"] {
            assert_eq!(it.last(kind).await.detail.0, json!({ "language": "zh-CN" }), "{kind}");
        }
    }

    async fn who_was_locked_out_by_guessing_gets_in_by_mail(it: Fixture) {
        lin(&it).await;
        while !matches!(sign_in(&it, LIN, "wrong").await, Err(SignInError::SlowDown { .. })) {}
        it.service.forgot_password(LIN, Language::En, HERE).await.unwrap();
        let link = it.link_of("reset_password").await;
        it.service.reset_password(&link, ANOTHER, Language::En, HERE).await.unwrap();
        sign_in(&it, LIN, ANOTHER).await.unwrap();
    }

    async fn another_address_is_proven_and_the_old_one_told(it: Fixture) {
        let id = lin(&it).await;
        let token = sign_in(&it, LIN, PASSWORD).await.unwrap();
        let elsewhere = sign_in(&it, LIN, PASSWORD).await.unwrap();
        let login = it.service.account(id, &token).await.unwrap().logins[0].id;
        let ask = async |password: &str, address: &str| {
            it.service.ask_address(id, login, password, address, Language::ZhCn, HERE).await
        };
        assert!(matches!(ask("wrong", "new@example.com").await, Err(SignInError::Wrong)));
        for odd in ["new", LIN, "LIN@example.com "] {
            let asked = ask(PASSWORD, odd).await;
            assert!(matches!(asked, Err(SignInError::Error(Error::Invalid(Invalid::Address)))));
        }
        let (other, _) = it.learner(true).await;
        let not_theirs = it.service
            .ask_address(other, login, PASSWORD, "n@example.com", Language::En, HERE)
            .await;
        assert!(matches!(not_theirs, Err(SignInError::Error(Error::NotFound))));
        assert_eq!(it.outbox().await, []);

        assert_eq!(ask(PASSWORD, "New@example.com").await.unwrap(), "n•••@e•••.com");
        let mail = it.last("change_address").await;
        assert_eq!(mail.address.as_deref(), Some("new@example.com"));
        let link = it.link_of("change_address").await;
        let followed = it.service.follow(&link, Some(other), Language::En).await.unwrap();
        assert_eq!(followed.follower, Follower::Other);
        let change = async |who| it.service.change_address(who, &token, &link, Language::ZhCn).await;
        assert!(matches!(change(other).await, Err(Error::NotFound)));
        change(id).await.unwrap();
        assert!(matches!(change(id).await, Err(Error::NotFound)), "used");
        sign_in(&it, "new@example.com", PASSWORD).await.unwrap();
        assert!(matches!(sign_in(&it, LIN, PASSWORD).await, Err(SignInError::Wrong)));
        assert!(it.service.who(&token).await.unwrap().is_some());
        assert!(it.service.who(&elsewhere).await.unwrap().is_none());
        let told = it.last("address_changed").await;
        assert_eq!((told.learner_id, told.address.as_deref()), (Some(id), Some(LIN)));
        assert_eq!(told.detail.0, json!({
            "before": "l•••@e•••.com", "after": "n•••@e•••.com", "language": "zh-CN",
        }));
    }

    async fn of_64_who_want_one_address_one_gets_it(it: Fixture) {
        let mut tries = JoinSet::new();
        let mut begun = Vec::new();
        for number in 0..8 {
            let email = format!("lin{number}@example.com");
            let id = it.service.create_learner("Lin", &email, PASSWORD).await.unwrap();
            let token = sign_in(&it, &email, PASSWORD).await.unwrap();
            let login = it.service.account(id, &token).await.unwrap().logins[0].id;
            let from = IpAddr::from([192, 0, 2, number]);
            // Asked for in turn, so that nobody is slowed down.
            it.service.clock().set(it.service.now() + TimeDelta::minutes(70));
            it.service
                .ask_address(id, login, PASSWORD, "one@example.com", Language::En, from)
                .await
                .unwrap();
            begun.push((id, token, it.last("change_address").await.id));
        }
        for (id, token, mail) in begun {
            let link = it.link(mail).await;
            for _ in 0..8 {
                let (service, token, link) = (it.service.clone(), token.clone(), link.clone());
                tries.spawn(async move {
                    match service.change_address(id, &token, &link, Language::En).await {
                        Ok(()) => true,
                        Err(Error::NotFound | Error::AddressTaken) => false,
                        Err(error) => panic!("{error}"),
                    }
                });
            }
        }
        let changed = tries.join_all().await.into_iter().filter(|changed| *changed).count();
        assert_eq!(changed, 1);
    }

    async fn what_waited_is_forgotten_after_a_day(it: Fixture) {
        let id = lin(&it).await;
        it.service.register("new@example.com", Language::En, HERE).await.unwrap();
        it.service.forgot_password(LIN, Language::En, HERE).await.unwrap();
        it.link_of("confirm_address").await;
        let late = it.link_of("reset_password").await;
        it.service.clean_up().await.unwrap();
        assert_eq!(it.select::<(i64,)>("SELECT COUNT(*) FROM address_request").await, [(2,)]);
        it.service.clock().set(it.service.now() + TimeDelta::hours(25));
        it.service.clean_up().await.unwrap();
        assert_eq!(it.select::<(i64,)>("SELECT COUNT(*) FROM address_request").await, [(0,)]);
        let left: Vec<_> = it.queued().await.into_iter().map(|mail| mail.learner_id).collect();
        assert_eq!(left, [Some(id)], "nothing is kept of those without an account");
        assert!(matches!(subject(&it, &late).await, LinkSubject::Over(_)));
    }

    async fn n2_a_security_notice_has_its_cause(it: Fixture) {
        let person = it.person(false).await;
        for _ in 0..2 {
            it.service.connect_profiles(&person.token).await.unwrap();
        }
        assert_eq!(it.outbox().await, [("profiles_connected".to_owned(), None)]);

        let (person, learning) = it.misaligned().await;
        it.prove(&person.token, learning).await;
        it.service.replace_personal_login(&person.token, person.login).await.unwrap();
        let told: Vec<_> =
            it.queued().await.into_iter().filter(|mail| mail.kind == "login_replaced").collect();
        let [before, after] = [format!("{learning}@example.org"), format!("{}@example.com", person.id)];
        let addresses: Vec<_> = told.iter().map(|mail| mail.address.clone().unwrap()).collect();
        assert_eq!(addresses, [before.clone(), after.clone()]);
        for mail in told {
            let masked = domain::profile::masked;
            assert_eq!(mail.detail.0, json!({ "before": masked(&before), "after": masked(&after) }));
            assert_eq!(mail.learner_id, Some(person.id));
        }
    }

    async fn n2_a_notice_leads_to_the_account_that_it_was_merged_into(it: Fixture) {
        let (here, there) = (it.person(true).await, it.person(true).await);
        let mut transaction = it.store.begin().await.unwrap();
        let notice = NewMail {
            kind: Kind::PasswordChanged,
            learner_id: Some(there.id),
            address: None,
            detail: json!({}),
            due_at: it.service.now(),
        };
        let mail = mail::queue(&mut transaction.on(), &notice).await.unwrap();
        transaction.commit().await.unwrap();
        let link = it.link(mail).await;
        it.credential(there.profile, "administrator", Some("2026-05-10")).await;
        it.prove(&here.token, there.login).await;
        it.service.merge_profiles(&here.token, there.profile).await.unwrap();
        let followed = it.service.follow(&link, Some(here.id), Language::En).await.unwrap();
        assert_eq!(followed.follower, Follower::Addressee);
        let merged = it.queued().await.into_iter().filter(|mail| mail.kind == "profiles_merged");
        let told: Vec<_> = merged.map(|mail| (mail.learner_id, mail.address)).collect();
        let theirs = format!("{}@example.com", there.id);
        assert_eq!(told, [(Some(here.id), None), (Some(here.id), Some(theirs))]);
    }

    async fn after_the_deletion_no_mail_and_no_request_names_the_person(it: Fixture) {
        it.service.register(LIN, Language::En, HERE).await.unwrap();
        let link = it.link_of("confirm_address").await;
        let made = it.service.create_account(&link, "Lin", PASSWORD, Language::En, &from()).await;
        let token = made.unwrap().token;
        let id = it.service.who(&token).await.unwrap().unwrap().id;
        it.service.register(LIN, Language::En, HERE).await.unwrap();
        it.service.forgot_password(LIN, Language::En, HERE).await.unwrap();
        let link = it.link_of("reset_password").await;
        let data = serde_json::to_value(it.service.personal_data(id).await.unwrap()).unwrap();
        let count = |list: &str| data[list].as_array().unwrap().len();
        assert_eq!((count("mails"), count("mail_links"), count("address_requests")), (3, 2, 2));
        assert_eq!(data["asked_mails"][0]["asked"], 3);

        it.service.delete_account(id, &token, PASSWORD, HERE).await.unwrap();
        let traces: Vec<_> =
            it.everything().await.into_iter().filter(|line| line.contains("lin@")).collect();
        assert_eq!(traces, [""; 0]);
        let followed = it.service.follow(&link, None, Language::En).await;
        assert!(matches!(followed, Err(Error::NotFound)));
    }
}
