//! The demo's mailbox. Without `--demo` there is no such page.

use std::sync::Arc;

use leptos::prelude::*;
use words::Language;

use super::not_found::NotFoundPage;
use crate::{
    Mail, MailParts, Mailbox, Visitor,
    components::{
        page::{Width, heading, page},
        time::instant,
    },
};

/// `/demo/mailbox`
#[component]
pub fn MailboxPage() -> impl IntoView {
    let t = crate::language();
    match shown().as_deref() {
        Some(Mailbox::All(mails)) => list(t, mails),
        _ => NotFoundPage().into_any(),
    }
}

/// `/demo/mailbox/{id}`
#[component]
pub fn MailboxMailPage() -> impl IntoView {
    let t = crate::language();
    match shown().as_deref() {
        Some(Mailbox::One(mail)) => one(t, mail),
        _ => NotFoundPage().into_any(),
    }
}

/// What the server has found for the address.
fn shown() -> Option<Arc<Mailbox>> {
    with_context::<Visitor, _>(|visitor| visitor.demo.as_ref()?.mailbox.clone()).flatten()
}

fn subject(t: Language, mail: &Mail) -> String {
    match mail.subject.as_str() {
        "" => t.mailbox_no_subject().to_owned(),
        subject => subject.to_owned(),
    }
}

fn list(t: Language, mails: &[Mail]) -> AnyView {
    let items = mails.iter().map(|mail| {
        view! {
            <li class="row">
                <div class="row__main">
                    <a class="row__title" href=format!("/demo/mailbox/{}", mail.id)>{subject(t, mail)}</a>
                </div>
                <div class="row__detail">{facts(t, mail)}</div>
            </li>
        }
    });
    let content = view! {
        {heading(t.mailbox_title())}
        <p class="lede">{t.mailbox_lede()}</p>
        {mails.is_empty().then(|| view! { <p class="muted">{t.mailbox_none()}</p> })}
        <ul class="rows">{items.collect_view()}</ul>
    };
    page(t, t.mailbox_title(), Width::Usual, content.into_any())
}

fn facts(t: Language, mail: &Mail) -> AnyView {
    let at = mail.at.map(|at| (instant(t, at), " · "));
    view! { {at}{t.mailbox_to(&mail.to)} }.into_any()
}

fn one(t: Language, parts: &MailParts) -> AnyView {
    let MailParts { mail, headers, text, html } = parts;
    let title = subject(t, mail);
    let here = format!("/demo/mailbox/{}", mail.id);
    let headers = headers.iter().map(|(name, value)| {
        view! { <div><dt>{name.clone()}</dt><dd class="secret">{value.clone()}</dd></div> }
    });
    let html = html.then(|| {
        view! {
            <section class="stack">
                <h2>{t.mailbox_html()}</h2>
                // Its own policy forbids it everything but its styles.
                <iframe
                    class="mail__html"
                    title=t.mailbox_html()
                    src=format!("{here}/html")
                    sandbox="allow-popups allow-popups-to-escape-sandbox"
                ></iframe>
            </section>
        }
    });
    let content = view! {
        {heading(title.clone())}
        <p class="muted">{facts(t, mail)}</p>
        <section class="stack">
            <h2>{t.mailbox_text()}</h2>
            <div class="mail__text">{linked(text)}</div>
        </section>
        {html}
        <section class="stack">
            <h2>{t.mailbox_headers()}</h2>
            <dl class="facts">{headers.collect_view()}</dl>
            <p>
                <a href=format!("{here}/message.eml") rel="external" download>{t.mailbox_file()}</a>
            </p>
        </section>
        <p><a href="/demo/mailbox">{t.mailbox_back()}</a></p>
    };
    page(t, &title, Width::Narrow, content.into_any())
}

/// A text with its addresses of pages as links.
fn linked(text: &str) -> AnyView {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned().into_any(),
            Piece::Link(link) => view! { <a href=link.to_owned()>{link.to_owned()}</a> }.into_any(),
        })
        .collect_view()
        .into_any()
}

#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Link(&'a str),
}

/// An address goes on to the next blank or bracket, without the full stop behind it.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = ["https://", "http://"].iter().filter_map(|it| rest.find(it)).min() {
        let (before, found) = rest.split_at(at);
        let ends = |c: char| c.is_whitespace() || "<>()\"”，。、；：）".contains(c);
        let link = found.split(ends).next().unwrap_or(found).trim_end_matches(['.', ',', ';', ':']);
        pieces.extend([Piece::Text(before), Piece::Link(link)]);
        rest = &found[link.len()..];
    }
    pieces.push(Piece::Text(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_text_are_found() {
        use Piece::{Link, Text};
        let table = [
            ("no address", vec![Text("no address")]),
            (
                "Go to http://a.example/go/1.\nOr <https://b.example>",
                vec![
                    Text("Go to "),
                    Link("http://a.example/go/1"),
                    Text(".\nOr <"),
                    Link("https://b.example"),
                    Text(">"),
                ],
            ),
            (
                "打开 https://a.example/1。",
                vec![Text("打开 "), Link("https://a.example/1"), Text("。")],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(pieces(text), expected);
        }
    }
}
