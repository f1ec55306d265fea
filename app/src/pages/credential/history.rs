//! What has been: attempts, cycles, exams without effect.

use domain::{
    attempt::State,
    scoring::SkillScore,
    view::{Cycle, CycleStart, ExamWithoutEffect, PastAttempt, Skill},
};
use leptos::prelude::*;
use words::Language;

use crate::components::{
    sentence::with_instant,
    time::{day, instant},
};

/// The attempts that have ended, newest first, each with its score and that of its skills (A11).
/// `skills` knows their names.
pub fn attempts(t: Language, attempts: Vec<PastAttempt>, skills: &[Skill]) -> AnyView {
    if attempts.is_empty() {
        return view! { <p class="muted">{t.attempts_none()}</p> }.into_any();
    }
    let items = attempts.into_iter().map(|attempt| {
        let (class, sign, word) = match attempt.state {
            State::Passed => ("state state--fine", "✓", t.attempt_passed()),
            State::Failed => ("state state--quiet", "×", t.attempt_failed()),
            State::ClosedByExpiry if attempt.closed_by_merge => {
                ("state state--over", "×", t.attempt_closed_by_merge())
            }
            State::Open | State::ClosedByExpiry => ("state state--over", "×", t.attempt_closed()),
        };
        let score = attempt.points.zip(attempt.maximum);
        view! {
            <li>
                <span class=class>
                    <span class="state__icon" aria-hidden="true">{sign}</span>
                    " "
                    {word}
                </span>
                <div>
                    {instant(t, attempt.ended_at)}
                    {score.map(|(points, maximum)| view! {
                        " · "
                        <span class="numeric">{t.attempts_score(maximum, points)}</span>
                    })}
                    " · "
                    <a href=format!("/attempts/{}/result", attempt.id)>{t.attempt_details()}</a>
                    {per_skill(t, &attempt.skills, skills)}
                </div>
            </li>
        }
    });
    view! { <ol class="history">{items.collect_view()}</ol> }.into_any()
}

/// A11: the score of each skill.
fn per_skill(t: Language, scores: &[SkillScore], skills: &[Skill]) -> Option<AnyView> {
    let items = scores.iter().map(|score| {
        let skill = skills.iter().find(|skill| skill.id == score.skill);
        let title = skill.map_or(&score.skill, |skill| &skill.title).clone();
        view! {
            <li>
                <span>{title}</span>
                <span class="muted numeric">{t.attempts_score(score.maximum, score.points)}</span>
            </li>
        }
    });
    (!scores.is_empty()).then(|| {
        view! {
            <details>
                <summary>{t.result_skills()}</summary>
                <ul class="module-list">{items.collect_view()}</ul>
            </details>
        }
        .into_any()
    })
}

/// How the credential came to its present date, newest first.
pub fn cycles(t: Language, cycles: Vec<Cycle>) -> AnyView {
    let items = cycles.into_iter().rev().map(|cycle| {
        let word = match cycle.start {
            CycleStart::Earned => t.history_earned(),
            CycleStart::Renewed => t.history_renewed(),
            CycleStart::Extended => t.history_extended(),
            CycleStart::EarnedAgain => t.history_earned_again(),
        };
        let until = match cycle.valid_through {
            Some(day) => t.history_through(t.date(day)),
            None => t.history_forever().to_owned(),
        };
        view! { <li>{day(t, cycle.at.date_naive())}<div>{word}" · "{until}</div></li> }
    });
    view! { <ol class="history">{items.collect_view()}</ol> }.into_any()
}

/// X1: exams passed while the credential was active, and why they renewed nothing.
pub fn exams_without_effect(t: Language, exams: Vec<ExamWithoutEffect>) -> Option<AnyView> {
    (!exams.is_empty()).then(|| {
        let items = exams.into_iter().map(|exam| {
            let sentence =
                words::Sentence::with(exam.taken_at, |gap| t.effectless_exam(gap, exam.exam));
            view! { <li>{with_instant(t, &sentence)}</li> }
        });
        view! {
            <section>
                <h2>{t.effectless_title()}</h2>
                <p class="muted">{t.effectless_lede()}</p>
                <ul class="history">{items.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}
