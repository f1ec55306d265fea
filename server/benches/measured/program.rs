//! Servers under measure: child processes on a core of their own.

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
};

use crate::Outcome;

/// The release program.
pub const PERENNIAL: &str = env!("CARGO_BIN_EXE_perennial");
pub const LOAD_CORE: &str = "1";
const SERVER_CORE: &str = "0";

/// Keeps this process, and every thread that it begins from now on, on one core.
pub fn pin_this_process(core: &str) -> bool {
    let process = std::process::id().to_string();
    let pin = Command::new("taskset").args(["-cp", core, &process]).stdout(Stdio::null()).status();
    pin.is_ok_and(|status| status.success())
}

/// A server that answers. It is killed when dropped.
pub struct Server {
    pub address: SocketAddr,
    process: Child,
}

impl Server {
    /// The program over a SQLite database.
    pub fn perennial(database: &Path, options: &[&str]) -> Outcome<Self> {
        let data = database.with_extension("data").display().to_string();
        let database = format!("sqlite:{}", database.display());
        let arguments =
            ["serve", "--listen", "127.0.0.1:0", "--database", &database, "--data", &data];
        Self::start(PERENNIAL.as_ref(), &[&arguments, options].concat(), &[])
    }

    /// This very program with a word that makes it a server.
    pub fn reference(word: &str, input: &[u8]) -> Outcome<Self> {
        Self::start(&env::current_exe()?, &[word], input)
    }

    /// Waits for a line that names the address.
    fn start(program: &Path, arguments: &[&str], input: &[u8]) -> Outcome<Self> {
        let pinned = Command::new("taskset").args(["-c", SERVER_CORE, "true"]).status();
        let mut command = if pinned.is_ok_and(|status| status.success()) {
            let mut command = Command::new("taskset");
            command.args(["-c", SERVER_CORE]).arg(program);
            command
        } else {
            Command::new(program)
        };
        let mut process =
            command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        process.stdin.take().ok_or("no standard input")?.write_all(input)?;
        let mut lines = BufReader::new(process.stdout.take().ok_or("no standard output")?).lines();
        let address = loop {
            let line = lines.next().ok_or("the server ended before it answered")??;
            if let Some((_, address)) = line.split_once("http://") {
                break address.trim().parse()?;
            }
        };
        thread::spawn(move || lines.for_each(drop)); // it may go on writing
        Ok(Self { address, process })
    }

    /// Seconds of a core that it has used so far.
    pub fn cpu_seconds(&self) -> Outcome<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let (_, after_name) = stat.rsplit_once(')').ok_or("an odd /proc/PID/stat")?;
        let fields: Vec<_> = after_name.split_whitespace().collect();
        let [user, system] = [fields[11], fields[12]].map(str::parse::<f64>);
        Ok((user? + system?) / 100.0) // USER_HZ is 100 on every Linux
    }

    /// Resident memory in MB.
    pub fn memory(&self) -> Outcome<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")).ok_or("no VmRSS")?;
        Ok(kibibytes.parse::<f64>()? * 1.024 / 1000.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
