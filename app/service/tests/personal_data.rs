//! Taking everything away, on both databases.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{
    Fixture, instant, on_every_database,
    somebody::{EMAIL, HERE, data, somebody},
};
use domain::{
    profile::LoginKind::{Personal, Work},
    role::Role,
};
use service::{
    Actor,
    profiles::Attested,
    results::{ExamResult, Person},
    store::links,
};
use uuid::Uuid;
use words::Language;

/// A column that the file does not have, and why.
type LeftOut = (&'static str, &'static str);

/// Tables with the list of the file that has their rows, and their columns that it does not have.
const TAKEN: [(&str, &str, &[LeftOut]); 23] = [
    (
        "learner",
        "person",
        &[
            ("search_name", "the name once more"),
            ("calendar_hash", "a secret's hash; `has_calendar` says that there is one"),
        ],
    ),
    ("former_id", "former_ids", &[]),
    ("role", "roles", &[("learner_id", "the person")]),
    (
        "login",
        "logins",
        &[
            ("learner_id", "the person"),
            ("password_hash", "a secret's hash; `has_password` says that there is one"),
            ("search_email", "the address once more"),
        ],
    ),
    ("session", "sessions", &[("token_hash", "a secret's hash")]),
    ("proof", "proofs", &[("token_hash", "a secret's hash")]),
    ("support_request", "support_requests", &[("learner_id", "the person")]),
    (
        "attestation",
        "attestations",
        &[("id", "nothing refers to it"), ("actor_id", "somebody else: who of support")],
    ),
    ("sign_in_failure", "failed_sign_ins", &[("subject", "as `email`")]),
    ("learning_profile", "learning_profiles", &[("learner_id", "the person")]),
    ("certification_profile", "certification_profiles", &[("learner_id", "the person")]),
    (
        "connection",
        "certification_profiles",
        &[
            ("certification_profile_id", "as `id`"),
            ("learning_profile_id", "the person has one at most"),
        ],
    ),
    (
        "credential",
        "credentials",
        &[
            ("certification_id", "as `certification`"),
            ("mail_at", "worked out from the dates: when to look whether a mail is due"),
        ],
    ),
    (
        "ledger",
        "history",
        &[
            ("id", "nothing refers to it"),
            ("actor", "somebody else: who extended it"),
            ("extension_id", "an act for many; why is in `reason`"),
        ],
    ),
    (
        "attempt",
        "attempts",
        &[
            ("version_id", "as `version`"),
            ("seed", "a random number; what came of it is in `drawn`"),
        ],
    ),
    ("answer", "answers", &[]),
    ("exam_result", "exam_results", &[]),
    (
        "waiting_result",
        "waiting_results",
        &[
            ("known_by", "always `login`: a known profile's results do not wait"),
            ("profile_id", "always null, as they are known by a login"),
        ],
    ),
    (
        "mail",
        "mails",
        &[
            ("learner_id", "the person"),
            ("next_try_at", "how the program takes turns in sending"),
            ("lease", "how the program takes turns in sending"),
        ],
    ),
    ("link", "mail_links", &[("token_hash", "a secret's hash")]),
    ("address_request", "address_requests", &[]),
    (
        "audit",
        "audit",
        &[
            ("id", "nothing refers to it"),
            ("actor_kind", "as `by`"),
            ("actor_id", "perhaps somebody else; `by` says what they are to the person"),
            ("learner_id", "the person"),
        ],
    ),
    ("sign_in_failure", "asked_mails", &[("subject", "as `email`"), ("failures", "as `asked`")]),
];

/// Tables of which nothing is in the file, and why.
const LEFT: [(&str, &str); 12] = [
    ("exam", "the catalogue"),
    ("certification", "the catalogue"),
    ("assessment_version", "the catalogue"),
    ("question", "the catalogue"),
    ("question_text", "the catalogue"),
    ("question_key", "the catalogue, and nobody sees it (A11)"),
    ("api_key", "of other programs"),
    ("extension", "an act of office for many; the persons' part of it is in their history"),
    ("oidc_flow", "a sign-in under way, for minutes: nobody is known yet"),
    ("mail_policy", "of the program"),
    ("sample_filling", "of the program"),
    ("_sqlx_migrations", "of the program"),
];

