//! Points, mark, and share per skill. A9, A11

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// One answered (or unanswered) question as grading sees it.
#[derive(Clone, Debug)]
pub struct Answered<'a> {
    /// The id of its skill.
    pub skill: &'a str,
    /// The ids of the right options.
    pub right: &'a [String],
    /// The ids of the chosen options.
    pub choice: &'a [String],
}

/// Points of one skill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkillScore {
    /// The id of the skill.
    pub skill: String,
    /// Points reached.
    pub points: u32,
    /// Points to be had.
    pub maximum: u32,
}

/// A graded attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Points reached.
    pub points: u32,
    /// Points to be had.
    pub maximum: u32,
    /// Per skill, in the order in which the skills first occur.
    pub skills: Vec<SkillScore>,
}

/// A9: every question is worth one point; it takes exactly the right set of options.
pub fn score<'a>(answers: impl IntoIterator<Item = Answered<'a>>) -> Score {
    let mut total = Score { points: 0, maximum: 0, skills: Vec::new() };
    for answer in answers {
        let right: BTreeSet<_> = answer.right.iter().collect();
        let choice: BTreeSet<_> = answer.choice.iter().collect();
        let points = u32::from(!right.is_empty() && right == choice);
        total.points += points;
        total.maximum += 1;
        match total.skills.iter_mut().find(|skill| skill.skill == answer.skill) {
            Some(skill) => {
                skill.points += points;
                skill.maximum += 1;
            }
            None => {
                total.skills.push(SkillScore {
                    skill: answer.skill.to_owned(),
                    points,
                    maximum: 1,
                });
            }
        }
    }
    total
}

/// A9: `points × 100 ≥ mark × maximum`, in integers; `mark` is a percentage.
pub fn passed(points: u32, maximum: u32, mark: u32) -> bool {
    u64::from(points) * 100 >= u64::from(mark) * u64::from(maximum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a9_the_mark_is_reached_in_integers() {
        let table = [(14, 20, 70, true), (13, 20, 70, false), (2, 3, 66, true), (2, 3, 67, false)];
        for (points, maximum, mark, expected) in table {
            assert_eq!(passed(points, maximum, mark), expected, "{points}/{maximum} at {mark}");
        }
        assert!(!passed(0, 1, 1));
        assert!(passed(0, 20, 0));
    }

    #[test]
    fn a9_multiple_response_needs_exactly_the_right_set() {
        let ids = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let right = ids("a c");
        for (choice, points) in
            [("c a", 1), ("a c", 1), ("a", 0), ("a b c", 0), ("", 0), ("a c c", 1)]
        {
            let choice = ids(choice);
            let answer = Answered { skill: "s", right: &right, choice: &choice };
            assert_eq!(score([answer]).points, points, "{choice:?}");
        }
    }

    #[test]
    fn a11_the_share_per_skill() {
        let (right, wrong) = (vec!["a".to_owned()], vec!["b".to_owned()]);
        let of = |skill, choice| Answered { skill, right: &right, choice };
        let total = score([of("x", &right), of("y", &wrong), of("x", &wrong)]);
        let skill =
            |skill: &str, points, maximum| SkillScore { skill: skill.into(), points, maximum };
        assert_eq!(
            total,
            Score { points: 1, maximum: 3, skills: vec![skill("x", 1, 2), skill("y", 0, 1)] }
        );
    }
}
