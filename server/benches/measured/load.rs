//! The load: requests one after the other on each of several kept connections. It does as little as
//! it can for each, so that on one core it can keep even the barest server busy on another.

use std::{
    net::SocketAddr,
    ops::Range,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    runtime::Builder,
    task::JoinSet,
};

use crate::Outcome;

/// A request as it is sent.
pub type Request = Arc<[u8]>;

/// A page for whom a cookie names.
pub fn get(path: &str, cookie: &str) -> Request {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\naccept: text/html\r\ncookie: {cookie}\r\n\r\n")
        .into_bytes()
        .into()
}

/// A form that is answered with JSON.
pub fn post(path: &str, cookie: &str, form: &str) -> Request {
    let length = form.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\ncookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{form}"
    )
    .into_bytes()
    .into()
}

/// What came of it. Every answer was a success.
pub struct Answers {
    /// How long each took.
    pub times: Vec<Duration>,
    /// From the first request to the last answer.
    pub wall: Duration,
}

impl Answers {
    pub fn per_second(&self) -> f64 {
        f64::from(u32::try_from(self.times.len()).unwrap_or(u32::MAX)) / self.wall.as_secs_f64()
    }

    /// Half of the answers took no longer, in milliseconds.
    pub fn p50(&self) -> f64 {
        crate::report::median(&self.milliseconds())
    }

    /// Of a hundred answers 99 took no longer, in milliseconds.
    pub fn p99(&self) -> f64 {
        let mut times = self.milliseconds();
        times.sort_by(f64::total_cmp);
        times.get(times.len() * 99 / 100).copied().unwrap_or(f64::NAN)
    }

    fn milliseconds(&self) -> Vec<f64> {
        self.times.iter().map(|time| time.as_secs_f64() * 1000.0).collect()
    }
}

/// Sends requests on as many connections as there are lists, until all lists or the time are over.
pub fn run<R>(server: SocketAddr, lists: Vec<R>, longest: Duration) -> Outcome<Answers>
where
    R: IntoIterator<Item = Request, IntoIter: Send> + Send + 'static,
{
    Builder::new_current_thread().enable_all().build()?.block_on(async {
        let mut connections = JoinSet::new();
        let began = Instant::now();
        for list in lists {
            connections.spawn(one_by_one(server, list, began + longest));
        }
        let mut times = Vec::new();
        while let Some(done) = connections.join_next().await {
            times.append(&mut done??);
        }
        Ok(Answers { times, wall: began.elapsed() })
    })
}

/// The body of one answer.
pub fn fetch(server: SocketAddr, request: &Request) -> Outcome<Vec<u8>> {
    Builder::new_current_thread().enable_all().build()?.block_on(async {
        let mut stream = TcpStream::connect(server).await?;
        let mut answer = Vec::new();
        let body = exchange(&mut stream, request, &mut answer).await?;
        Ok(body.into_iter().flat_map(|range| answer[range].to_vec()).collect())
    })
}

async fn one_by_one<R: IntoIterator<Item = Request>>(
    server: SocketAddr,
    requests: R,
    end: Instant,
) -> Outcome<Vec<Duration>> {
    let mut stream = TcpStream::connect(server).await?;
    stream.set_nodelay(true)?;
    let (mut times, mut answer) = (Vec::new(), Vec::new());
    for request in requests {
        let began = Instant::now();
        if began >= end {
            break;
        }
        exchange(&mut stream, &request, &mut answer).await?;
        times.push(began.elapsed());
    }
    Ok(times)
}

/// Sends a request and reads its answer; says where in it the parts of the body are.
async fn exchange(
    stream: &mut TcpStream,
    request: &Request,
    answer: &mut Vec<u8>,
) -> Outcome<Vec<Range<usize>>> {
    stream.write_all(request).await?;
    answer.clear();
    loop {
        answer.reserve(64 * 1024);
        if stream.read_buf(answer).await? == 0 {
            return Err("the server closed the connection".into());
        }
        if let Some(body) = body(answer)? {
            if answer.starts_with(b"HTTP/1.1 200 ") {
                return Ok(body);
            }
            return Err(format!("not a success: {}", String::from_utf8_lossy(answer)).into());
        }
    }
}

/// Where the body is in an answer; `None` while it is not all there.
fn body(answer: &[u8]) -> Outcome<Option<Vec<Range<usize>>>> {
    let Some(head) = answer.windows(4).position(|end| end == b"\r\n\r\n") else { return Ok(None) };
    let mut at = head + 4;
    let head = std::str::from_utf8(&answer[..head])?.to_ascii_lowercase();
    if let Some((_, length)) = head.split_once("\r\ncontent-length:") {
        let length: usize = length.split("\r\n").next().unwrap_or_default().trim().parse()?;
        return Ok(
            (answer.len() >= at + length).then(|| std::iter::once(at..at + length).collect())
        );
    }
    if !head.contains("\r\ntransfer-encoding: chunked") {
        return Err(format!("an answer without a length: {head}").into());
    }
    let mut chunks = Vec::new();
    loop {
        let Some(line) = answer[at..].windows(2).position(|end| end == b"\r\n") else {
            return Ok(None);
        };
        let length = usize::from_str_radix(std::str::from_utf8(&answer[at..at + line])?, 16)?;
        at += line + 2;
        if answer.len() < at + length + 2 {
            return Ok(None);
        }
        if length == 0 {
            return Ok(Some(chunks));
        }
        chunks.push(at..at + length);
        at += length + 2;
    }
}
