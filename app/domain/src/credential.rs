//! What moves the dates of a credential: earning, renewing, extending. E2–E5, X1, X2

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    certification::Certification,
    decision::Decision,
    window::{expires_at, one_year_after},
};

/// E2: the last valid day of a credential earned on `day`; `None` for what never expires (K2).
pub fn earned_on(certification: &Certification, day: NaiveDate) -> Option<NaiveDate> {
    certification.expires().then(|| one_year_after(day))
}

/// E3: the last valid day after a pass, counted from the present one and never from the pass.
pub fn renewed(valid_through: NaiveDate) -> NaiveDate {
    one_year_after(valid_through)
}

/// E5: the last valid day after an extension to `until`. It never makes a credential shorter.
///
/// # Errors
/// [`Decision::NeverExpires`] and [`Decision::Expired`] say why there is nothing to extend.
pub fn extended(
    certification: &Certification,
    valid_through: Option<NaiveDate>,
    until: NaiveDate,
    now: DateTime<Utc>,
) -> Result<NaiveDate, Decision> {
    let Some(valid_through) = valid_through.filter(|_| certification.expires()) else {
        return Err(Decision::NeverExpires);
    };
    if now >= expires_at(valid_through) {
        return Err(Decision::Expired);
    }
    Ok(valid_through.max(until))
}

/// What exams that have all been passed do to a credential that is already held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exams {
    /// X1: it is active (or never expires), so they are recorded and move nothing.
    Recorded,
    /// X2: it had expired and is earned again: a new first cycle up to this day.
    EarnedAgain(NaiveDate),
}

/// X1, X2: `completed_at` is the instant at which the last required exam was passed.
///
/// # Errors
/// [`Decision::Superseded`] and [`Decision::Retired`]: an expired credential of such a
/// certification is not earned again.
pub fn exams_passed(
    certification: &Certification,
    valid_through: Option<NaiveDate>,
    completed_at: DateTime<Utc>,
) -> Result<Exams, Decision> {
    let expiry = valid_through.filter(|_| certification.expires()).map(expires_at);
    if expiry.is_none_or(|expiry| completed_at < expiry) {
        return Ok(Exams::Recorded);
    }
    if certification.superseded {
        return Err(Decision::Superseded);
    }
    if certification.is_retired(completed_at) {
        return Err(Decision::Retired);
    }
    Ok(Exams::EarnedAgain(one_year_after(completed_at.date_naive())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        certification::Kind,
        window::tests::{day, instant},
    };

    fn specialty() -> Certification {
        Certification {
            kind: Kind::Specialty,
            available_since: None,
            retires_at: None,
            assessment: true,
            superseded: false,
        }
    }

    #[test]
    fn e2_twelve_months_from_the_day_of_earning() {
        assert_eq!(earned_on(&specialty(), day("2028-02-29")), Some(day("2029-02-28")));
        let fundamentals = Certification { kind: Kind::Fundamentals, ..specialty() };
        assert_eq!(earned_on(&fundamentals, day("2028-02-29")), None); // K2
    }

    #[test]
    fn e5_extends_but_never_revives_dates_or_shortens() {
        let held = Some(day("2026-05-10"));
        let last_instant = instant("2026-05-10T23:59:59Z");
        let extend = |held, until, now| extended(&specialty(), held, day(until), now);
        assert_eq!(extend(held, "2026-08-10", last_instant), Ok(day("2026-08-10")));
        assert_eq!(extend(held, "2026-01-10", last_instant), Ok(day("2026-05-10")));
        let expiry = instant("2026-05-11T00:00:00Z");
        assert_eq!(extend(held, "2026-08-10", expiry), Err(Decision::Expired));
        assert_eq!(extend(None, "2026-08-10", last_instant), Err(Decision::NeverExpires));
    }

    #[test]
    fn x1_x2_exams_renew_nothing_and_earn_again_what_expired() {
        let held = Some(day("2026-05-10"));
        let expiry = instant("2026-05-11T00:00:00Z");
        let before = instant("2026-05-10T23:59:59Z");
        assert_eq!(exams_passed(&specialty(), held, before), Ok(Exams::Recorded));
        assert_eq!(exams_passed(&specialty(), None, before), Ok(Exams::Recorded));
        let again = Ok(Exams::EarnedAgain(day("2027-05-11")));
        assert_eq!(exams_passed(&specialty(), held, expiry), again);
        let superseded = Certification { superseded: true, ..specialty() };
        assert_eq!(exams_passed(&superseded, held, expiry), Err(Decision::Superseded));
        let retired = Certification { retires_at: Some(expiry), ..specialty() };
        assert_eq!(exams_passed(&retired, held, expiry), Err(Decision::Retired));
        assert_eq!(exams_passed(&retired, held, before), Ok(Exams::Recorded));
    }
}
