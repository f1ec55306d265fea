//! Mails that wait, and those that could not be delivered.

use domain::{
    notice::Kind,
    role::Action,
    view::{DeadMail, DeadMails},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use super::{frame, tables::table};
use crate::{
    api::admin::mail,
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::heading,
        time::instant,
    },
};

/// `/admin/mail?older=`
#[component]
pub fn MailPage() -> impl IntoView {
    let older = use_query_map()
        .with_untracked(|query| query.get_str("older").unwrap_or_default().to_owned());
    answer(mail::dead(older), show)
}

fn show(t: Language, dead: DeadMails) -> AnyView {
    let DeadMails { queued, failing, mails, older } = dead;
    let may_retry = frame::roles().may(Action::RetryMail);
    let ids: Vec<_> = mails.iter().map(|mail| mail.id.to_string()).collect();
    let all = (may_retry && ids.len() > 1).then(|| {
        let ids = ids.into_iter().map(|id| view! { <input type="hidden" name="id[]" value=id/> });
        view! {
            <form method="post" action="/api/admin/mail/retry">
                {ids.collect_view()}
                <button class="button">{t.dead_mail_retry_all()}</button>
            </form>
        }
    });
    let columns = [
        t.dead_mail_at(),
        t.dead_mail_kind(),
        t.dead_mail_to(),
        t.dead_mail_reason(),
        t.dead_mail_tries(),
        t.dead_mail_retry(),
    ];
    let columns = if may_retry { &columns[..] } else { &columns[..5] };
    let rows = mails.into_iter().map(|mail| row(t, mail, may_retry));
    let failing = (failing > 0).then(|| [t.gap(), &t.dead_mail_failing(failing)].concat());
    let content = view! {
        {heading(t.admin_mail())}
        <p class="lede">{t.dead_mail_waiting(queued)}{failing}</p>
        {outcome(t)}
        {table(t, "dead-mail", t.dead_mail_title(), columns, rows.collect())}
        {all}
        {older.map(|older| view! {
            <p><a href=format!("/admin/mail?older={older}")>{t.log_older()}</a></p>
        })}
    };
    frame::page(t, t.admin_mail(), content.into_any())
}

/// What the form that led here has done, or why not.
fn outcome(t: Language) -> Option<AnyView> {
    use_query_map().with_untracked(|query| {
        let retried = query.get_str("retried").and_then(|count| count.parse().ok());
        if let Some(count) = retried.filter(|count| *count > 0) {
            return Some(notice(Tone::Fine, t.dead_mail_retried(count).into_any()));
        }
        if retried.is_none() && query.get_str("error").is_none() {
            return None;
        }
        Some(notice(Tone::Problem, t.dead_mail_not_retried().into_any()))
    })
}

fn row(t: Language, mail: DeadMail, may_retry: bool) -> AnyView {
    let kind = kind(t, &mail.kind);
    let to = mail.to.unwrap_or_default();
    let to = match mail.person {
        Some(person) => {
            view! { <a href=format!("/admin/people/{person}")>{to.clone()}</a> }.into_any()
        }
        None => to.clone().into_any(),
    };
    let retry = may_retry.then(|| {
        let label = t.dead_mail_retry_label(&kind, t.instant_utc(mail.at));
        view! {
            <td>
                <form method="post" action="/api/admin/mail/retry">
                    <input type="hidden" name="id[]" value=mail.id.to_string()/>
                    <button class="link-button" aria-label=label>{t.dead_mail_retry()}</button>
                </form>
            </td>
        }
    });
    view! {
        <tr>
            <td>{instant(t, mail.at)}</td>
            <th scope="row">{kind.clone()}</th>
            <td>{to}</td>
            <td>{mail.reason}</td>
            <td class="numeric">{mail.tries}</td>
            {retry}
        </tr>
    }
    .into_any()
}

fn kind(t: Language, name: &str) -> String {
    let Ok(kind) = name.parse::<Kind>() else { return name.to_owned() };
    match kind {
        Kind::WindowOpened => t.mail_kind_window_opened(),
        Kind::Reminder(days) => return t.mail_kind_reminder(i64::from(days)),
        Kind::Receipt => t.mail_kind_receipt(),
        Kind::Failure => t.mail_kind_failure(),
        Kind::Expired => t.mail_kind_expired(),
        Kind::ProfilesConnected => t.mail_kind_profiles_connected(),
        Kind::ProfilesMerged => t.mail_kind_profiles_merged(),
        Kind::LoginReplaced => t.mail_kind_login_replaced(),
        Kind::PasswordChanged => t.mail_kind_password_changed(),
        Kind::AddressChanged => t.mail_kind_address_changed(),
        Kind::ConfirmAddress => t.mail_kind_confirm_address(),
        Kind::AlreadyRegistered => t.mail_kind_already_registered(),
        Kind::ResetPassword => t.mail_kind_reset_password(),
        Kind::ChangeAddress => t.mail_kind_change_address(),
    }
    .to_owned()
}
