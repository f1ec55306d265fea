//! Work that is slow on purpose, the hashing of passwords: on threads of its own, which give way to
//! everything else. However many people sign in at once, pages are answered as quickly as before.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, LazyLock, Mutex, PoisonError, mpsc},
    thread,
};

use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// What waits for a thread. Half of the cores work on it: each hash takes 19 MiB of memory.
static WAITING: LazyLock<mpsc::Sender<Job>> = LazyLock::new(|| {
    let (sender, receiver) = mpsc::channel::<Job>();
    let receiver = Arc::new(Mutex::new(receiver));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    for _ in 0..(cores / 2).max(1) {
        let receiver = receiver.clone();
        let hashing = thread::Builder::new().name("hashing".to_owned());
        if let Err(error) = hashing.spawn(move || work_on(&receiver)) {
            tracing::error!(%error, "no thread for hashing");
        }
    }
    sender
});

/// The lowest priority that Linux has.
#[cfg(target_os = "linux")]
const LEAST: i32 = 19;

/// Does the work on one of those threads, when its turn comes; `None` where it was not done.
pub async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, result) = oneshot::channel();
    let job = move || {
        // Whoever has left meanwhile needs no answer.
        if !done.is_closed() {
            let _ = done.send(work());
        }
    };
    WAITING.send(Box::new(job)).ok()?;
    result.await.ok()
}

fn work_on(waiting: &Mutex<mpsc::Receiver<Job>>) {
    give_way();
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        if catch_unwind(AssertUnwindSafe(job)).is_err() {
            tracing::error!("hashing panicked");
        }
    }
}

/// Where a core is wanted by others too, this thread gets next to nothing of it: it is whoever signs in
/// that waits, not whoever reads. Linux knows a priority of each thread; elsewhere it is one of the
/// whole process, and stays.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, LEAST) {
        tracing::info!(%error, "hashing keeps its priority");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_is_done_and_what_panics_harms_no_other() {
        for number in 0..100 {
            assert_eq!(slowly(move || number).await, Some(number));
            assert_eq!(slowly(|| -> u32 { panic!("on purpose") }).await, None);
        }
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn it_gives_way_and_nobody_else_does() {
        let nice = || rustix::process::getpriority_process(None).ok();
        let mine = nice();
        assert_eq!(slowly(nice).await.flatten(), Some(LEAST));
        assert_eq!(nice(), mine);
    }
}
