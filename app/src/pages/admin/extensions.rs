//! E5: choosing what is extended, seeing what would happen, confirming it.

use chrono::NaiveDate;
use domain::{
    extension::{Counts, Fault},
    view::{CertificationName, ExtensionDone, ExtensionPreview},
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use words::Language;

use super::{frame, log, tables::table};
use crate::{
    api::{ApiError, admin::extensions, catalogue},
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::heading,
        time::{day, instant},
    },
};

/// What the form says, as it was typed.
#[derive(Default)]
struct Form {
    certifications: Vec<String>,
    first_day: String,
    last_day: String,
    until: String,
    /// Why a confirmation did not succeed.
    fault: String,
}

/// All that the page shows.
struct Shown {
    certifications: Vec<CertificationName>,
    past: Vec<ExtensionDone>,
    preview: Option<Result<ExtensionPreview, String>>,
}

impl Form {
    fn read(query: &ParamsMap) -> Self {
        let text = |name| query.get_str(name).unwrap_or_default().to_owned();
        Self {
            certifications: query.get_all("certification").unwrap_or_default(),
            first_day: text("first_day"),
            last_day: text("last_day"),
            until: text("until"),
            fault: text("fault"),
        }
    }

    async fn load(self) -> Result<Shown, ApiError> {
        let past = extensions::list().await?;
        let certifications = catalogue::certifications().await?;
        let Self { certifications: chosen, first_day, last_day, until, .. } = self;
        let asked = [&first_day, &last_day, &until].iter().any(|day| !day.is_empty());
        let days: [Result<NaiveDate, _>; 3] =
            [first_day, last_day, until].map(|day| day.parse::<NaiveDate>());
        let preview = match days {
            _ if !asked => None,
            [Ok(first), Ok(last), Ok(until)] => {
                match extensions::preview(chosen, first, last, until).await {
                    Ok(preview) => Some(Ok(preview)),
                    Err(ApiError::NotExtended { fault }) => Some(Err(fault.name().to_owned())),
                    Err(error) => return Err(error),
                }
            }
            _ => Some(Err(String::new())),
        };
        Ok(Shown { certifications, past, preview })
    }
}

fn form() -> Form {
    use_query_map().with_untracked(Form::read)
}

/// `/admin/extensions?certification=&first_day=&last_day=&until=`
#[component]
pub fn ExtensionsPage() -> impl IntoView {
    answer(form().load(), show)
}

fn show(t: Language, shown: Shown) -> AnyView {
    let asked = form();
    let Shown { certifications, past, preview } = shown;
    let refused = match &preview {
        Some(Err(fault)) => Some(fault.clone()),
        _ if !asked.fault.is_empty() => Some(asked.fault.clone()),
        _ => None,
    };
    let refused = refused.map(|name| notice(Tone::Problem, fault(t, &name).into_any()));
    let preview = preview.and_then(Result::ok).map(|preview| would(t, preview));
    let content = view! {
        {heading(t.admin_extensions())}
        <p class="lede">{t.extend_lede()}</p>
        {refused}
        {choice(t, &asked, certifications)}
        {preview}
        {so_far(t, past)}
    };
    frame::page(t, t.admin_extensions(), content.into_any())
}

fn fault(t: Language, name: &str) -> &'static str {
    match Fault::ALL.iter().find(|fault| fault.name() == name) {
        None => t.extend_incomplete(),
        Some(Fault::NoCertification) => t.extend_fault_no_certification(),
        Some(Fault::Backwards) => t.extend_fault_backwards(),
        Some(Fault::Past) => t.extend_fault_past(),
        Some(Fault::TooFar) => t.extend_fault_too_far(),
        Some(Fault::NoReason) => t.extend_fault_no_reason(),
        Some(Fault::Changed) => t.extend_fault_changed(),
    }
}