on_every_database! {
    async fn the_download_has_everything_of_oneself_and_nothing_of_others(it: Fixture) {
        let (id, token, [held, open]) = somebody(&it).await;
        let (other, _) = it.holder("administrator", Some("2026-05-10")).await;
        let data = data(&it, id).await;
        let count = |list: &str| data[list].as_array().unwrap().len();
        for (list, length) in [
            ("person", 2),
            ("logins", 1),
            ("sessions", 1),
            ("proofs", 1),
            ("support_requests", 1),
            ("attestations", 1),
            ("failed_sign_ins", 1),
            ("learning_profiles", 1),
            ("certification_profiles", 1),
            ("credentials", 2),
            ("history", 3),
            ("attempts", 3),
            ("exam_results", 1),
        ] {
            assert_eq!(count(list), length, "{list}");
        }
        assert!(count("answers") > 8 && count("mails") > 0);
        assert_eq!(data["person"][0]["display_name"], "Mina Ferrars");
        assert_eq!(data["logins"][0]["email"], EMAIL);
        assert_eq!(data["credentials"][0]["certification"], "administrator");
        assert_eq!(data["attempts"][2]["state"], "open");
        let acts: Vec<_> =
            data["audit"].as_array().unwrap().iter().map(|act| &act["action"]).collect();
        assert_eq!(acts[..2], ["data_downloaded", "person_viewed"]);
        assert_eq!(data["audit"][1]["by"], "staff");

        let text = data.to_string();
        let logins = data["logins"].as_array().unwrap();
        assert!(logins.iter().all(|login| login.get("password_hash").is_none()));
        for secret in [&token, "argon2", "SECRET", &other.to_string()] {
            assert!(!text.contains(secret), "{secret}");
        }
        assert!(text.contains(&held.to_string()) && text.contains(&open.to_string()));
    }

    async fn every_column_is_in_the_download_or_left_out_for_a_reason(it: Fixture) {
        let (id, ..) = somebody(&it).await;
        let data = data(&it, id).await;
        for (table, column) in it.columns().await {
            let mut lists = TAKEN.iter().filter(|(taken, ..)| *taken == table).peekable();
            let left = LEFT.iter().any(|(left, _)| *left == table);
            assert_ne!(lists.peek().is_some(), left, "{table}: in the file, or left out, why?");
            for (_, list, out) in lists {
                let row = data[list][0].as_object().unwrap_or_else(|| panic!("{list} is empty"));
                let out = out.iter().any(|(out, _)| *out == column);
                assert_ne!(row.contains_key(&column), out, "{table}.{column}: in {list}, or why not?");
            }
        }
    }

    async fn p7_the_download_has_what_merged_accounts_had(it: Fixture) {
        const WHY: &str = "saw both passports";
        let (one, other, third) =
            (it.person(true).await, it.person(true).await, it.person(true).await);
        let (support, stranger) = (it.person(true).await, it.person(true).await);
        it.service.give_role(Actor::Program, support.id, Role::Support).await.unwrap();
        let attest = async |target, source| {
            let what = Attested::Merge { target, source };
            it.service.attest(support.id, what, WHY).await.unwrap();
        };
        // A password asked for, with its link, before the account went.
        it.service.forgot_password(&format!("{}@example.com", third.id), Language::En, HERE).await.unwrap();
        let asked: Vec<(Uuid,)> = it.read_by_hand("SELECT id FROM mail".to_owned()).await;
        let [(asked,)] = asked[..] else { panic!("{asked:?}") };
        let mut transaction = it.store.begin().await.unwrap();
        links::add(&mut transaction.on(), &[asked], it.service.now()).await.unwrap();
        transaction.commit().await.unwrap();
        // The third goes into the second, and that into the first.
        attest(other.profile, third.profile).await;
        it.service.merge_profiles(&other.token, third.profile).await.unwrap();
        it.prove(&one.token, other.login).await;
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        // Somebody wants to register with an address that only a provider's login has.
        let elsewhere = it.add_login(one.id, None, Personal).await;
        let address = format!("{elsewhere}@example.org");
        it.service.register(&address, Language::En, HERE).await.unwrap();
        // Support stands for a merge that has not come about.
        attest(stranger.profile, one.profile).await;

        let theirs = data(&it, one.id).await;
        let all = |list: &str, field: &str| {
            let rows = theirs[list].as_array().unwrap().iter();
            let mut all: Vec<_> = rows.map(|row| row[field].as_str().unwrap().to_owned()).collect();
            all.sort_unstable();
            all
        };
        let sorted = |mut ids: Vec<Uuid>| {
            ids.sort_unstable();
            ids.iter().map(Uuid::to_string).collect::<Vec<_>>()
        };
        let old = vec![other.id, other.profile, third.id, third.profile];
        assert_eq!(all("former_ids", "id"), sorted(old));
        assert_eq!(
            all("attestations", "other_id"),
            sorted(vec![third.profile, one.profile])
        );
        assert_eq!(all("attestations", "reason"), [WHY; 2]);
        assert_eq!(all("address_requests", "purpose"), ["register", "reset_password"]);
        assert_eq!(all("mail_links", "mail_id"), [asked.to_string()]);
        let mut kinds = vec!["confirm_address", "reset_password"];
        kinds.splice(1..1, ["profiles_merged"; 4]); // to the account that stays, and the one that goes
        assert_eq!(all("mails", "kind"), kinds);

        let strangers = data(&it, stranger.id).await;
        assert_eq!(strangers["mails"], serde_json::json!([]));
        assert_eq!(strangers["attestations"].as_array().unwrap().len(), 1);
    }

    async fn x4_a_waiting_result_is_shown_to_the_one_it_can_be_of(it: Fixture) {
        let send = async |id: &str, address: &str| {
            let result = ExamResult {
                result_id: id.to_owned(),
                person: Person::Login(address.to_owned()),
                exam: "AZ-104".to_owned(),
                passed: true,
                taken_at: instant("2026-02-01T09:00:00Z"),
                beta: false,
            };
            it.service.record_results(Actor::Program, &[result]).await.unwrap();
        };
        let (one, other) = (it.person(true).await, it.person(true).await);
        let work = it.add_login(one.id, None, Work).await;
        send("w", &format!("{work}@example.org")).await;
        let waits = async |learner| {
            let waiting = data(&it, learner).await["waiting_results"].clone();
            waiting.as_array().unwrap().iter().map(|row| row["result_id"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(waits(one.id).await, ["w"]);
        assert_eq!(waits(other.id).await, [""; 0]);
        // Somebody else claims the address too: nobody knows whose the result is.
        let claimed = it.add_login(other.id, None, Work).await;
        let claim = format!(
            "UPDATE login SET email = '{work}@example.org' WHERE email = '{claimed}@example.org'"
        );
        it.by_hand(&claim).await;
        for learner in [one.id, other.id] {
            assert_eq!(waits(learner).await, [""; 0]);
        }
    }
}
