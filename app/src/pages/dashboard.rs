//! What a learner holds: what needs them now, what comes next, what is fine and what is over.

mod arrange;
mod groups;
mod need;
mod page;
#[cfg(test)]
pub(crate) mod samples;
mod timeline;
mod toolbar;

pub use page::DashboardPage;
