//! P6, P7: what support can stand for, on the page of a person.

use domain::{
    profile::{AttestationFault, LoginKind},
    role::Action,
    view::{Person, PersonLogin, PersonProfile},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;
use words::Language;

use super::frame;
use crate::{
    Visitor,
    components::notice::{Tone, notice},
};

/// What the form that led here has done, or why not.
pub fn outcome(t: Language) -> Option<AnyView> {
    use_query_map().with_untracked(|query| {
        if query.get_str("error").is_some() {
            let name = query.get_str("fault").unwrap_or_default();
            let fault = AttestationFault::ALL.into_iter().find(|fault| fault.name() == name);
            let sentence = fault.map_or_else(|| t.attest_failed(), |it| self::fault(t, it));
            return Some(notice(Tone::Problem, sentence.into_any()));
        }
        let done = match query.get_str("done")? {
            "merge" => t.attest_merge_done(),
            "login" => t.attest_login_done(),
            _ => return None,
        };
        Some(notice(Tone::Fine, done.into_any()))
    })
}

const fn fault(t: Language, fault: AttestationFault) -> &'static str {
    match fault {
        AttestationFault::NoReason => t.attest_fault_no_reason(),
        AttestationFault::UnknownProfile => t.attest_fault_unknown_profile(),
        AttestationFault::UnknownLogin => t.attest_fault_unknown_login(),
        AttestationFault::SameProfile => t.attest_fault_same_profile(),
        AttestationFault::Own => t.attest_fault_own(),
        AttestationFault::NotThisWay => t.attest_fault_not_this_way(),
    }
}

/// The forms, for those who may; nobody stands for themselves.
pub fn forms(t: Language, person: &Person) -> Option<AnyView> {
    let id = person.person.id;
    let own = with_context::<Visitor, _>(|visitor| {
        visitor.learner.as_ref().is_some_and(|learner| learner.id == id)
    });
    if own.unwrap_or_default() || !frame::roles().may(Action::Attest) {
        return None;
    }
    let keeper = person.profiles.iter().find(|profile| profile.stays)?;
    let held = |login: &PersonLogin| person.profiles.iter().any(|it| it.login_id == login.id);
    let others: Vec<_> = (person.logins.iter())
        .filter(|login| login.kind == LoginKind::Personal && !held(login))
        .collect();
    let change = (!others.is_empty()).then(|| login(t, id, &person.profiles, &others));
    Some(
        view! {
            <section>
                <h2>{t.attest_title()}</h2>
                <p>{t.attest_lede()}</p>
                {change}
                {merge(t, id, keeper.id)}
            </section>
        }
        .into_any(),
    )
}

fn login(
    t: Language,
    person: Uuid,
    profiles: &[PersonProfile],
    others: &[&PersonLogin],
) -> AnyView {
    let profiles = profiles.iter().map(|it| {
        view! { <option value=it.id.to_string()>{it.login.clone()}" · "{it.id.to_string()}</option> }
    });
    let logins = others
        .iter()
        .map(|it| view! { <option value=it.id.to_string()>{it.login.clone()}</option> });
    view! {
        <form class="form" method="post" action="/api/admin/attest/login">
            <h3>{t.attest_login_title()}</h3>
            <p class="muted">{t.attest_login_text()}</p>
            <input type="hidden" name="person" value=person.to_string()/>
            <div class="field">
                <label for="profile">{t.person_profile()}</label>
                <select id="profile" name="profile">{profiles.collect_view()}</select>
            </div>
            <div class="field">
                <label for="login">{t.attest_login_new()}</label>
                <select id="login" name="login">{logins.collect_view()}</select>
            </div>
            {reason(t, "login-reason")}
            <div class="form-actions">
                <button class="button button--danger">{t.attest_login_button()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn merge(t: Language, person: Uuid, target: Uuid) -> AnyView {
    view! {
        <form class="form" method="post" action="/api/admin/attest/merge">
            <h3>{t.attest_merge_title()}</h3>
            <p class="muted">{t.attest_merge_text()}</p>
            <input type="hidden" name="person" value=person.to_string()/>
            <input type="hidden" name="target" value=target.to_string()/>
            <div class="field">
                <label for="source">{t.attest_merge_source()}</label>
                <input
                    id="source"
                    name="source"
                    required
                    maxlength="36"
                    autocomplete="off"
                    aria-describedby="source-hint"
                />
                <p class="field__hint" id="source-hint">{t.attest_merge_source_hint()}</p>
            </div>
            {reason(t, "merge-reason")}
            <div class="form-actions">
                <button class="button">{t.attest_merge_button()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn reason(t: Language, id: &'static str) -> AnyView {
    let hint = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id>{t.extend_reason()}</label>
            <input
                id=id
                name="reason"
                required
                maxlength="500"
                autocomplete="off"
                aria-describedby=hint.clone()
            />
            <p class="field__hint" id=hint>{t.attest_reason_hint()}</p>
        </div>
    }
    .into_any()
}