fn choice(t: Language, asked: &Form, certifications: Vec<CertificationName>) -> AnyView {
    let choices = certifications.into_iter().map(|it| {
        let checked = asked.certifications.contains(&it.slug);
        view! {
            <li>
                <label>
                    <input type="checkbox" name="certification" value=it.slug checked=checked/>
                    <span>{it.title}</span>
                </label>
            </li>
        }
    });
    let days = [
        ("first_day", t.extend_first_day(), asked.first_day.clone()),
        ("last_day", t.extend_last_day(), asked.last_day.clone()),
        ("until", t.extend_until(), asked.until.clone()),
    ]
    .map(|(name, label, value)| {
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <input type="date" id=name name=name value=value required/>
            </div>
        }
    });
    view! {
        <form class="form" method="get" action="/admin/extensions">
            <fieldset>
                <legend>{t.extend_certifications()}</legend>
                <ul class="choice-list">{choices.collect_view()}</ul>
            </fieldset>
            {days.collect_view()}
            <div class="form-actions">
                <button class="button">{t.extend_preview()}</button>
            </div>
        </form>
    }
    .into_any()
}

/// What would happen, and the form that has it done.
fn would(t: Language, preview: ExtensionPreview) -> AnyView {
    let until = preview.extension.until;
    let columns = [t.extend_person(), t.person_certification(), t.extend_from(), t.extend_to()];
    let samples = preview.samples.into_iter().map(|sample| {
        view! {
            <tr>
                <th scope="row">{log::person(sample.person)}</th>
                <td>{sample.certification}</td>
                <td>{day(t, sample.valid_through)}</td>
                <td>{day(t, until)}</td>
            </tr>
        }
        .into_any()
    });
    let samples = table(t, "samples", t.extend_samples_title(), &columns, samples.collect());
    let extended = preview.counts.extended;
    let hidden = preview
        .extension
        .certifications
        .iter()
        .map(|slug| ("certification[]", slug.clone()))
        .chain([
            ("id", preview.id.to_string()),
            ("digest", preview.digest),
            ("first_day", preview.extension.first_day.to_string()),
            ("last_day", preview.extension.last_day.to_string()),
            ("until", until.to_string()),
        ])
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let confirm = if extended == 0 {
        view! { <p role="status">{t.extend_nothing()}</p> }.into_any()
    } else {
        view! {
            {samples}
            <form class="form" method="post" action="/api/admin/extensions/confirm">
                {hidden}
                <div class="field">
                    <label for="reason">{t.extend_reason()}</label>
                    <input id="reason" name="reason" required maxlength="500" aria-describedby="reason-hint"/>
                    <p class="field__hint" id="reason-hint">{t.extend_reason_hint()}</p>
                </div>
                {notice(Tone::Act, t.extend_no_undo().into_any())}
                <div class="form-actions">
                    <button class="button button--danger">{t.extend_confirm(extended)}</button>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        {counts(t, "preview", t.extend_preview_title(), until, &[(t.extend_number(), preview.counts)])}
        {confirm}
    }
    .into_any()
}

/// How many credentials fare how, a column for each of `columns`.
pub fn counts(
    t: Language,
    id: &'static str,
    title: &'static str,
    until: NaiveDate,
    columns: &[(&'static str, Counts)],
) -> AnyView {
    type Number = fn(&Counts) -> i64;
    let lines: [(String, Number); 5] = [
        (t.extend_count_extended(t.date(until)), |counts| counts.extended),
        (t.extend_count_expired().to_owned(), |counts| counts.expired),
        (t.extend_count_never_expires().to_owned(), |counts| counts.never_expires),
        (t.extend_count_later_already().to_owned(), |counts| counts.later_already),
        (t.extend_count_changed_since().to_owned(), |counts| counts.changed_since),
    ];
    let heads: Vec<_> =
        std::iter::once(t.extend_outcome()).chain(columns.iter().map(|(head, _)| *head)).collect();
    let rows = lines.into_iter().map(|(name, number)| {
        let cells = columns.iter().map(|(_, counts)| view! { <td>{number(counts)}</td> });
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }.into_any()
    });
    table(t, id, title, &heads, rows.collect())
}

fn so_far(t: Language, past: Vec<ExtensionDone>) -> AnyView {
    let columns =
        [t.extend_at(), t.extend_by(), t.extend_until(), t.extend_done(), t.extend_reason()];
    let rows = past.into_iter().map(|it| {
        view! {
            <tr>
                <td>
                    <a href=format!("/admin/extensions/{}", it.id)>{instant(t, it.at)}</a>
                </td>
                <th scope="row">{log::person(it.by)}</th>
                <td>{day(t, it.extension.until)}</td>
                <td>{it.done.extended}</td>
                <td>{it.reason}</td>
            </tr>
        }
        .into_any()
    });
    table(t, "past", t.extend_past_title(), &columns, rows.collect())
}
