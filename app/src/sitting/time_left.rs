//! The time that is left of an attempt: whether it is shown, how, and when it is said aloud. A7

use chrono::TimeDelta;

/// Whether it is shown: under a limit always, else on the last day before the expiry.
pub fn is_counted(limited: bool, left: TimeDelta) -> bool {
    limited || left < TimeDelta::days(1)
}

/// `38:12`, or `1:02:03` above an hour; nothing is left below zero.
pub fn display(left: TimeDelta) -> String {
    let seconds = left.num_seconds().max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// The minutes to say aloud when what is left of `total` goes from `before` to `left`: at half of
/// it, and at 10, 5 and 1 minutes. However many of these were passed at once, it is said once.
pub fn announced(total: TimeDelta, before: TimeDelta, left: TimeDelta) -> Option<i64> {
    let marks = [total / 2, TimeDelta::minutes(10), TimeDelta::minutes(5), TimeDelta::minutes(1)];
    let passed = marks.into_iter().any(|mark| before > mark && left <= mark);
    (passed && left > TimeDelta::zero()).then(|| ((left.num_seconds() + 30) / 60).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(minutes: i64) -> TimeDelta {
        TimeDelta::minutes(minutes)
    }

    #[test]
    fn a8_a_near_expiry_is_counted_too() {
        assert!(is_counted(true, TimeDelta::days(30)));
        assert!(is_counted(false, TimeDelta::hours(23)));
        assert!(!is_counted(false, TimeDelta::days(1)));
    }

    #[test]
    fn a7_time_left_as_people_read_it() {
        let table = [(-1, "0:00"), (0, "0:00"), (59, "0:59"), (2292, "38:12"), (3723, "1:02:03")];
        for (seconds, text) in table {
            assert_eq!(display(TimeDelta::seconds(seconds)), text);
        }
    }

    #[test]
    fn announced_at_half_ten_five_and_one() {
        let total = minutes(45);
        let second = TimeDelta::seconds(1);
        let table = [(22 * 60 + 30, Some(23)), (600, Some(10)), (300, Some(5)), (60, Some(1))];
        for (left, expected) in table {
            let left = TimeDelta::seconds(left);
            assert_eq!(announced(total, left + second, left), expected);
            assert_eq!(announced(total, left, left - second), None, "once");
        }
        assert_eq!(announced(total, minutes(30), minutes(29)), None);
        assert_eq!(announced(total, second, TimeDelta::zero()), None);
    }

    #[test]
    fn after_a_pause_it_is_said_once() {
        assert_eq!(announced(minutes(45), minutes(40), minutes(4)), Some(4));
        assert_eq!(announced(minutes(20), minutes(11), minutes(10)), Some(10));
        assert_eq!(announced(minutes(45), minutes(40), TimeDelta::zero()), None);
    }
}
