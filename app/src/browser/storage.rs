//! The browser's storage, which outlives the page.

use leptos::prelude::window;
use web_sys::Storage;

use super::queue::Keep;

/// `localStorage`; where it is forbidden or full nothing is kept.
pub struct LocalStorage;

impl LocalStorage {
    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }
}

impl Keep for LocalStorage {
    fn read(&self, key: &str) -> Option<String> {
        Self::storage()?.get_item(key).ok().flatten()
    }

    fn write(&self, key: &str, value: &str) {
        if let Some(storage) = Self::storage() {
            let _ = storage.set_item(key, value);
        }
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = Self::storage() {
            let _ = storage.remove_item(key);
        }
    }
}
