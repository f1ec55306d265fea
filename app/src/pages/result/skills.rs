//! The score as a whole and per skill, and the modules for the weak ones. A9, A11

use domain::{
    scoring::{self, SkillScore},
    view::{AttemptResult, Skill},
};
use leptos::prelude::*;
use words::Language;

/// "14 of 25, needed: 18".
pub fn score(t: Language, result: &AttemptResult) -> impl IntoView + use<> {
    view! {
        <p class="score">
            <span class="visually-hidden">{t.result_score_label()}" "</span>
            <strong>{t.result_score(result.maximum, result.points)}</strong>
            " "
            <span>{t.result_needed(result.mark, needed(result.maximum, result.mark))}</span>
        </p>
    }
}

/// The fewest points that pass (A9).
fn needed(maximum: u32, mark: u32) -> u32 {
    (0..=maximum).find(|&points| scoring::passed(points, maximum, mark)).unwrap_or(maximum)
}

/// A bar for every skill, its numbers beside it.
pub fn bars(t: Language, result: &AttemptResult, skills: &[Skill]) -> impl IntoView + use<> {
    let mark = result.mark;
    let bars = result.skills.iter().map(|of| {
        let numbers = t.result_score(of.maximum, of.points);
        let title = title(of, skills).to_owned();
        // A share that just passes counts as good: the green part begins at it.
        let good = needed(of.maximum, mark);
        view! {
            <li>
                <span>{title.clone()}</span>
                <meter
                    class="bar"
                    min="0"
                    max=of.maximum
                    low=good
                    high=good
                    optimum=of.maximum
                    value=of.points
                    aria-label=title
                >
                    {numbers.clone()}
                </meter>
                <span class="numeric">{numbers.clone()}</span>
            </li>
        }
    });
    view! { <ul class="skill-bars">{bars.collect_view()}</ul> }
}

/// What to study: the modules of the skills below the mark, the weakest first.
pub fn modules(t: Language, result: &AttemptResult, skills: &[Skill]) -> impl IntoView + use<> {
    let weak = weakest_first(&result.skills, result.mark);
    let weak: Vec<_> = weak
        .into_iter()
        .filter_map(|of| skills.iter().find(|skill| skill.id == of.skill))
        .filter(|skill| !skill.modules.is_empty())
        .collect();
    if weak.is_empty() {
        return None;
    }
    let weak = weak.into_iter().map(|skill| {
        let modules = skill.modules.iter().map(|module| {
            view! {
                <li>
                    <a href=module.url.clone() rel="external noopener">{module.title.clone()}</a>
                    " "
                    <span class="muted">{t.result_minutes(i64::from(module.minutes))}</span>
                </li>
            }
        });
        view! {
            <li>
                <h3>{skill.title.clone()}</h3>
                <ul class="module-list">{modules.collect_view()}</ul>
            </li>
        }
    });
    Some(view! {
        <section aria-labelledby="study">
            <h2 id="study">{t.result_weak()}</h2>
            <p class="muted">{t.result_weak_why(result.mark)}</p>
            <ul class="skill-list">{weak.collect_view()}</ul>
        </section>
    })
}

fn title<'a>(of: &'a SkillScore, skills: &'a [Skill]) -> &'a str {
    skills.iter().find(|skill| skill.id == of.skill).map_or(&of.skill, |skill| &skill.title)
}

/// The skills below the mark, those with the smallest share right first.
fn weakest_first(skills: &[SkillScore], mark: u32) -> Vec<&SkillScore> {
    let mut weak: Vec<_> =
        skills.iter().filter(|of| !scoring::passed(of.points, of.maximum, mark)).collect();
    // a/b < c/d without fractions.
    weak.sort_by(|a, b| {
        let left = u64::from(a.points) * u64::from(b.maximum);
        left.cmp(&(u64::from(b.points) * u64::from(a.maximum)))
    });
    weak
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a9_points_needed() {
        for (maximum, mark, expected) in [(25, 70, 18), (20, 70, 14), (3, 100, 3), (8, 0, 0)] {
            assert_eq!(needed(maximum, mark), expected, "{mark}% of {maximum}");
        }
    }

    #[test]
    fn a11_weak_skills_in_their_order() {
        let skill =
            |name: &str, points, maximum| SkillScore { skill: name.to_owned(), points, maximum };
        let skills =
            [skill("good", 7, 10), skill("half", 2, 4), skill("none", 0, 2), skill("most", 2, 3)];
        let names: Vec<_> =
            weakest_first(&skills, 70).into_iter().map(|of| of.skill.as_str()).collect();
        assert_eq!(names, ["none", "half", "most"]);
    }
}
