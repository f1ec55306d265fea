//! What is said for every answer of the rules.

use std::error::Error;

use domain::{
    certification::Kind,
    decision::{Decision, Standing},
    profile::Connection,
    view::{CertificationName, Credential},
};
use words::{Language, Sentence};

const NOW: &str = "2026-11-22T21:00:00Z";

/// A credential about which every instant is known.
fn credential(decision: Decision) -> Result<Credential, Box<dyn Error>> {
    Ok(Credential {
        id: "00000000-0000-0000-0000-000000000000".parse()?,
        certification: CertificationName {
            slug: "azure-administrator".to_owned(),
            title: "Azure Administrator Associate".to_owned(),
            kind: Kind::RoleBased,
            level: None,
        },
        standing: Standing {
            decision,
            valid_through: Some("2026-12-10".parse()?),
            opens_at: Some("2026-12-04T21:00:00Z".parse()?),
            expires_at: Some("2026-12-11T00:00:00Z".parse()?),
            counted_attempts: 2,
            next_start_at: Some("2026-11-23T09:12:00Z".parse()?),
            valid_through_after_pass: Some("2027-12-10".parse()?),
        },
        open_attempt_id: None,
        open_deadline: None,
        earned_on: "2025-12-10".parse()?,
        cycle_since: "2025-12-10".parse()?,
        connection: Connection::Connected,
        retires_at: (decision == Decision::Retired).then_some("2026-10-31T00:00:00Z".parse()?),
        successor: None,
        too_new_until: Some("2026-11-24T00:00:00Z".parse()?),
        final_from: None,
        exams: vec!["AZ-104".to_owned()],
        assessment: None,
        last_failure: None,
    })
}

fn said(credential: &Credential, language: Language) -> Result<[String; 3], Box<dyn Error>> {
    Ok([
        language.decision_state(&credential.standing).to_owned(),
        language.decision_reason(credential, NOW.parse()?).text(language),
        language.decision_next(credential, NOW.parse()?),
    ])
}

#[test]
fn every_answer_has_its_words_in_both_languages() -> Result<(), Box<dyn Error>> {
    for decision in Decision::ALL {
        let mut it = credential(decision)?;
        let mut situations = vec![it.clone()];
        it.standing.next_start_at = None;
        it.exams.clear();
        situations.push(it);
        for it in situations {
            let (english, chinese) = (said(&it, Language::En)?, said(&it, Language::ZhCn)?);
            for (english, chinese) in english.iter().zip(&chinese) {
                assert!(!english.is_empty() && !chinese.is_empty(), "{decision:?}");
                assert_ne!(english, chinese, "{decision:?}");
                assert!(!format!("{english}{chinese}").contains('\u{FFFC}'), "{decision:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn a1_the_next_step_of_an_open_attempt_is_to_go_on() -> Result<(), Box<dyn Error>> {
    for decision in Decision::ALL {
        let mut it = credential(decision)?;
        it.open_attempt_id = Some(it.id);
        assert_eq!(said(&it, Language::En)?[2], "Continue", "{decision:?}");
    }
    Ok(())
}

#[test]
fn w3_not_open_says_when() -> Result<(), Box<dyn Error>> {
    let it = credential(Decision::NotOpen)?;
    assert_eq!(
        said(&it, Language::En)?,
        ["Not open yet", "Opens on 4 Dec 2026, 21:00 UTC, in 12 days.", "Prepare"]
    );
    assert_eq!(
        said(&it, Language::ZhCn)?,
        ["尚未开放", "12 天后开放，时间为 2026 年 12 月 4 日 21:00 UTC。", "开始准备"]
    );
    Ok(())
}

#[test]
fn a6_no_attempt_left_is_said_plainly() -> Result<(), Box<dyn Error>> {
    let mut it = credential(Decision::CoolingDown)?;
    assert_eq!(
        said(&it, Language::En)?[1],
        "The next attempt can start on 23 Nov 2026, 09:12 UTC, in 13 hours."
    );
    it.standing.next_start_at = None;
    assert_eq!(
        said(&it, Language::En)?[1],
        "It expires on 11 Dec 2026, 00:00 UTC, before the next attempt could start. \
         After that it can be earned again."
    );
    Ok(())
}

#[test]
fn e4_expired_names_the_exams_that_earn_it_again() -> Result<(), Box<dyn Error>> {
    let it = credential(Decision::Expired)?;
    assert_eq!(said(&it, Language::En)?[2], "Earn it again with AZ-104");
    assert_eq!(said(&it, Language::ZhCn)?[2], "通过 AZ-104 重新取得");
    Ok(())
}

#[test]
fn x2_what_is_retired_by_its_expiry_is_not_promised_again() -> Result<(), Box<dyn Error>> {
    for (decision, retires_at, again) in [
        (Decision::Expired, "2026-12-11T00:00:00.001Z", true), // expires on 11 Dec
        (Decision::Expired, "2026-12-11T00:00:00Z", false),
        (Decision::CoolingDown, "2026-12-11T00:00:00.001Z", true),
        (Decision::CoolingDown, "2026-12-11T00:00:00Z", false),
    ] {
        let mut it = credential(decision)?;
        it.standing.next_start_at = None;
        it.retires_at = Some(retires_at.parse()?);
        for (language, words) in [
            (Language::En, ["can be earned again", "earn it again", "See other certifications"]),
            (Language::ZhCn, ["可以重新取得", "重新取得", "查看其他认证"]),
        ] {
            let [_, reason, next] = said(&it, language)?;
            assert_eq!(reason.contains(words[0]), again, "{retires_at}: {reason}");
            assert_eq!(next.to_lowercase().contains(words[1]), again, "{retires_at}: {next}");
            assert_eq!(next == words[2], !again, "{retires_at}: {next}");
        }
    }
    // Retired after the expiry: it was possible for a while.
    let mut it = credential(Decision::Expired)?;
    it.retires_at = Some("2027-01-01T00:00:00Z".parse()?);
    assert!(it.can_be_earned_again("2026-12-31T23:59:59Z".parse()?));
    assert!(!it.can_be_earned_again("2027-01-01T00:00:00Z".parse()?));
    Ok(())
}

#[test]
fn an_instant_can_be_marked_up_within_its_sentence() -> Result<(), Box<dyn Error>> {
    let at = "2026-12-11T00:00:00Z".parse()?;
    let sentence =
        Sentence::with(at, |gap| Language::En.decision_renewable_reason(gap, "18 d 03 h"));
    assert_eq!(sentence.before, "Open until ");
    assert_eq!(sentence.at, Some(at));
    assert_eq!(sentence.after, ", 18 d 03 h left.");
    assert_eq!(sentence.text(Language::En), "Open until 11 Dec 2026, 00:00 UTC, 18 d 03 h left.");
    Ok(())
}
