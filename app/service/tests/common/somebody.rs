//! Somebody of whom there is something in every table that has anything of people.

use std::net::{IpAddr, Ipv4Addr};

use domain::{audit::Action, role::Role};
use serde_json::{Value, json};
use service::{
    SignInError, SignInFrom,
    store::{
        audit::{self, Actor, Entry},
        links,
    },
};
use uuid::Uuid;
use words::Language;

use super::Fixture;

pub const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
pub const NAME: &str = "Wilhelmina Ferrars";
pub const EMAIL: &str = "w.ferrars@example.org";
pub const PASSWORD: &str = "the first password";

/// Somebody with a history: credentials, attempts passed, failed and open, exam results, mails due,
/// a failed sign-in, acts of others. Says who, the token of a session, and the credentials.
pub async fn somebody(it: &Fixture) -> (Uuid, String, [Uuid; 2]) {
    it.at("2026-03-01T12:00:00Z");
    let id = it.service.create_learner(NAME, EMAIL, PASSWORD).await.unwrap();
    let token = sign_in(it, PASSWORD).await.unwrap();
    let profile = data(it, id).await["certification_profiles"][0]["id"].clone();
    let profile: Uuid = profile.as_str().unwrap().parse().unwrap();
    let files = super::bank(None, &["en", "zh-CN"]);
    it.service.import_questions("architect", &files).await.unwrap();
    let held = it.credential(profile, "administrator", Some("2026-05-10")).await;
    let open = it.credential(profile, "architect", Some("2026-05-10")).await;
    assert!(!it.sit(id, held, 0).await);
    assert!(it.sit(id, held, 4).await);
    let attempt = it.start(id, open).await.unwrap();
    it.answer(id, &attempt, 1).await;
    it.by_hand(
        "INSERT INTO exam_result SELECT 'r-1', id, 'AZ-104', '1', '0', '2025-05-10 00:00:00+00:00',
            '2025-05-10 00:00:00+00:00' FROM certification_profile
            LIMIT 1",
    )
    .await;
    // P6, P7: an account that was merged into hers, a request to support, what support stood for, and
    // a result that has not found her.
    let before = it.service.create_learner("Wilhelmina", "w@old.example", PASSWORD).await.unwrap();
    it.service.set_name(before, "Wilhelmina Before").await.unwrap();
    for sql in [
        "INSERT INTO former_id SELECT o.id, 'learner', p.id, p.created_at FROM learner o, learner p
            WHERE o.display_name = 'Wilhelmina Before' AND p.display_name = 'Wilhelmina Ferrars'",
        "UPDATE learner SET deleted_at = created_at WHERE display_name = 'Wilhelmina Before'",
        "INSERT INTO support_request SELECT 'S-1', id, 'misaligned', 'Ferrars is my name',
            created_at, NULL FROM learner WHERE display_name = 'Wilhelmina Ferrars'",
        "INSERT INTO attestation SELECT p.id, 'login_change', p.id, l.id, p.learner_id,
            'Ferrars showed a passport', p.created_at, NULL
            FROM certification_profile p JOIN login l ON l.id = p.personal_login_id
            WHERE l.email = 'w.ferrars@example.org'",
        "INSERT INTO waiting_result SELECT 'r-2', 'login', 'w.ferrars@example.org', NULL, 'AZ-104',
            '1', '0', '2025-05-10 00:00:00+00:00', '2025-05-10 00:00:00+00:00' FROM learner
            WHERE display_name = 'Wilhelmina Ferrars'",
    ] {
        it.by_hand(sql).await;
    }
    // What she may do for others, and a password that she has asked for.
    it.service.give_role(Actor::Program, id, Role::Support).await.unwrap();
    it.service.forgot_password(EMAIL, Language::En, HERE).await.unwrap();
    let asked = "SELECT id FROM mail WHERE kind = 'reset_password'".to_owned();
    let asked: Vec<(Uuid,)> = it.read_by_hand(asked).await;
    let mut transaction = it.store.begin().await.unwrap();
    links::add(&mut transaction.on(), &[asked[0].0], it.service.now()).await.unwrap();
    transaction.commit().await.unwrap();
    it.service.set_name(id, "Mina Ferrars").await.unwrap();
    it.service.set_time_zone(id, Some("Europe/Berlin")).await.unwrap();
    let entry = Entry {
        actor: Actor::Learner(Uuid::now_v7()),
        learner: Some(id),
        action: Action::PersonViewed,
        detail: json!({ "reason": format!("{NAME} called on a Sunday") }),
    };
    let mut transaction = it.store.begin().await.unwrap();
    audit::record(&mut transaction.on(), &entry, it.service.now()).await.unwrap();
    transaction.commit().await.unwrap();
    sign_in(it, "wrong").await.unwrap_err();
    (id, token, [held, open])
}

pub async fn sign_in(it: &Fixture, password: &str) -> Result<String, SignInError> {
    let from = SignInFrom { address: HERE, device: "Typewriter/1.0".into() };
    Ok(it.service.sign_in(EMAIL, password, &from).await?.token)
}

/// The file that a person downloads.
pub async fn data(it: &Fixture, learner: Uuid) -> Value {
    serde_json::to_value(it.service.personal_data(learner).await.unwrap()).unwrap()
}
