//! Signing in, sessions, and the brake on guessing, on both databases.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::net::{IpAddr, Ipv4Addr};

use chrono::TimeDelta;
use common::{Fixture, on_every_database};
use service::{
    SignInError, SignInFrom,
    accounts::{SESSION_AT_MOST, SESSION_IDLE},
};
use tokio::task::JoinSet;

fn from() -> SignInFrom {
    SignInFrom { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "test".into() }
}

on_every_database! {
    async fn a_session_belongs_to_who_signed_in_until_it_ends(it: Fixture) {
        let id = it.service.create_learner("Lin", "Lin@Example.com", "right").await.unwrap();
        let session = it.service.sign_in(" lin@example.COM ", "right", &from()).await.unwrap();
        let learner = it.service.who(&session.token).await.unwrap().unwrap();
        assert_eq!((learner.id, learner.email.as_str()), (id, "lin@example.com"));
        assert_eq!(it.service.who("nonsense").await.unwrap(), None);
        it.service.sign_out(&session.token).await.unwrap();
        assert_eq!(it.service.who(&session.token).await.unwrap(), None);
    }

    async fn a_session_ends_unused_and_at_the_latest_after_a_month(it: Fixture) {
        it.service.create_learner("Lin", "lin@example.com", "right").await.unwrap();
        let begun = it.service.now();
        let unused = it.service.sign_in("lin@example.com", "right", &from()).await.unwrap();
        let used = it.service.sign_in("lin@example.com", "right", &from()).await.unwrap();
        let half_idle = SESSION_IDLE / 2;
        let mut now = begun;
        while now + half_idle < begun + SESSION_AT_MOST {
            now += half_idle;
            it.service.clock().set(now);
            assert!(it.service.who(&used.token).await.unwrap().is_some(), "{now}");
        }
        assert!(it.service.who(&unused.token).await.unwrap().is_none());
        it.service.clock().set(begun + SESSION_AT_MOST + TimeDelta::minutes(1));
        assert!(it.service.who(&used.token).await.unwrap().is_none());
        it.service.clean_up().await.unwrap();
    }

    async fn wrong_address_and_wrong_password_are_told_alike_and_slowed_down(it: Fixture) {
        it.service.create_learner("Lin", "lin@example.com", "right").await.unwrap();
        // However slowly a password is hashed, the tries come at the same moment.
        let now = it.service.now();
        for email in ["lin@example.com", "nobody@example.com"] {
            let mut answers = Vec::new();
            for _ in 0..7 {
                it.service.clock().set(now);
                answers.push(match it.service.sign_in(email, "wrong", &from()).await {
                    Err(SignInError::Wrong) => "wrong",
                    Err(SignInError::SlowDown { .. }) => "slow down",
                    _ => "something else",
                });
            }
            assert_eq!(answers[..5], ["wrong"; 5], "{email}");
            assert_eq!(answers[6], "slow down", "{email}");
        }
        it.service.clock().set(now);
        let right = it.service.sign_in("lin@example.com", "right", &from()).await;
        let Err(SignInError::SlowDown { until }) = right else { panic!("not slowed down") };
        it.service.clock().set(until);
        it.service.sign_in("lin@example.com", "right", &from()).await.unwrap();
    }

    async fn few_failures_cost_nothing_even_when_the_clock_is_set_back(it: Fixture) {
        it.service.create_learner("Lin", "lin@example.com", "right").await.unwrap();
        let now = it.service.now();
        it.service.clock().set(now + TimeDelta::days(30));
        it.service.sign_in("lin@example.com", "right", &from()).await.unwrap();
        it.service.clock().set(now);
        it.service.sign_in("lin@example.com", "right", &from()).await.unwrap();
    }

    async fn guessing_in_parallel_gains_nothing(it: Fixture) {
        it.service.create_learner("Lin", "lin@example.com", "right").await.unwrap();
        let mut guesses = JoinSet::new();
        for _ in 0..20 {
            let service = it.service.clone();
            guesses.spawn(async move {
                let guess = service.sign_in("lin@example.com", "wrong", &from()).await;
                matches!(guess, Err(SignInError::Wrong))
            });
        }
        let looked_at = guesses.join_all().await.into_iter().filter(|looked_at| *looked_at).count();
        assert!(looked_at <= 6, "{looked_at} guesses were looked at");
    }
}
