//! A person: profiles, credentials, history. Never an answer of an attempt.

use domain::{
    attempt::State,
    profile::{Connection, LoginKind},
    view::{CycleStart, Person, PersonAttempt, PersonCredential, PersonLedger, PersonLogin},
};
use leptos::prelude::*;
use words::Language;

use super::{attest, frame, log, tables::table};
use crate::{
    api::{ApiError, admin::people},
    components::{
        answer::answer,
        page::{heading, id_in_address},
        state::state,
        time::{day, instant},
    },
};

/// `/admin/people/{id}`
#[component]
pub fn PersonPage() -> impl IntoView {
    let id = id_in_address();
    answer(async move { people::person(id.ok_or(ApiError::NotFound)?).await }, show)
}

fn show(t: Language, person: Person) -> AnyView {
    let roles: Vec<_> = person.roles.each().map(|role| t.role(role).to_owned()).collect();
    let roles = if roles.is_empty() { t.person_no_roles().to_owned() } else { t.list(&roles) };
    let profiles = person.profiles.iter().map(|profile| {
        let since = t.date(profile.since.date_naive());
        view! {
            <dt>{t.person_profile()}</dt>
            <dd>
                <code>{profile.id.to_string()}</code>
                <br/>
                {t.person_profile_login(since, &profile.login)}
            </dd>
        }
    });
    let profiles = profiles.collect_view();
    let name = person.person.name.clone();
    let attest = attest::forms(t, &person);
    let content = view! {
        {heading(name.clone())}
        <p class="muted">{t.person_seen()}</p>
        {attest::outcome(t)}
        <section>
            <h2>{t.person_profiles_title()}</h2>
            <dl class="facts">
                <dt>{t.people_number()}</dt>
                <dd><code>{person.person.id.to_string()}</code></dd>
                <dt>{t.people_since()}</dt>
                <dd>{instant(t, person.since)}</dd>
                <dt>{t.person_roles()}</dt>
                <dd>{roles}</dd>
                <dt>{t.person_connection()}</dt>
                <dd>{connection(t, person.connection)}</dd>
                {profiles}
            </dl>
        </section>
        {logins(t, person.logins)}
        {attest}
        {credentials(t, person.credentials)}
        {attempts(t, person.attempts)}
        {history(t, person.history)}
        {results(t, person.results)}
        {log::lines(t, t.person_audit_title(), person.audit)}
    };
    frame::page(t, &name, content.into_any())
}

/// P5.
pub fn connection(t: Language, connection: Connection) -> &'static str {
    match connection {
        Connection::NoCertificationProfile => t.connection_state_no_certification_profile(),
        Connection::Unconnected => t.connection_state_unconnected(),
        Connection::NeedsPersonalLogin => t.connection_state_needs_personal_login(),
        Connection::Misaligned => t.connection_state_misaligned(),
        Connection::NeedsMerge => t.connection_state_needs_merge(),
        Connection::Connected => t.connection_state_connected(),
    }
}

fn logins(t: Language, logins: Vec<PersonLogin>) -> AnyView {
    let columns = [
        t.people_login(),
        t.person_login_kind(),
        t.person_login_provider(),
        t.person_login_learning(),
    ];
    let rows = logins.into_iter().map(|login| {
        let kind = match login.kind {
            LoginKind::Personal => t.person_login_personal(),
            LoginKind::Work => t.person_login_work(),
        };
        view! {
            <tr>
                <th scope="row">{login.login}</th>
                <td>{kind}</td>
                <td>{login.provider}</td>
                <td>{if login.learning { t.person_yes() } else { t.person_no() }}</td>
            </tr>
        }
        .into_any()
    });
    table(t, "logins", t.person_logins_title(), &columns, rows.collect())
}

fn credentials(t: Language, held: Vec<PersonCredential>) -> AnyView {
    let columns = [
        t.person_certification(),
        t.person_state(),
        t.person_earned(),
        t.person_valid_through(),
        t.person_cycle(),
        t.person_counted(),
    ];
    let rows = held.into_iter().map(|held| {
        view! {
            <tr>
                <th scope="row">{held.certification.title}</th>
                <td>{state(t, &held.standing)}</td>
                <td>{day(t, held.earned_on)}</td>
                <td>{held.standing.valid_through.map(|through| day(t, through))}</td>
                <td>{held.cycle}</td>
                <td>{held.standing.counted_attempts}</td>
            </tr>
        }
        .into_any()
    });
    table(t, "credentials", t.person_credentials_title(), &columns, rows.collect())
}

fn attempts(t: Language, attempts: Vec<PersonAttempt>) -> AnyView {
    let columns = [
        t.person_certification(),
        t.person_state(),
        t.person_started(),
        t.person_ended(),
        t.person_score(),
    ];
    let rows = attempts.into_iter().map(|attempt| {
        let state = match attempt.state {
            State::Open => t.person_attempt_open(),
            State::Passed => t.attempt_passed(),
            State::Failed => t.attempt_failed(),
            State::ClosedByExpiry => t.attempt_closed(),
        };
        view! {
            <tr>
                <th scope="row">{attempt.certification}</th>
                <td>{state}</td>
                <td>{instant(t, attempt.started_at)}</td>
                <td>{attempt.ended_at.map(|at| instant(t, at))}</td>
                <td>{attempt.score.map(|(points, maximum)| t.attempts_score(maximum, points))}</td>
            </tr>
        }
        .into_any()
    });
    table(t, "attempts", t.person_attempts_title(), &columns, rows.collect())
}

fn history(t: Language, history: Vec<PersonLedger>) -> AnyView {
    let columns = [
        t.person_when(),
        t.person_certification(),
        t.person_what(),
        t.person_before(),
        t.person_after(),
        t.person_reason(),
    ];
    let rows = history.into_iter().map(|line| {
        let what = match line.entry {
            CycleStart::Earned => t.history_earned(),
            CycleStart::Renewed => t.history_renewed(),
            CycleStart::Extended => t.history_extended(),
            CycleStart::EarnedAgain => t.history_earned_again(),
        };
        view! {
            <tr>
                <td>{instant(t, line.at)}</td>
                <th scope="row">{line.certification}</th>
                <td>{what}</td>
                <td>{line.before.map(|before| day(t, before))}</td>
                <td>{line.valid_through.map(|after| day(t, after))}</td>
                <td>{line.reason}</td>
            </tr>
        }
        .into_any()
    });
    table(t, "history", t.person_history_title(), &columns, rows.collect())
}

fn results(t: Language, results: Vec<domain::view::PersonResult>) -> AnyView {
    let columns = [
        t.person_exam(),
        t.person_result(),
        t.person_taken(),
        t.person_recorded(),
        t.people_number(),
    ];
    let rows = results.into_iter().map(|result| {
        let passed =
            if result.passed { t.person_result_passed() } else { t.person_result_failed() };
        let beta = result.beta.then(|| format!(" ({})", t.person_beta()));
        view! {
            <tr>
                <th scope="row">{result.exam}{beta}</th>
                <td>{passed}</td>
                <td>{instant(t, result.taken_at)}</td>
                <td>{instant(t, result.recorded_at)}</td>
                <td><code>{result.result_id}</code></td>
            </tr>
        }
        .into_any()
    });
    table(t, "results", t.person_results_title(), &columns, rows.collect())
}
