//! Logins: what they may be used for, which may be removed, how another's is shown. P3, P5, P8

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// P3: whom a login belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginKind {
    /// The person, whatever they work for; the built-in one too.
    Personal,
    /// An employer or a school, which can take it back.
    Work,
}

/// A login of a learner as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Login {
    /// Its id.
    pub id: Uuid,
    /// P3.
    pub kind: LoginKind,
    /// P3: whether it is one of the learning profile's. One that is not and that no certification
    /// profile uses either only signs in: it is left from a merge.
    pub learning: bool,
    /// P3: whether it is the personal login of a certification profile.
    pub certification: bool,
}

/// Why a login can't be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// P8: without it nobody could sign in, or the learning profile had no login (P3).
    OnlyOne,
    /// P3: a profile's personal login is replaced (P6), not removed.
    Personal,
    /// P8: it is that of the session, and no other one has been proven freshly.
    OfSession,
}

/// P8: whether `login` may be removed from the learner's `logins`. `session` is the one that the
/// session was begun with, `another_proved` whether one of the others has been proven freshly.
///
/// # Errors
/// Why not, the first reason.
pub fn may_remove(
    login: &Login,
    logins: &[Login],
    session: Uuid,
    another_proved: bool,
) -> Result<(), Keep> {
    let others = || logins.iter().filter(|other| other.id != login.id);
    if others().next().is_none() {
        return Err(Keep::OnlyOne);
    }
    if login.certification || (login.learning && login.kind == LoginKind::Personal) {
        return Err(Keep::Personal);
    }
    if login.learning && !others().any(|other| other.learning) {
        return Err(Keep::OnlyOne);
    }
    if login.id == session && !another_proved {
        return Err(Keep::OfSession);
    }
    Ok(())
}

/// P5: enough of a login to recognise one's own, too little to learn another's. The number of dots
/// says nothing.
pub fn masked(login: &str) -> String {
    const DOTS: &str = "•••";
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    match login.rsplit_once('@') {
        None => format!("{}{DOTS}", first(login)),
        Some((name, domain)) => {
            let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
            let dot = if ending.is_empty() { "" } else { "." };
            format!("{}{DOTS}@{}{DOTS}{dot}{ending}", first(name), first(domain))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p5_another_login_is_masked() {
        let table = [
            ("lina.brandt@example.com", "l•••@e•••.com"),
            ("l@e.com", "l•••@e•••.com"),
            ("王芳@例子.中国", "王•••@例•••.中国"),
            ("root@localhost", "r•••@l•••"),
            ("a@b@c.org", "a•••@c•••.org"),
            ("4711", "4•••"),
            ("", "•••"),
        ];
        for (login, expected) in table {
            assert_eq!(masked(login), expected);
        }
    }
}
