//! Hashing passwords and looking at them, which is meant to be slow.

use std::sync::LazyLock;

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};

use crate::hashing::slowly;

/// The hash of a password, made on a thread of its own.
pub(crate) async fn hash_password(password: String) -> String {
    slowly(move || {
        Argon2::default().hash_password(password.as_bytes()).map_or_else(
            |error| {
                tracing::error!(%error, "a password could not be hashed");
                String::new() // no hash: nothing verifies against it
            },
            |hash| hash.to_string(),
        )
    })
    .await
    .unwrap_or_default()
}

/// Takes as long where there is no such login, so that time tells nothing either.
pub(super) async fn verify(password: String, hash: Option<String>) -> bool {
    static NOBODY: LazyLock<String> = LazyLock::new(|| {
        Argon2::default()
            .hash_password(b"nobody has this password")
            .map(|hash| hash.to_string())
            .unwrap_or_default()
    });
    slowly(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
            && known
    })
    .await
    .unwrap_or(false)
}
