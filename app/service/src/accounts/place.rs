//! Where a page of a list ends, as it stands in the address of the next one: milliseconds and id.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::store::audit::Place;

/// The place behind what has this instant and id.
pub(crate) fn written(at: DateTime<Utc>, id: Uuid) -> String {
    format!("{}-{}", at.timestamp_millis(), id.simple())
}

/// The place that an address names; `None` where nothing of ours has written it.
pub(crate) fn read(place: &str) -> Option<Place> {
    let (at, id) = place.split_once('-')?;
    // Within the years that both databases can hold.
    let at = at.parse().ok().filter(|at| (0..253_402_300_800_000).contains(at))?;
    Some((DateTime::from_timestamp_millis(at)?, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_page_has_written_is_read() {
        let id = Uuid::now_v7();
        let place = format!("1767225600123-{}", id.simple());
        let at = DateTime::from_timestamp_millis(1_767_225_600_123).unwrap();
        assert_eq!(written(at, id), place);
        assert_eq!(read(&place), Some((at, id)));
        for nonsense in ["", "1", "1-", "-1-x", "99999999999999999-0", "' OR 1=1 --"] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }
}
