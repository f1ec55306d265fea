//! L, A11 and A12: versions, languages, the draw, and what leaves the server.

use std::collections::{BTreeSet, HashSet};

use domain::{
    assessment::{Candidate, draw, missing_languages},
    scoring::{Answered, passed, score},
    view::{Choice, Question, QuestionKind},
};
use proptest::{
    collection::{btree_set, vec},
    prelude::*,
};

fn candidate(skill: usize, number: usize, options: usize) -> Candidate {
    Candidate {
        id: format!("{skill}-{number}"),
        skill: skill.to_string(),
        options: (0..options).map(|option| format!("{skill}-{number}-{option}")).collect(),
    }
}

prop_compose! {
    /// Per skill: its share, and how many questions the bank has of it.
    fn banks()(skills in vec((0..6_u32, 0..9_usize), 1..5), options in 2..5_usize)
        -> (Vec<(String, u32)>, Vec<Candidate>) {
        let blueprint = skills.iter().enumerate().map(|(skill, (share, _))| (skill.to_string(), *share));
        let bank = skills.iter().enumerate().flat_map(|(skill, (_, size))| {
            (0..*size).map(move |number| candidate(skill, number, options))
        });
        (blueprint.collect(), bank.collect())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a12_a_draw_is_the_blueprint_or_says_what_is_missing(
        (blueprint, bank) in banks(), seen_every in 1..4_usize, seed: u64,
    ) {
        let seen: HashSet<_> = bank.iter().step_by(seen_every).map(|it| it.id.clone()).collect();
        let of_skill = |skill: &str| bank.iter().filter(|it| it.skill == skill).count();
        let short: Vec<_> = blueprint
            .iter()
            .filter(|(skill, share)| of_skill(skill) < *share as usize)
            .map(|(skill, share)| (skill.clone(), *share, u32::try_from(of_skill(skill)).unwrap()))
            .collect();
        match draw(&blueprint, &bank, &seen, seed) {
            Err(missing) => {
                let missing: Vec<_> =
                    missing.into_iter().map(|it| (it.skill, it.share, it.available)).collect();
                prop_assert_eq!(missing, short);
            }
            Ok(drawn) => {
                prop_assert!(short.is_empty());
                prop_assert_eq!(&drawn, &draw(&blueprint, &bank, &seen, seed).unwrap());
                let ids: BTreeSet<_> = drawn.iter().map(|it| &it.id).collect();
                prop_assert_eq!(ids.len(), drawn.len());
                for (skill, share) in &blueprint {
                    let of_this: Vec<_> = drawn.iter().filter(|it| it.skill == *skill).collect();
                    prop_assert_eq!(of_this.len(), *share as usize);
                    let unseen = bank
                        .iter()
                        .filter(|it| it.skill == *skill && !seen.contains(&it.id))
                        .count();
                    let fresh = of_this.iter().filter(|it| !seen.contains(&it.id)).count();
                    prop_assert_eq!(fresh, unseen.min(*share as usize));
                }
                for question in &drawn {
                    let original = bank.iter().find(|it| it.id == question.id).unwrap();
                    let mut options = question.options.clone();
                    options.sort();
                    prop_assert_eq!(&options, &original.options);
                }
            }
        }
    }

    #[test]
    fn l1_what_is_missing_completes_what_is_offered(
        offered in btree_set("[a-d]", 0..4), exams in vec("[a-d]", 0..6),
    ) {
        let missing = missing_languages(&offered, exams.iter().map(String::as_str));
        prop_assert!(missing.is_disjoint(&offered));
        let all: BTreeSet<_> = offered.union(&missing).cloned().collect();
        prop_assert!(exams.iter().all(|language| all.contains(language)));
        prop_assert!(missing.iter().all(|language| exams.contains(language)));
    }

    #[test]
    fn a9_one_more_point_never_turns_a_pass_into_a_failure(
        maximum in 1..200_u32, mark in 0..=100_u32, points in 0..200_u32,
    ) {
        let needed = (mark * maximum).div_ceil(100);
        prop_assert_eq!(passed(points, maximum, mark), points >= needed);
    }

    #[test]
    fn a11_skills_sum_up_to_the_score(answers in vec((0..4_usize, any::<bool>()), 0..30)) {
        let skills = ["w", "x", "y", "z"];
        let (right, wrong) = (["a".to_owned()], ["b".to_owned()]);
        let total = score(answers.iter().map(|(skill, is_right)| Answered {
            skill: skills[*skill],
            right: &right,
            choice: if *is_right { &right } else { &wrong },
        }));
        prop_assert_eq!(total.maximum as usize, answers.len());
        let right_ones = answers.iter().filter(|(_, is_right)| *is_right).count();
        prop_assert_eq!(total.points as usize, right_ones);
        prop_assert_eq!(total.skills.iter().map(|it| it.points).sum::<u32>(), total.points);
        prop_assert_eq!(total.skills.iter().map(|it| it.maximum).sum::<u32>(), total.maximum);
        let names: BTreeSet<_> = total.skills.iter().map(|it| &it.skill).collect();
        prop_assert_eq!(names.len(), total.skills.len());
    }
}

#[test]
fn a9_a_question_without_a_right_answer_is_worth_nothing() {
    let nothing = Answered { skill: "s", right: &[], choice: &[] };
    let total = score([nothing]);
    assert_eq!((total.points, total.maximum), (0, 1));
}

#[test]
fn a9_the_largest_numbers_do_not_overflow() {
    assert!(passed(u32::MAX, u32::MAX, 100));
    assert!(!passed(u32::MAX - 1, u32::MAX, 100));
}

#[test]
fn a12_every_question_of_a_skill_has_its_turn() {
    let bank: Vec<_> = (0..8).map(|number| candidate(0, number, 3)).collect();
    let mut orders = BTreeSet::new();
    let mut drawn_ever = BTreeSet::new();
    for seed in 0..100 {
        let drawn = draw(&[("0".to_owned(), 2)], &bank, &HashSet::new(), seed).unwrap();
        drawn_ever.extend(drawn.iter().map(|it| it.id.clone()));
        orders.insert(drawn.iter().map(|it| it.id.clone()).collect::<Vec<_>>());
    }
    assert_eq!(drawn_ever.len(), 8);
    assert!(orders.len() > 30, "{}", orders.len());
}

#[test]
fn a12_the_skills_are_mixed() {
    let bank: Vec<_> = (0..4).flat_map(|n| [candidate(0, n, 2), candidate(1, n, 2)]).collect();
    let blueprint = [("0".to_owned(), 2), ("1".to_owned(), 2)];
    let firsts: BTreeSet<_> = (0..40)
        .map(|seed| draw(&blueprint, &bank, &HashSet::new(), seed).unwrap()[0].skill.clone())
        .collect();
    assert_eq!(firsts.len(), 2);
}

#[test]
fn a11_a_question_leaves_the_server_without_key_and_explanation() {
    let question = Question {
        id: "q".to_owned(),
        skill: "s".to_owned(),
        stem: "Which?".to_owned(),
        kind: QuestionKind::SingleChoice,
        options: vec![Choice { id: "o".to_owned(), text: "This".to_owned() }],
        choice: Vec::new(),
        revision: 0,
        flagged: false,
    };
    let value = serde_json::to_value(question).unwrap();
    let keys = |value: &serde_json::Value| {
        value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>()
    };
    let expected = ["id", "skill", "stem", "kind", "options", "choice", "revision", "flagged"];
    assert_eq!(keys(&value), expected.map(str::to_owned).into());
    assert_eq!(keys(&value["options"][0]), ["id", "text"].map(str::to_owned).into());
}
