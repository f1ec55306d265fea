//! What mails say and how they are sent: reviewed as files, and read by another library.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::{collections::BTreeSet, fs, path::PathBuf};

use mail_parser::{Message, MessageParser, MimeHeaders};
use service::mail::{
    content::{Content, Reader},
    letter::{self, Letter},
    message::{MessageError, Sender, dkim, message},
    samples::{self, Sample},
};
use unicode_width::UnicodeWidthStr;
use words::Language;

fn everything() -> impl Iterator<Item = (Sample, Letter)> {
    let samples = Language::ALL.into_iter().flat_map(samples::all);
    samples.map(|it| {
        let letter = letter::write(&it.content, &it.reader, &it.links, it.now);
        (it, letter)
    })
}

fn sender() -> Sender {
    Sender {
        from: "Perennial 认证 <mail@perennial.example>".parse().unwrap(),
        message_id_host: "perennial.example".to_owned(),
        dkim: None,
    }
}

fn sent(by: &Sender, it: &Sample, letter: &Letter) -> Vec<u8> {
    let language = it.reader.language;
    message(by, it.id, it.to, letter, language, &it.links, it.now).unwrap().formatted()
}

fn parsed(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).unwrap()
}

fn header<'a>(of: &'a Message<'_>, name: &'a str) -> Option<&'a str> {
    of.header_raw(name).map(str::trim)
}

fn reminds(it: &Sample) -> bool {
    matches!(it.content, Content::WindowOpened(_) | Content::Reminder(_))
}

/// Compares each mail with the files that were reviewed; `PERENNIAL_REVIEW=1` writes them anew, to be
/// read before they are kept.
#[test]
fn n1_n2_every_mail_says_what_was_reviewed() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/mail");
    let review = std::env::var_os("PERENNIAL_REVIEW").is_some();
    let mut names = BTreeSet::new();
    for (it, letter) in everything() {
        let tag = it.reader.language.tag();
        let text = format!("Subject: {}\n\n{}", letter.subject, letter.text);
        for (ending, said) in [("txt", &text), ("html", &letter.html)] {
            let name = format!("{}.{tag}.{ending}", it.name);
            let path = folder.join(&name);
            if review {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&path, said).unwrap();
            }
            assert_eq!(fs::read_to_string(&path).as_ref().ok(), Some(said), "{name}");
            names.insert(name);
        }
    }
    let files = fs::read_dir(&folder).unwrap();
    let files: BTreeSet<_> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, names);
}

/// The letters of a text, without blanks, lines and what only one of the two ways has.
fn letters_of(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !":：".contains(*c)).collect()
}

