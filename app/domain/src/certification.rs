//! Certifications: kinds, levels, what earning one requires. K, X3

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::window::start_of;

/// K1: the kinds of certification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Never expires (K2).
    Fundamentals,
    /// Has a [`Level`].
    RoleBased,
    /// One special field.
    Specialty,
}

/// K1: the level of a role-based certification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Stands on its own.
    Associate,
    /// Usually asks for an associate certification as prerequisite.
    Expert,
}

/// What the rules need to know of a catalogue entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certification {
    /// K1.
    pub kind: Kind,
    /// First day on the market; `None` where the catalogue does not know, which means long ago.
    pub available_since: Option<NaiveDate>,
    /// K6: from this instant on it can be neither earned nor renewed.
    pub retires_at: Option<DateTime<Utc>>,
    /// K3: a renewal assessment is published.
    pub assessment: bool,
    /// K5: replaced by a newer certification, which its holders were given.
    pub superseded: bool,
}

impl Certification {
    /// K2: fundamentals never expire.
    pub fn expires(&self) -> bool {
        self.kind != Kind::Fundamentals
    }

    /// K6: inclusive, from the retirement instant on.
    pub fn is_retired(&self, now: DateTime<Utc>) -> bool {
        self.retires_at.is_some_and(|at| at <= now)
    }

    /// K3: the last instant at which the certification is still too new to be renewed.
    pub fn too_new_until(&self) -> Option<DateTime<Utc>> {
        self.available_since
            .map(|day| start_of(day.checked_add_months(Months::new(6)).unwrap_or(NaiveDate::MAX)))
    }

    /// K3: on the market for six calendar months or less.
    pub fn is_too_new(&self, now: DateTime<Utc>) -> bool {
        self.too_new_until().is_some_and(|until| now <= until)
    }
}

/// X3: what earning a certification takes: of every group, any one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirements<Exam, Prerequisite> {
    /// "All of" groups of "any of" exams.
    pub exams: Vec<Vec<Exam>>,
    /// "All of" groups of "any of" certifications that must be active on the day of earning.
    pub prerequisites: Vec<Vec<Prerequisite>>,
}

impl<Exam: PartialEq, Prerequisite> Requirements<Exam, Prerequisite> {
    /// X2, X3: the instant at which the last missing exam was passed, counting only passes at or
    /// after `since`. `None` while one is missing, or where no exam earns the certification.
    pub fn completed_at(
        &self,
        passes: &[(Exam, DateTime<Utc>)],
        since: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let first_pass = |group: &Vec<Exam>| {
            passes
                .iter()
                .filter(|(exam, at)| *at >= since && group.contains(exam))
                .map(|(_, at)| *at)
                .min()
        };
        let instants: Option<Vec<_>> = self.exams.iter().map(first_pass).collect();
        instants?.into_iter().max()
    }

    /// X3: whether every prerequisite group has one that `is_active` on the day of earning.
    pub fn prerequisites_met(&self, is_active: impl Fn(&Prerequisite) -> bool) -> bool {
        self.prerequisites.iter().all(|group| group.iter().any(&is_active))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::tests::instant;

    fn requirements() -> Requirements<&'static str, &'static str> {
        Requirements {
            exams: vec![vec!["AZ-303", "AZ-305"], vec!["AZ-304", "AZ-305"]],
            prerequisites: vec![vec!["administrator", "developer"]],
        }
    }

    #[test]
    fn x3_one_exam_of_every_group_completes() {
        let since = instant("2026-01-01T00:00:00Z");
        let (early, late) = (instant("2026-02-01T09:00:00Z"), instant("2026-03-01T09:00:00Z"));
        let table = [
            (vec![], None),
            (vec![("AZ-303", early)], None),
            (vec![("AZ-303", early), ("AZ-304", late)], Some(late)),
            (vec![("AZ-304", late), ("AZ-303", early)], Some(late)),
            (vec![("AZ-305", early)], Some(early)),
            (vec![("AZ-305", late), ("AZ-305", early)], Some(early)),
        ];
        for (passes, expected) in table {
            assert_eq!(requirements().completed_at(&passes, since), expected, "{passes:?}");
        }
    }

    #[test]
    fn x2_only_passes_at_or_after_the_expiry_count() {
        let since = instant("2026-01-01T00:00:00Z");
        let before = instant("2025-12-31T23:59:59Z");
        assert_eq!(requirements().completed_at(&[("AZ-305", before)], since), None);
        assert_eq!(requirements().completed_at(&[("AZ-305", since)], since), Some(since));
        let nothing = Requirements::<&str, &str>::default();
        assert_eq!(nothing.completed_at(&[("AZ-305", since)], since), None);
    }

    #[test]
    fn x3_one_active_prerequisite_of_every_group() {
        assert!(requirements().prerequisites_met(|held| *held == "developer"));
        assert!(!requirements().prerequisites_met(|held| *held == "architect"));
        assert!(Requirements::<&str, &str>::default().prerequisites_met(|_| false));
    }
}
