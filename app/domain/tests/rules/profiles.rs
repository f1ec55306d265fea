//! P: the two profiles and their connection.

use domain::profile::{
    Connection::{
        self, Connected, Misaligned, NeedsMerge, NeedsPersonalLogin, NoCertificationProfile,
        Unconnected,
    },
    Keep, Login,
    LoginKind::{Personal, Work},
    Offer, Owner, Profiles,
    Transition::{AskSupport, Connect, Merge, ReplacePersonalLogin, StartLearningProfile},
    may_remove, offers,
};
use uuid::Uuid;

fn connection(
    certification: &[&'static str],
    personal: Option<&'static str>,
    connected: bool,
) -> Connection {
    Profiles { certification: certification.to_vec(), learning_personal: personal, connected }
        .connection()
}

#[test]
fn p2_connected_only_over_the_same_personal_account() {
    assert_eq!(connection(&["a"], Some("a"), true), Connected);
    assert_eq!(connection(&["a"], Some("a"), false), Unconnected);
    for connected in [false, true] {
        assert_eq!(connection(&["a"], Some("b"), connected), Misaligned);
        assert_eq!(connection(&["a"], None, connected), NeedsPersonalLogin); // P3
    }
}

#[test]
fn p4_several_certification_profiles_are_merged_first() {
    for personal in [None, Some("a"), Some("c")] {
        for certification in [&["a", "b"][..], &["a", "b", "c"], &["a", "a"]] {
            assert_eq!(connection(certification, personal, true), NeedsMerge);
        }
    }
}

#[test]
fn p5_without_a_certification_profile_nothing_else_matters() {
    for personal in [None, Some("a")] {
        for connected in [false, true] {
            assert_eq!(connection(&[], personal, connected), NoCertificationProfile);
        }
    }
}

#[test]
fn p4_the_profile_that_can_be_connected_takes_in_the_others() {
    let keeper = |certification: &[&'static str], personal| {
        Profiles {
            certification: certification.to_vec(),
            learning_personal: personal,
            connected: false,
        }
        .keeper()
    };
    assert_eq!(keeper(&["a", "b"], Some("b")), 1);
    assert_eq!(keeper(&["a", "b"], Some("c")), 0);
    assert_eq!(keeper(&["a", "b"], None), 0);
}

#[test]
fn p6_which_way_is_open_in_which_state() {
    let all = [Connect, ReplacePersonalLogin, StartLearningProfile, Merge, AskSupport];
    // In the order of `all`.
    let table = [
        (NoCertificationProfile, [false, true, false, true, true]),
        (Unconnected, [true, false, false, true, true]),
        (NeedsPersonalLogin, [false, true, true, true, true]),
        (Misaligned, [false, true, true, true, true]),
        (NeedsMerge, [false, false, false, true, true]),
        (Connected, [false, false, false, true, true]),
    ];
    assert_eq!(table.map(|(state, _)| state), Connection::ALL);
    for (state, expected) in table {
        assert_eq!(all.map(|transition| state.allows(transition)), expected, "{state:?}");
    }
}

#[test]
fn p5_every_state_offers_its_next_step() {
    let next = |state: Connection| state.ways()[0];
    assert_eq!(next(NoCertificationProfile), ReplacePersonalLogin);
    assert_eq!(next(Unconnected), Connect);
    assert_eq!(next(NeedsPersonalLogin), ReplacePersonalLogin);
    assert_eq!(next(Misaligned), ReplacePersonalLogin);
    assert_eq!(next(NeedsMerge), Merge);
}

/// Logins of a learner: kind, whether the learning profile's, whether a certification profile's.
fn logins(of: &[(domain::profile::LoginKind, bool, bool)]) -> Vec<Login> {
    let login = |(n, (kind, learning, certification)): (u128, &(_, bool, bool))| Login {
        id: Uuid::from_u128(n),
        kind: *kind,
        learning: *learning,
        certification: *certification,
    };
    (0..).zip(of).map(login).collect()
}

#[test]
fn p8_which_login_may_be_removed() {
    let personal = (Personal, true, true);
    let work = (Work, true, false);
    let of_certification = (Personal, false, true);
    let left_from_a_merge = (Personal, false, false);
    // The logins, which is removed, which began the session, whether another was proven.
    let table = [
        (&[personal][..], 0, 0, true, Err(Keep::OnlyOne)),
        (&[work], 0, 0, true, Err(Keep::OnlyOne)),
        (&[work, of_certification], 0, 1, true, Err(Keep::OnlyOne)), // P3: at least one in all
        (&[personal, work], 0, 1, true, Err(Keep::Personal)),
        (&[work, of_certification], 1, 0, true, Err(Keep::Personal)),
        (&[personal, work], 1, 0, false, Ok(())),
        (&[personal, work], 1, 1, false, Err(Keep::OfSession)),
        (&[personal, work], 1, 1, true, Ok(())),
        (&[work, work], 0, 0, false, Err(Keep::OfSession)),
        (&[work, work], 0, 0, true, Ok(())),
        (&[work, work], 0, 1, false, Ok(())),
        (&[personal, left_from_a_merge], 1, 0, false, Ok(())),
    ];
    for (of, which, session, another_proved, expected) in table {
        let logins = logins(of);
        let session = logins[session].id;
        let answer = may_remove(&logins[which], &logins, session, another_proved);
        assert_eq!(answer, expected, "{of:?} {which} {session} {another_proved}");
    }
}

#[test]
fn p6_what_can_be_done_with_a_proven_login() {
    let (work, personal) =
        (logins(&[(Work, false, false)])[0], logins(&[(Personal, false, false)])[0]);
    let of_certification = logins(&[(Personal, false, true)])[0];
    let used = logins(&[(Work, true, false)])[0];
    let profile = Uuid::from_u128(9);
    let (replace, begin) = (Offer::ReplacePersonalLogin, Offer::StartLearningProfile);
    let other = Owner::Other { profile: Some(profile) };
    // The state, the login, whose it is, whether one of the learning profile's was proven too.
    let table = [
        (Misaligned, of_certification, Owner::Own, true, vec![replace, begin]),
        (Misaligned, of_certification, Owner::Own, false, vec![begin]),
        (NeedsPersonalLogin, of_certification, Owner::Own, true, vec![replace, begin]),
        (Misaligned, personal, Owner::Own, true, vec![]), // P2: it would stay misaligned
        (Misaligned, personal, Owner::Empty, true, vec![]),
        (Connected, of_certification, Owner::Own, true, vec![]),
        (NeedsMerge, of_certification, Owner::Own, true, vec![]), // P4
        (NoCertificationProfile, personal, Owner::Empty, true, vec![replace]),
        (NoCertificationProfile, personal, Owner::Empty, false, vec![]),
        (Connected, work, Owner::Empty, true, vec![Offer::AddWorkLogin]),
        (Connected, work, Owner::Empty, false, vec![]),
        (Connected, used, Owner::Own, true, vec![]),
        (Connected, work, Owner::Other { profile: None }, true, vec![]), // P3
        (Connected, of_certification, other, false, vec![Offer::Merge { profile }]),
    ];
    for (state, login, owner, proved, expected) in table {
        assert_eq!(offers(state, &login, owner, proved), expected, "{state:?} {login:?} {owner:?}");
    }
}
