//! Searching the audit log.

use std::str::FromStr;

use chrono::NaiveDate;
use domain::{audit::Action, view::AuditPage as Lines};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use uuid::Uuid;
use words::Language;

use super::{frame, log};
use crate::{
    api::{ApiError, admin::audit},
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::heading,
    },
    places,
};

/// What the form says, as it was typed.
#[derive(Default)]
struct Form {
    by: String,
    about: String,
    action: String,
    from: String,
    to: String,
    after: String,
}

impl Form {
    fn read(query: &ParamsMap) -> Self {
        let text = |name| query.get_str(name).unwrap_or_default().trim().to_owned();
        Self {
            by: text("by"),
            about: text("about"),
            action: text("action"),
            from: text("from"),
            to: text("to"),
            after: text("after"),
        }
    }

    /// The lines it asks for; none with the mark that it can't be read.
    async fn search(self) -> Result<(Lines, bool), ApiError> {
        type Read = Option<(
            Option<Uuid>,
            Option<Uuid>,
            Option<Action>,
            Option<NaiveDate>,
            Option<NaiveDate>,
        )>;
        let read: Read = (|| {
            let action = match self.action.as_str() {
                "" => None,
                name => Some(*Action::ALL.iter().find(|action| action.name() == name)?),
            };
            Some((
                given(&self.by).ok()?,
                given(&self.about).ok()?,
                action,
                given(&self.from).ok()?,
                given(&self.to).ok()?,
            ))
        })();
        if let Some((by, about, action, from, to)) = read {
            return Ok((audit::lines(by, about, action, from, to, self.after).await?, true));
        }
        // Whether there is such a page at all is said all the same.
        let nobody = Some(Uuid::nil());
        audit::lines(nobody, nobody, None, None, None, String::new()).await?;
        Ok((Lines::default(), false))
    }

    /// The address of the same search from `after` on.
    fn address(&self, after: &str) -> String {
        let Self { by, about, action, from, to, .. } = self;
        let fields = [("by", by), ("about", about), ("action", action), ("from", from), ("to", to)];
        let mut address = "/admin/audit?".to_owned();
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            address.extend([name, "=", &places::encoded(value), "&"]);
        }
        address + "after=" + &places::encoded(after)
    }
}

/// Nothing where nothing was typed.
fn given<T: FromStr>(text: &str) -> Result<Option<T>, T::Err> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

fn form() -> Form {
    use_query_map().with_untracked(Form::read)
}

/// `/admin/audit?by=&about=&action=&from=&to=&after=`
#[component]
pub fn AuditPage() -> impl IntoView {
    answer(form().search(), show)
}

fn show(t: Language, (found, readable): (Lines, bool)) -> AnyView {
    let asked = form();
    let older = found.older.map(|after| asked.address(&after));
    let actions = Action::ALL.iter().map(|action| {
        let selected = asked.action == action.name();
        view! { <option value=action.name() selected=selected>{t.audit_action(*action)}</option> }
    });
    let actions = actions.collect_view();
    let unreadable = (!readable).then(|| notice(Tone::Problem, t.log_unreadable().into_any()));
    let content = view! {
        {heading(t.admin_audit())}
        <p class="lede">{t.admin_audit_text()}</p>
        {unreadable}
        <form class="form form--columns" method="get" action="/admin/audit">
            <div class="field">
                <label for="by">{t.log_by()}</label>
                <input id="by" name="by" value=asked.by maxlength="36" aria-describedby="by-hint"/>
                <p class="field__hint" id="by-hint">{t.log_number_hint()}</p>
            </div>
            <div class="field">
                <label for="about">{t.log_about()}</label>
                <input
                    id="about"
                    name="about"
                    value=asked.about
                    maxlength="36"
                    aria-describedby="about-hint"
                />
                <p class="field__hint" id="about-hint">{t.log_about_hint()}</p>
            </div>
            <div class="field">
                <label for="action">{t.log_what()}</label>
                <select id="action" name="action">
                    <option value="">{t.log_any()}</option>
                    {actions}
                </select>
            </div>
            <div class="field">
                <label for="from">{t.log_from()}</label>
                <input type="date" id="from" name="from" value=asked.from/>
            </div>
            <div class="field">
                <label for="to">{t.log_to()}</label>
                <input type="date" id="to" name="to" value=asked.to/>
            </div>
            <div class="form-actions">
                <button class="button button--primary">{t.log_search()}</button>
            </div>
        </form>
        {log::lines(t, t.admin_audit(), found.lines)}
        {older.map(|older| view! {
            <p><a href=older>{t.log_older()}</a></p>
        })}
    };
    frame::page(t, t.admin_audit(), content.into_any())
}
