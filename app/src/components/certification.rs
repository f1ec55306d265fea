//! What is said of a certification on its own page and on that of a credential.

use domain::{
    certification::{Kind, Level},
    scoring::SkillScore,
    view::{AssessmentFacts, CertificationName, Module, Skill},
};
use leptos::prelude::*;
use words::Language;

/// "Associate", "Specialty": the kind, with its level where it has one (K1).
pub fn kind(t: Language, name: &CertificationName) -> &'static str {
    match (name.kind, name.level) {
        (Kind::Fundamentals, _) => t.kind_fundamentals(),
        (Kind::Specialty, _) => t.kind_specialty(),
        (Kind::RoleBased, Some(Level::Associate)) => t.kind_associate(),
        (Kind::RoleBased, Some(Level::Expert)) => t.kind_expert(),
        (Kind::RoleBased, None) => t.kind_role_based(),
    }
}

/// The names of languages, each marked as being in that language.
pub fn languages(t: Language, tags: &[String]) -> impl IntoView + use<> {
    let last = tags.len().saturating_sub(1);
    // What stands between two things of a list.
    let joint = t.list(&[String::new(), String::new()]);
    tags.iter()
        .enumerate()
        .map(|(index, tag)| {
            view! {
                <span lang=tag.clone()>{t.language_name(tag).to_owned()}</span>
                {(index < last).then(|| joint.clone())}
            }
        })
        .collect_view()
}

/// What the assessment is like, before one starts it.
pub fn facts(t: Language, facts: Option<&AssessmentFacts>) -> AnyView {
    let Some(facts) = facts else {
        return view! { <p class="muted">{t.assessment_none()}</p> }.into_any();
    };
    let time = match facts.time_limit_minutes {
        Some(minutes) => t.need_minutes(minutes.into()),
        None => t.need_no_limit().to_owned(),
    };
    view! {
        <dl class="facts">
            <dt>{t.assessment_questions()}</dt>
            <dd>{facts.questions}</dd>
            <dt>{t.assessment_time()}</dt>
            <dd>{time}</dd>
            <dt>{t.assessment_mark()}</dt>
            <dd>{facts.mark}"%"</dd>
            <dt>{t.assessment_languages()}</dt>
            <dd>{languages(t, &facts.languages)}</dd>
            <dt>{t.assessment_version()}</dt>
            <dd>{facts.version.clone()}</dd>
        </dl>
        <p class="muted">{t.assessment_free()}</p>
    }
    .into_any()
}

/// The skills with their modules. Once `scores` are known the weakest come first, with their share
/// (A11); `mark` is what it takes to pass.
pub fn skills(t: Language, skills: Vec<Skill>, scores: &[SkillScore], mark: u32) -> AnyView {
    let mut skills: Vec<_> = skills
        .into_iter()
        .map(|skill| {
            let score = scores.iter().find(|score| score.skill == skill.id).cloned();
            (skill, score)
        })
        .collect();
    skills.sort_by_key(|(_, score)| score.as_ref().map_or(u32::MAX, thousandths));
    let items = skills.into_iter().map(|(skill, score)| {
        view! {
            <li>
                <h3>{skill.title}</h3>
                {if let Some(score) = score {
                    share(t, &score, mark).into_any()
                } else {
                    let count = t.prepare_share(skill.share.into());
                    view! { <p class="muted small">{count}</p> }.into_any()
                }}
                {modules(t, skill.modules)}
            </li>
        }
    });
    view! { <ul class="skill-list">{items.collect_view()}</ul> }.into_any()
}

/// What the renewal measures, where there is no assessment yet that names its skills.
pub fn renewal(t: Language, skills: Vec<String>) -> Option<AnyView> {
    (!skills.is_empty()).then(|| {
        let items = skills.into_iter().map(|skill| view! { <li>{skill}</li> }).collect_view();
        view! {
            <section id="prepare">
                <h2>{t.renewal_measured_title()}</h2>
                <p class="muted">{t.renewal_measured_lede()}</p>
                <div class="prose"><ul>{items}</ul></div>
            </section>
        }
        .into_any()
    })
}

/// The share of right answers, for ordering.
fn thousandths(score: &SkillScore) -> u32 {
    (score.points * 1000).checked_div(score.maximum).unwrap_or(u32::MAX)
}

/// A bar with its number beside it.
fn share(t: Language, score: &SkillScore, mark: u32) -> impl IntoView + use<> {
    let needed = (score.maximum * mark).div_ceil(100);
    view! {
        <p class="share">
            <meter
                class="bar"
                min="0"
                max=score.maximum
                low=needed
                high=needed
                optimum=score.maximum
                value=score.points
                aria-hidden="true"
            ></meter>
            " "
            <span class="numeric">{t.attempts_score(score.maximum, score.points)}</span>
        </p>
    }
}

fn modules(t: Language, modules: Vec<Module>) -> AnyView {
    if modules.is_empty() {
        return view! { <p class="muted">{t.prepare_no_modules()}</p> }.into_any();
    }
    let items = modules.into_iter().map(|module| {
        view! {
            <li>
                <a href=module.url>{module.title}</a>
                <span class="muted numeric">{t.prepare_minutes(module.minutes.into())}</span>
            </li>
        }
    });
    view! { <ul class="module-list">{items.collect_view()}</ul> }.into_any()
}
