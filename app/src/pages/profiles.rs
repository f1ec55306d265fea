//! The two profiles: how they stand, what can be done, and the merge of two.

mod facts;
mod merge;
mod next;
mod page;
mod prove;
mod support;

pub use merge::MergePage;
pub use page::ProfilesPage;
