//! Tokens and their hashes: only the hash of a token is ever stored.

use sha2::{Digest, Sha256};

/// A new random token of 256 bits, as 64 hexadecimal digits.
pub fn new_token() -> String {
    let bytes: [u8; 32] = rand::random();
    hex(&bytes)
}

/// A new random token of 128 bits for the link of a mail, as 32 hexadecimal digits.
pub fn new_link_token() -> String {
    let bytes: [u8; 16] = rand::random();
    hex(&bytes)
}

/// What is stored of a token.
pub fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
