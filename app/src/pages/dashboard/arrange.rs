//! Groups and order of the dashboard, as far as no page is needed to say them.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{decision::Decision, view::Credential};

/// The groups, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Something can be done now, and by a date.
    Act,
    /// Time alone will bring the next step.
    Next,
    /// Nothing is asked for.
    Fine,
    /// Can't be renewed any more.
    Over,
}

impl Group {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Act, Self::Next, Self::Fine, Self::Over];

    /// Where a credential belongs. A1: an open attempt goes on, whatever else has changed.
    pub const fn of(credential: &Credential) -> Self {
        match credential.standing.decision {
            _ if credential.open_attempt_id.is_some() => Self::Act,
            Decision::Renewable | Decision::AttemptOpen | Decision::NotConnected => Self::Act,
            Decision::NotOpen | Decision::CoolingDown | Decision::TooNew => Self::Next,
            Decision::NeverExpires | Decision::NoAssessment | Decision::Retired => Self::Fine,
            Decision::Superseded | Decision::Expired => Self::Over,
        }
    }

    /// Its name in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Next => "next",
            Self::Fine => "fine",
            Self::Over => "over",
        }
    }
}

/// How a group is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The date nearest to now first.
    #[default]
    Date,
    /// By title.
    Title,
}

/// What the reader wishes to see: `?show=next&order=title`. What can't be read is no wish.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// One group only.
    pub show: Option<Group>,
    /// Within the groups.
    pub order: Order,
}

impl Wish {
    /// From the values in the address.
    pub fn read(show: Option<&str>, order: Option<&str>) -> Self {
        Self {
            show: Group::ALL.into_iter().find(|group| Some(group.name()) == show),
            order: if order == Some("title") { Order::Title } else { Order::Date },
        }
    }
}

/// The credentials of each group that is wished for, in the wished order; empty groups left out.
pub fn arrange(
    credentials: Vec<Credential>,
    wish: Wish,
    now: DateTime<Utc>,
) -> Vec<(Group, Vec<Credential>)> {
    let mut groups = Group::ALL.map(|group| (group, Vec::new()));
    for credential in credentials {
        let group = Group::of(&credential);
        if wish.show.is_none_or(|wished| wished == group) {
            groups[group as usize].1.push(credential);
        }
    }
    for (_, members) in &mut groups {
        match wish.order {
            Order::Date => members.sort_by_key(|credential| distance(credential, now)),
            Order::Title => {
                members.sort_by(|a, b| a.certification.title.cmp(&b.certification.title));
            }
        }
    }
    groups.into_iter().filter(|(_, members)| !members.is_empty()).collect()
}

/// How far from now; what has no date comes last.
fn distance(credential: &Credential, now: DateTime<Utc>) -> TimeDelta {
    credential.turning_point().map_or(TimeDelta::MAX, |at| (at - now).abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::dashboard::samples::{credential, instant};

    fn titles(arranged: &[(Group, Vec<Credential>)]) -> Vec<(Group, Vec<&str>)> {
        arranged
            .iter()
            .map(|(group, members)| {
                let titles = members.iter().map(|it| it.certification.title.as_str()).collect();
                (*group, titles)
            })
            .collect()
    }

    #[test]
    fn groups_in_order_and_the_nearest_date_first() {
        let now = instant("2026-06-01T00:00:00Z");
        let all = vec![
            credential("Fundamentals", Decision::NeverExpires, None),
            credential("Long over", Decision::Expired, Some("2020-01-01")),
            credential("Later", Decision::NotOpen, Some("2027-05-01")),
            credential("Soon", Decision::NotOpen, Some("2027-01-01")),
            credential("Just over", Decision::Expired, Some("2026-05-01")),
            credential("Urgent", Decision::Renewable, Some("2026-06-10")),
            credential("Retired", Decision::Retired, Some("2026-09-01")),
        ];
        assert_eq!(
            titles(&arrange(all.clone(), Wish::default(), now)),
            [
                (Group::Act, vec!["Urgent"]),
                (Group::Next, vec!["Soon", "Later"]),
                (Group::Fine, vec!["Retired", "Fundamentals"]),
                (Group::Over, vec!["Just over", "Long over"]),
            ]
        );
        let wish = Wish::read(Some("next"), Some("title"));
        assert_eq!(titles(&arrange(all, wish, now)), [(Group::Next, vec!["Later", "Soon"])]);
    }

    #[test]
    fn a_wish_that_can_t_be_read_is_none() {
        assert_eq!(Wish::read(Some("everything"), Some("size")), Wish::default());
        assert_eq!(Wish::read(None, None), Wish::default());
    }

    #[test]
    fn every_answer_of_the_rules_has_its_group() {
        let of = |decision| Group::of(&credential("Any", decision, None));
        let members = |group| Decision::ALL.into_iter().filter(|it| of(*it) == group).count();
        assert_eq!(Group::ALL.map(members), [3, 3, 3, 2]);
    }

    #[test]
    fn a1_an_open_attempt_comes_first_whatever_else_holds() {
        for decision in Decision::ALL {
            let mut held = credential("Any", decision, Some("2026-12-01"));
            held.open_attempt_id = Some(uuid::Uuid::nil());
            assert_eq!(Group::of(&held), Group::Act, "{decision:?}");
        }
    }

    #[test]
    fn a7_an_attempt_that_ends_today_is_nearer_than_an_expiry_tomorrow() {
        let now = instant("2026-06-01T00:00:00Z");
        let mut under_way = credential("Under way", Decision::AttemptOpen, Some("2026-09-01"));
        under_way.open_attempt_id = Some(uuid::Uuid::nil());
        under_way.open_deadline = Some(instant("2026-06-01T00:12:00Z"));
        let all = vec![credential("Soon", Decision::Renewable, Some("2026-06-01")), under_way];
        let arranged = arrange(all, Wish::default(), now);
        assert_eq!(titles(&arranged), [(Group::Act, vec!["Under way", "Soon"])]);
    }
}
