//! A server for mail on loopback that keeps what it gets and misbehaves as it is told.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufStream},
    net::TcpListener,
};

/// What the server does about a command instead of what it should.
#[derive(Clone, Copy, Debug)]
pub enum Instead {
    /// Says this.
    Say(&'static str),
    /// Closes the connection. Of the end of a message: before it has taken it on.
    HangUp,
    /// Takes the message on and closes the connection before it says so.
    TakeAndHangUp,
    /// Says nothing and keeps the connection.
    Nothing,
}

/// Asked for each command (`""` is the greeting, `.` the end of a message) with the recipient, if there
/// is one by then.
pub type Behaviour = Arc<dyn Fn(&str, &str) -> Option<Instead> + Send + Sync>;

/// A message that the server has taken on.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub message: String,
}

impl Received {
    /// The value of a header.
    pub fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        let mut lines = self.message.lines().take_while(|line| !line.is_empty());
        lines.find_map(|line| line.strip_prefix(&start)).unwrap_or_default()
    }
}

/// The server. It ends with the runtime of its test.
pub struct MailServer {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    connections: Arc<AtomicUsize>,
    behaviour: Arc<Mutex<Behaviour>>,
}

impl MailServer {
    /// One that does everything right.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            received: Arc::default(),
            connections: Arc::default(),
            behaviour: Arc::new(Mutex::new(Arc::new(|_, _| None))),
        };
        let (received, connections, behaviour) =
            (server.received.clone(), server.connections.clone(), server.behaviour.clone());
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                connections.fetch_add(1, Ordering::Relaxed);
                let (received, behaviour) = (received.clone(), behaviour.clone());
                tokio::spawn(async move {
                    let mut stream = BufStream::new(stream);
                    // Whoever goes away in the middle is no fault of the server.
                    let _ = talk(&mut stream, &received, &behaviour).await;
                });
            }
        });
        server
    }

    /// From now on it does this.
    pub fn behave(
        &self,
        behaviour: impl Fn(&str, &str) -> Option<Instead> + Send + Sync + 'static,
    ) {
        *self.behaviour.lock().unwrap() = Arc::new(behaviour);
    }

    /// What it has taken on so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// How many connections there have been.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

/// Holds one conversation.
pub async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufStream<S>,
    received: &Mutex<Vec<Received>>,
    behaviour: &Mutex<Behaviour>,
) -> std::io::Result<()> {
    let (mut to, mut command) = (String::new(), String::new());
    loop {
        let instead = {
            let behaviour = behaviour.lock().unwrap().clone();
            behaviour(command.trim_end(), &to)
        };
        let verb = command.get(..4).unwrap_or(&command).to_uppercase();
        if verb == "RCPT" {
            to = command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        }
        let answer = match instead {
            Some(Instead::Say(answer)) => answer,
            Some(Instead::HangUp | Instead::TakeAndHangUp) => return Ok(()),
            Some(Instead::Nothing) => std::future::pending().await,
            None => match verb.as_str() {
                "" => "220 ready",
                "EHLO" => "250-here\r\n250 8BITMIME",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 fine",
            },
        };
        stream.write_all(answer.as_bytes()).await?;
        stream.write_all(b"\r\n").await?;
        stream.flush().await?;
        if answer.starts_with("354") {
            let message = read_message(stream).await?;
            let instead = {
                let behaviour = behaviour.lock().unwrap().clone();
                behaviour(".", &to)
            };
            if matches!(instead, None | Some(Instead::TakeAndHangUp)) {
                received.lock().unwrap().push(Received { to: to.clone(), message });
            }
            command = ".".to_owned();
            if instead.is_none() {
                stream.write_all(b"250 taken\r\n").await?;
                stream.flush().await?;
            } else {
                continue; // does what it was told about the end of the message
            }
        }
        command.clear();
        if stream.read_line(&mut command).await? == 0 {
            return Ok(());
        }
    }
}

async fn read_message<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufStream<S>,
) -> std::io::Result<String> {
    let mut message = String::new();
    loop {
        let start = message.len();
        if stream.read_line(&mut message).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if &message[start..] == ".\r\n" {
            message.truncate(start);
            return Ok(message);
        }
    }
}