/// What a reader of the HTML reads: its body without tags.
fn read_aloud(html: &str) -> String {
    let (_, body) = html.split_once("<body").unwrap();
    let mut text = String::new();
    for part in body.split('<').skip(1) {
        text.push_str(part.split_once('>').unwrap().1);
    }
    let entities =
        [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    entities.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

#[test]
fn text_and_html_say_the_same() {
    for (it, letter) in everything() {
        let text: String = letter
            .text
            .lines()
            .filter(|line| !line.starts_with("https://") && *line != "-- ")
            .collect();
        let html = letters_of(&read_aloud(&letter.html));
        assert_eq!(html.strip_prefix("Perennial").unwrap(), letters_of(&text), "{}", it.name);
    }
}

#[test]
fn links_lead_to_the_same_places_and_nothing_comes_from_elsewhere() {
    for (it, letter) in everything() {
        let mut wanted = vec![it.links.go.as_str()];
        wanted.extend(it.links.unsubscribe.as_deref());
        let in_text: Vec<_> =
            letter.text.lines().filter(|line| line.starts_with("https://")).collect();
        assert_eq!(in_text, wanted, "{}", it.name);
        assert_eq!(letter.text.matches("://").count(), wanted.len());
        let in_html: Vec<_> = letter.html.split("href=\"").skip(1).collect();
        let in_html: Vec<_> = in_html.iter().map(|rest| rest.split_once('"').unwrap().0).collect();
        assert_eq!(in_html, wanted, "{}", it.name);
        assert_eq!(letter.html.matches("://").count(), wanted.len());
        for remote in ["src=", "url(", "@import", "<img", "<link", "<script", "<table", "//www"] {
            assert!(!letter.html.contains(remote), "{}: {remote}", it.name);
        }
        let lang = format!("<html lang=\"{}\"", it.reader.language.tag());
        assert!(letter.html.contains(&lang) && letter.html.matches("<h1").count() == 1);
    }
}

#[test]
fn lines_of_text_are_narrow_and_links_are_whole() {
    for (it, letter) in everything() {
        for line in letter.text.lines() {
            assert!(line.width() <= 72 || line.starts_with("https://"), "{}: {line}", it.name);
            assert!(line == "-- " || line.trim_end() == line, "{}: {line:?}", it.name);
        }
        assert!(!letter.subject.contains('\n') && letter.subject.width() <= 78, "{}", it.name);
    }
}

#[test]
fn another_library_reads_the_message_as_it_was_meant() {
    for (it, letter) in everything() {
        let name = it.name;
        let bytes = sent(&sender(), &it, &letter);
        assert!(bytes.is_ascii(), "{name}");
        let longest = bytes.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
        assert!(longest <= Some(200), "{name}: {longest:?}");
        let found = parsed(&bytes);
        assert_eq!(found.subject(), Some(letter.subject.as_str()), "{name}");
        let from = found.from().unwrap().first().unwrap();
        assert_eq!(from.name(), Some("Perennial 认证"));
        assert_eq!(from.address(), Some("mail@perennial.example"));
        let to: Vec<_> = found.to().unwrap().iter().map(|to| to.address().unwrap()).collect();
        assert_eq!(to, [it.to]);
        assert!(found.cc().is_none() && found.bcc().is_none());
        assert_eq!(found.date().unwrap().to_timestamp(), it.now.timestamp(), "{name}");
        assert_eq!(found.message_id(), Some(format!("{}@perennial.example", it.id).as_str()));
        assert_eq!(header(&found, "Auto-Submitted"), Some("auto-generated"));
        assert_eq!(header(&found, "Content-Language"), Some(it.reader.language.tag()));
        assert_eq!(header(&found, "MIME-Version"), Some("1.0"));

        let kind = found.content_type().unwrap();
        assert_eq!((kind.ctype(), kind.subtype()), ("multipart", Some("alternative")));
        let parts: Vec<_> = found.parts.iter().skip(1).collect();
        assert_eq!(parts.len(), 2, "{name}");
        for (part, subtype) in parts.iter().zip(["plain", "html"]) {
            let kind = part.content_type().unwrap();
            assert_eq!((kind.ctype(), kind.subtype()), ("text", Some(subtype)));
            assert_eq!(kind.attribute("charset"), Some("utf-8"));
            assert!(part.contents().len() > 100 && !part.is_encoding_problem, "{name}");
        }
        let body = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
        assert_eq!(body(&found.body_text(0).unwrap()), letter.text.trim_end(), "{name}");
        assert_eq!(body(&found.body_html(0).unwrap()), letter.html.trim_end(), "{name}");
    }
}

#[test]
fn n6_reminders_and_no_others_are_muted_with_one_click() {
    for (it, letter) in everything() {
        let bytes = sent(&sender(), &it, &letter);
        let found = parsed(&bytes);
        let link = header(&found, "List-Unsubscribe");
        let post = header(&found, "List-Unsubscribe-Post");
        if reminds(&it) {
            let expected = format!("<{}>", it.links.unsubscribe.as_ref().unwrap());
            assert_eq!(link, Some(expected.as_str()));
            assert_eq!(post, Some("List-Unsubscribe=One-Click"));
        } else {
            assert_eq!((link, post), (None, None), "{}", it.name);
        }
    }
}

#[test]
fn n3_every_try_is_the_same_message() {
    for (it, letter) in everything() {
        assert_eq!(sent(&sender(), &it, &letter), sent(&sender(), &it, &letter), "{}", it.name);
    }
}

/// Names and titles as nobody should have them.
const HOSTILE: [&str; 4] = [
    "Lin\r\nBcc: everybody@example.org\r\n\r\n<script>alert(1)</script>",
    "\"><img src=https://tracker.example/x.png>",
    "a\u{2028}b\u{0}c\u{7f}d\u{85}e",
    "{{ draft.go }} & {% include \"/etc/passwd\" %}",
];

#[test]
fn nobody_writes_headers_or_markup_by_name_or_title() {
    let mut letters = 0;
    for hostile in HOSTILE {
        for (mut it, _) in everything() {
            it.reader.name = Some(hostile.to_owned());
            match &mut it.content {
                Content::WindowOpened(content) | Content::Reminder(content) => {
                    content.title = hostile.to_owned();
                }
                Content::Receipt(content) => content.title = hostile.to_owned(),
                Content::Failure(content) => content.title = hostile.to_owned(),
                Content::Expired(content) => {
                    content.title = hostile.to_owned();
                    content.exams = vec![vec![hostile.to_owned()]];
                }
                Content::Changed { .. } | Content::Asked(_) => {}
            }
            let letter = letter::write(&it.content, &it.reader, &it.links, it.now);
            assert!(!letter.subject.contains(char::is_control), "{:?}", letter.subject);
            for markup in ["<script", "<img"] {
                assert!(!letter.html.contains(markup));
            }
            let bytes = sent(&sender(), &it, &letter);
            let found = parsed(&bytes);
            assert_eq!(found.subject(), Some(letter.subject.as_str()));
            assert!(found.bcc().is_none());
            assert_eq!(found.headers().len(), if reminds(&it) { 11 } else { 9 }, "{}", it.name);
            assert_eq!(found.parts.len(), 3);
            letters += 1;
        }
    }
    assert!(letters > 100);
}

#[test]
fn an_address_that_is_none_is_told_of() {
    let (it, letter) = everything().next().unwrap();
    let to = |address: &str| {
        message(&sender(), it.id, address, &letter, Language::En, &it.links, it.now)
    };
    for address in [
        "",
        "nobody",
        "@example.com",
        "a@",
        "a b@example.com",
        "a@example.com, b@example.com",
        "Lin <a@example.com>",
        "a@example.com\r\nBcc: b@example.com",
        "a@exa\0mple.com",
        &"x".repeat(1000),
    ] {
        assert!(matches!(to(address), Err(MessageError::Address(_))), "{address}");
    }
    for address in ["a+b@example.com", "李@例子.测试", "a@xn--fsqu00a.xn--0zwm56d"] {
        assert!(to(address).is_ok(), "{address}");
    }
    let mut links = it.links.clone();
    links.unsubscribe = Some("https://example.com/>\r\nBcc: b@example.com".to_owned());
    let result = message(&sender(), it.id, it.to, &letter, Language::En, &links, it.now);
    assert!(matches!(result, Err(MessageError::Link)));
}

/// RFC 6376, RFC 8463: what is signed is what a stranger verifies, the headers of one click included.
#[test]
fn a_signature_covers_the_headers_and_holds() {
    let seed = [7; 32];
    let signing = ring::signature::Ed25519KeyPair::from_seed_unchecked(&seed).unwrap();
    let public = ring::signature::KeyPair::public_key(&signing).as_ref().to_vec();
    let key = base64(&seed);
    let by = Sender { dkim: Some(dkim("2026", "perennial.example", &key).unwrap()), ..sender() };
    for (it, letter) in everything().filter(|(it, _)| it.name == "reminder-7") {
        let bytes = sent(&by, &it, &letter);
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let headers: Vec<_> =
            unfolded.split("\r\n").map(|line| line.split_once(':').unwrap()).collect();
        let relaxed = |value: &str| value.split_whitespace().collect::<Vec<_>>().join(" ");
        let of = |name: &str| {
            let found = headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
            found.map(|(_, value)| format!("{}:{}", name.to_lowercase(), relaxed(value)))
        };
        let own = of("DKIM-Signature").unwrap();
        let tag = |name: &str| {
            let (_, value) = own.split_once(&format!(" {name}=")).unwrap();
            value.split(';').next().unwrap().replace(' ', "")
        };
        assert_eq!((tag("d").as_str(), tag("s").as_str()), ("perennial.example", "2026"));
        let signed = tag("h");
        for name in ["from", "to", "subject", "date", "message-id", "list-unsubscribe-post"] {
            assert!(signed.split(':').any(|it| it == name), "{name}: {signed}");
        }
        // Blanks before line ends and empty lines at the end don't count; ours have neither within.
        let lines: Vec<_> = body
            .lines()
            .map(|line| {
                let ends = line.trim_end_matches([' ', '\t']);
                let mut squeezed = String::new();
                for c in ends.chars() {
                    if !(c == ' ' && squeezed.ends_with(' ')) {
                        squeezed.push(c);
                    }
                }
                squeezed
            })
            .collect();
        let canonical = format!("{}\r\n", lines.join("\r\n").trim_end_matches("\r\n"));
        let hash = ring::digest::digest(&ring::digest::SHA256, canonical.as_bytes());
        assert_eq!(tag("bh"), base64(hash.as_ref()));

        let (before, _) = own.rsplit_once("b=").unwrap();
        let mut covered: String =
            signed.split(':').filter_map(of).map(|line| line + "\r\n").collect();
        covered.push_str(before);
        covered.push_str("b=");
        let digest = ring::digest::digest(&ring::digest::SHA256, covered.as_bytes());
        let verifies = ring::signature::UnparsedPublicKey::new(&ring::signature::ED25519, &public);
        verifies.verify(digest.as_ref(), &from_base64(&tag("b"))).unwrap();
    }
}

const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let padded = [chunk[0], *chunk.get(1).unwrap_or(&0), *chunk.get(2).unwrap_or(&0)];
        let bits = u32::from_be_bytes([0, padded[0], padded[1], padded[2]]);
        for place in 0..4 {
            let index = (bits >> (18 - 6 * place)) & 63;
            let sign = if place <= chunk.len() { ALPHABET[index as usize] } else { b'=' };
            text.push(sign.into());
        }
    }
    text
}

fn from_base64(text: &str) -> Vec<u8> {
    let values = text.bytes().filter_map(|sign| ALPHABET.iter().position(|it| *it == sign));
    let bits: Vec<_> =
        values.flat_map(|value| (0..6).rev().map(move |bit| value >> bit & 1)).collect();
    let byte = |bits: &[usize]| {
        bits.iter().fold(0, |byte: u8, bit| byte << 1 | u8::try_from(*bit).unwrap())
    };
    bits.chunks_exact(8).map(byte).collect()
}

#[test]
fn without_name_and_time_zone_it_is_said_in_utc_alone() {
    for (it, _) in everything() {
        let reader = Reader { name: None, language: it.reader.language, time_zone: None };
        let letter = letter::write(&it.content, &reader, &it.links, it.now);
        assert!(!letter.text.contains("your time") && !letter.text.contains("你的时间"));
        let hello = letter.text.lines().nth(2).unwrap();
        assert!(["Hello,", "你好："].contains(&hello), "{hello}");
    }
}
