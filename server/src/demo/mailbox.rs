//! The demo's mailbox: the mails that lie as files in the folder for data, read anew for every page.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use app::{Mail, MailParts, Mailbox};
use axum::{
    extract::{Path as InPath, State},
    http::{
        StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use chrono::DateTime;
use mail_parser::{Message, MessageParser};

use super::Demo;

/// The page with all mails; each has its own below it.
const PAGE: &str = "/demo/mailbox";
/// So many of the newest are listed.
const LISTED: usize = 200;
/// What the HTML of a mail may do: show itself, in our frame, and open a link elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
    form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
/// Of all headers those that are worth reading.
const HEADERS: [&str; 10] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Content-Language",
    "DKIM-Signature",
];

/// What lies in the mailbox, if that is what a page shows.
pub async fn seen_on(folder: Option<&Path>, path: &str) -> Option<Mailbox> {
    let rest = path.strip_prefix(PAGE)?;
    if rest.is_empty() {
        let Some(folder) = folder.map(Path::to_owned) else {
            return Some(Mailbox::All(Vec::new()));
        };
        let mails = tokio::task::spawn_blocking(move || all(&folder)).await.ok()?;
        return Some(Mailbox::All(mails));
    }
    let id = rest.strip_prefix('/')?;
    let bytes = whole(folder?, id).await?;
    let message = MessageParser::default().parse(&bytes)?;
    Some(Mailbox::One(Box::new(parts(id, &message))))
}

/// `/demo/mailbox/{id}/html`: the HTML part, to be shown in a frame.
pub async fn html(State(demo): State<Demo>, InPath(id): InPath<String>) -> Response {
    let bytes = read(&demo, &id).await.unwrap_or_default();
    let message = MessageParser::default().parse(&bytes);
    let Some(html) = message.and_then(|message| Some(message.body_html(0)?.into_owned())) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // What is clicked opens beside the frame, in which pages refuse to be shown.
    let html = html.replacen("<head>", "<head><base target=\"_blank\">", 1);
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY)];
    (headers, html).into_response()
}

/// `/demo/mailbox/{id}/message.eml`: the mail as it lies there.
pub async fn file(State(demo): State<Demo>, InPath(id): InPath<String>) -> Response {
    match read(&demo, &id).await {
        Some(bytes) => {
            let attachment = "attachment; filename=\"message.eml\"";
            ([(CONTENT_TYPE, "message/rfc822"), (CONTENT_DISPOSITION, attachment)], bytes)
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn read(demo: &Demo, id: &str) -> Option<Vec<u8>> {
    whole(demo.mails()?, id).await
}

/// The bytes of one mail. What names none can't lead out of the folder.
async fn whole(folder: &Path, id: &str) -> Option<Vec<u8>> {
    let is_name = !id.is_empty() && id.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
    if !is_name {
        return None;
    }
    tokio::fs::read(folder.join(format!("{id}.eml"))).await.ok()
}

/// The newest mails. Names of files begin with the instant at which a mail was due, so they sort by
/// it. What can't be read is left out.
fn all(folder: &Path) -> Vec<Mail> {
    let mut files = named(folder).unwrap_or_default();
    files.sort_unstable_by(|a, b| b.cmp(a));
    let mails = files.into_iter().take(LISTED).filter_map(|file| {
        let bytes = fs::read(&file).ok()?;
        let message = MessageParser::default().parse_headers(&bytes)?;
        Some(mail(file.file_stem()?.to_str()?, &message))
    });
    let mut mails: Vec<_> = mails.collect();
    mails.sort_by_key(|mail| std::cmp::Reverse(mail.at));
    mails
}

fn named(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mails = files.filter(|file| {
        file.as_ref().is_ok_and(|file| file.extension().is_some_and(|ending| ending == "eml"))
    });
    mails.collect()
}

fn mail(id: &str, message: &Message<'_>) -> Mail {
    let to = message.to().and_then(|to| to.first()).and_then(|to| to.address());
    let at = message.date().and_then(|at| DateTime::from_timestamp(at.to_timestamp(), 0));
    Mail {
        id: id.to_owned(),
        subject: message.subject().unwrap_or_default().to_owned(),
        to: to.unwrap_or_default().to_owned(),
        at,
    }
}

fn parts(id: &str, message: &Message<'_>) -> MailParts {
    let headers = HEADERS.iter().filter_map(|name| {
        let value = message.header_raw(*name)?;
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(((*name).to_owned(), value))
    });
    MailParts {
        mail: mail(id, message),
        headers: headers.collect(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.html_body_count() > 0,
    }
}
