//! P: the two profiles and their connection.

use domain::profile::{
    Connection::{
        self, Connected, Misaligned, NeedsMerge, NeedsPersonalLogin, NoCertificationProfile,
        Unconnected,
    },
    Profiles,
};

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
