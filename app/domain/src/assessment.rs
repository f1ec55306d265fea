//! Assessment versions: their languages, drawing the questions. L1, A12

use std::collections::{BTreeSet, HashSet};

use rand::{SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// A question of a bank as drawing sees it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Unique in its bank.
    pub id: String,
    /// The id of its skill.
    pub skill: String,
    /// The ids of its options.
    pub options: Vec<String>,
}

/// A question as drawn for one attempt: order of questions and options is part of the attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The id of the question.
    pub id: String,
    /// The id of its skill.
    pub skill: String,
    /// The ids of its options, in the order shown.
    pub options: Vec<String>,
}

/// A skill of the blueprint for which the bank has too few questions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("skill `{skill}` needs {share} questions, the bank has {available}")]
pub struct TooFew {
    /// The id of the skill.
    pub skill: String,
    /// How many the blueprint asks for.
    pub share: u32,
    /// How many there are.
    pub available: u32,
}

/// A12: draws a share per skill, preferring questions not `seen` in this cycle, then shuffles
/// questions and options. The same seed and bank give the same draw.
///
/// # Errors
/// Every skill that the bank can't fill.
#[expect(clippy::implicit_hasher, reason = "one set of ids, of the usual kind")]
#[expect(clippy::similar_names, reason = "`seen` and `seed` are the words of the rule")]
pub fn draw(
    blueprint: &[(String, u32)],
    bank: &[Candidate],
    seen: &HashSet<String>,
    seed: u64,
) -> Result<Vec<Drawn>, Vec<TooFew>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut drawn = Vec::new();
    let mut missing = Vec::new();
    for (skill, share) in blueprint {
        let mut candidates: Vec<_> = bank.iter().filter(|c| c.skill == *skill).collect();
        let available = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
        if available < *share {
            missing.push(TooFew { skill: skill.clone(), share: *share, available });
            continue;
        }
        candidates.shuffle(&mut rng);
        candidates.sort_by_key(|candidate| seen.contains(&candidate.id)); // stable: unseen first
        drawn.extend(candidates.into_iter().take(*share as usize).map(|candidate| Drawn {
            id: candidate.id.clone(),
            skill: candidate.skill.clone(),
            options: candidate.options.clone(),
        }));
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    drawn.shuffle(&mut rng);
    for question in &mut drawn {
        question.options.shuffle(&mut rng);
    }
    Ok(drawn)
}

/// L1: the languages of the required exams that a version does not offer.
pub fn missing_languages<'a>(
    offered: &BTreeSet<String>,
    of_required_exams: impl IntoIterator<Item = &'a str>,
) -> BTreeSet<String> {
    of_required_exams
        .into_iter()
        .filter(|language| !offered.contains(*language))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bank() -> Vec<Candidate> {
        let question = |skill: &str, n: u32| Candidate {
            id: format!("{skill}-{n}"),
            skill: skill.to_owned(),
            options: ["a", "b", "c", "d"].map(str::to_owned).to_vec(),
        };
        (0..8).flat_map(|n| [question("x", n), question("y", n)]).collect()
    }

    fn blueprint() -> Vec<(String, u32)> {
        vec![("x".to_owned(), 3), ("y".to_owned(), 2)]
    }

    #[test]
    fn a12_draws_the_share_of_every_skill_once() {
        for seed in 0..50 {
            let drawn = draw(&blueprint(), &bank(), &HashSet::new(), seed).unwrap();
            let ids: BTreeSet<_> = drawn.iter().map(|q| &q.id).collect();
            assert_eq!(ids.len(), 5);
            assert_eq!(drawn.iter().filter(|q| q.skill == "x").count(), 3);
            for question in &drawn {
                let mut options = question.options.clone();
                options.sort();
                assert_eq!(options, ["a", "b", "c", "d"]);
            }
        }
    }

    #[test]
    fn a12_the_seed_decides_and_differs() {
        let with = |seed| draw(&blueprint(), &bank(), &HashSet::new(), seed).unwrap();
        assert_eq!(with(7), with(7));
        assert!((0..20).any(|seed| with(seed) != with(seed + 1)));
        let orders: BTreeSet<_> = (0..200).map(|seed| with(seed)[0].options.clone()).collect();
        assert_eq!(orders.len(), 24, "every order of the options occurs");
    }

    #[test]
    fn a12_prefers_questions_not_seen_in_this_cycle() {
        let seen: HashSet<_> = (0..6).map(|n| format!("x-{n}")).collect();
        for seed in 0..50 {
            let drawn = draw(&blueprint(), &bank(), &seen, seed).unwrap();
            let unseen = drawn.iter().filter(|q| q.skill == "x" && !seen.contains(&q.id)).count();
            assert_eq!(unseen, 2, "both unseen ones, then one seen");
        }
    }

    #[test]
    fn a12_names_every_skill_that_the_bank_cannot_fill() {
        let blueprint = [("x".to_owned(), 9), ("y".to_owned(), 2), ("z".to_owned(), 1)];
        let missing = draw(&blueprint, &bank(), &HashSet::new(), 1).unwrap_err();
        let skills: Vec<_> = missing.iter().map(|m| (m.skill.as_str(), m.available)).collect();
        assert_eq!(skills, [("x", 8), ("z", 0)]);
    }

    #[test]
    fn l1_the_languages_of_the_required_exams() {
        let offered = BTreeSet::from(["en".to_owned(), "zh-CN".to_owned()]);
        assert!(missing_languages(&offered, ["en", "zh-CN"]).is_empty());
        assert_eq!(missing_languages(&offered, ["en", "ja", "ja"]), BTreeSet::from(["ja".into()]));
    }
}
