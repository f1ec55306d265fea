//! A letter as a message: its headers, its two parts, its signature.

use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    address::AddressError,
    message::{
        Mailbox, MultiPart, SinglePart,
        dkim::{
            DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm,
            DkimSigningKey, DkimSigningKeyError,
        },
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use uuid::Uuid;
use words::Language;

use super::{content::Links, letter::Letter};

/// Who writes.
#[derive(Debug)]
pub struct Sender {
    /// As whom.
    pub from: Mailbox,
    /// What stands behind the `@` of a Message-ID.
    pub message_id_host: String,
    /// With what it is signed, if it is; see [`dkim`].
    pub dkim: Option<DkimConfig>,
}

/// Why a letter can't become a message.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// Nobody can be written to at such an address.
    #[error("no mail can be sent to this address: {0}")]
    Address(#[from] AddressError),
    /// A link that can't stand in a header.
    #[error("the address of a link has characters that can't stand in a header")]
    Link,
    /// What else the library finds.
    #[error("the message can't be put together: {0}")]
    Message(#[from] lettre::error::Error),
}

/// What a signature covers (RFC 6376), and with which RFC 8058 asks that one click be covered.
const SIGNED: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// Signing with the key of a selector of a domain: RSA in PKCS#1 PEM, or the 32 bytes of Ed25519 in
/// base64.
pub fn dkim(selector: &str, domain: &str, key: &str) -> Result<DkimConfig, DkimSigningKeyError> {
    let algorithm = if key.trim_start().starts_with("-----BEGIN") {
        DkimSigningAlgorithm::Rsa
    } else {
        DkimSigningAlgorithm::Ed25519
    };
    Ok(DkimConfig::new(
        selector.to_owned(),
        domain.to_owned(),
        DkimSigningKey::new(key.trim(), algorithm)?,
        SIGNED.map(HeaderName::new_from_ascii_str).to_vec(),
        DkimCanonicalization {
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        },
    ))
}

/// Puts a message together. `id` is that of the mail: the Message-ID is the same on every try.
pub fn message(
    sender: &Sender,
    id: Uuid,
    to: &str,
    letter: &Letter,
    language: Language,
    links: &Links,
    now: DateTime<Utc>,
) -> Result<Message, MessageError> {
    let Letter { subject, text, html } = letter;
    let mut builder = Message::builder()
        .from(sender.from.clone())
        .to(Mailbox::new(None, to.parse::<Address>()?))
        .subject(subject)
        .date(now.into())
        .message_id(Some(format!("<{id}@{}>", sender.message_id_host)))
        .raw_header(plain("Auto-Submitted", "auto-generated"))
        .raw_header(plain("Content-Language", language.tag()));
    if let Some(link) = &links.unsubscribe {
        if !link.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>')) {
            return Err(MessageError::Link);
        }
        builder = builder
            .raw_header(plain("List-Unsubscribe", &format!("<{link}>")))
            .raw_header(plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let parts = MultiPart::alternative()
        .boundary(format!("part-{}", id.simple()))
        .singlepart(part(ContentType::TEXT_PLAIN, text))
        .singlepart(part(ContentType::TEXT_HTML, html));
    let mut message = builder.multipart(parts)?;
    if let Some(dkim) = &sender.dkim {
        message.sign(dkim);
    }
    Ok(message)
}

fn part(kind: ContentType, body: &str) -> SinglePart {
    SinglePart::builder().header(kind).body(body.to_owned())
}

/// A header of a short ASCII value, which is left as it is: neither encoded nor folded.
fn plain(name: &'static str, value: &str) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::dangerous_new_pre_encoded(name, value.to_owned(), value.to_owned())
}
