//! Accounts that go because all that they had has come to another one. P4, P7

use domain::{audit::Action, profile::LoginKind};
use serde_json::json;
use uuid::Uuid;

use super::Act;
use crate::{
    Error,
    roles::may_leave,
    store::{
        StoreError,
        audit::{self, Actor, Entry},
        former_ids, logins, mail, profiles,
    },
};

/// P7: the rest of another account comes too. Its work logins go into this learning profile, its
/// personal one if this has none yet; else that only signs in from now on.
pub(super) async fn join(act: &mut Act, other: Uuid) -> Result<(), Error> {
    let learning = act.facts.learning_profile;
    let mut personal = act.facts.profiles().map_err(StoreError::from)?.learning_personal;
    let theirs = profiles::facts(&mut act.transaction.on(), other).await?;
    let learner = act.session.learner_id;
    let on = &mut act.transaction.on();
    for login in theirs.logins {
        let rules = login.login().map_err(StoreError::from)?;
        logins::give(on, login.id, learner).await?;
        let goes_in = match rules.kind {
            LoginKind::Work => rules.learning,
            LoginKind::Personal => rules.learning && personal.is_none(),
        };
        if goes_in {
            logins::set_learning_profile(on, login.id, learning).await?;
            if rules.kind == LoginKind::Personal {
                personal = Some(login.id);
            }
        }
    }
    leave(act, other).await
}

/// An account that holds nothing goes, and its logins come to this learner. What led to its
/// certification profile leads to `keeper`; without one, the profile comes too (P7).
pub(super) async fn dissolve(
    act: &mut Act,
    other: Uuid,
    mut keeper: Option<Uuid>,
) -> Result<(), Error> {
    let theirs = profiles::facts(&mut act.transaction.on(), other).await?;
    let learner = act.session.learner_id;
    let (on, now) = (&mut act.transaction.on(), act.now);
    for profile in theirs.profiles {
        if let Some(keeper) = keeper {
            profiles::delete_profile(on, profile.id).await?;
            former_ids::lead_on(on, "certification_profile", profile.id, keeper, now).await?;
        } else {
            profiles::give_profile(on, profile.id, learner).await?;
            keeper = Some(profile.id);
        }
    }
    for login in theirs.logins {
        logins::give(on, login.id, learner).await?;
    }
    leave(act, other).await
}

/// Ends an account of which everything has been taken, and says so in its log.
async fn leave(act: &mut Act, other: Uuid) -> Result<(), Error> {
    let learner = act.session.learner_id;
    let (on, now) = (&mut act.transaction.on(), act.now);
    may_leave(on, other).await?;
    profiles::leave(on, other, now).await?;
    mail::follow_person(on, other, learner).await?;
    former_ids::lead_on(on, "learner", other, learner, now).await?;
    let entry = Entry {
        actor: Actor::Learner(learner),
        learner: Some(other),
        action: Action::ProfilesMerged,
        detail: json!({ "into": learner }),
    };
    Ok(audit::record(on, &entry, now).await?)
}
