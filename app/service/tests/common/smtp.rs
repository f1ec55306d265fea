//! A server for mail on loopback that keeps what it gets and misbehaves as it is told.

use std::{
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufStream},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{self, ServerConfig, pki_types::PrivateKeyDer},
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

/// With what TLS is spoken, and whether from the start.
#[derive(Clone)]
pub struct Protection {
    acceptor: TlsAcceptor,
    implicit: bool,
}

/// The server. It ends with the runtime of its test.
pub struct MailServer {
    pub port: u16,
    /// The certificate (PEM) that it shows, signed by itself.
    pub certificate: String,
    received: Arc<Mutex<Vec<Received>>>,
    connections: Arc<AtomicUsize>,
    behaviour: Arc<Mutex<Behaviour>>,
}

impl MailServer {
    /// One that does everything right, in the open.
    pub async fn start() -> Self {
        Self::listen(None, String::new()).await
    }

    /// The same with TLS from the start, or after STARTTLS, with a certificate for `localhost`.
    pub async fn with_tls(implicit: bool) -> Self {
        let key = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![key.cert.der().clone()],
                PrivateKeyDer::Pkcs8(key.signing_key.serialize_der().into()),
            )
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Self::listen(Some(Protection { acceptor, implicit }), key.cert.pem()).await
    }

    async fn listen(protection: Option<Protection>, certificate: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            certificate,
            received: Arc::default(),
            connections: Arc::default(),
            behaviour: Arc::new(Mutex::new(Arc::new(|_, _| None))),
        };
        let conversation =
            Conversation { received: server.received.clone(), behaviour: server.behaviour.clone() };
        let connections = server.connections.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                connections.fetch_add(1, Ordering::Relaxed);
                let (conversation, protection) = (conversation.clone(), protection.clone());
                tokio::spawn(async move {
                    // Whoever goes away in the middle is no fault of the server.
                    let _ = conversation.hold(stream, protection).await;
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

#[derive(Clone)]
struct Conversation {
    received: Arc<Mutex<Vec<Received>>>,
    behaviour: Arc<Mutex<Behaviour>>,
}

impl Conversation {
    async fn hold(&self, stream: TcpStream, protection: Option<Protection>) -> io::Result<()> {
        let Some(Protection { acceptor, implicit }) = protection else {
            return self.talk(BufStream::new(stream), "", "250-here").await.map(|_| ());
        };
        if implicit {
            let stream = BufStream::new(acceptor.accept(stream).await?);
            return self.talk(stream, "", "250-here\r\n250-AUTH PLAIN").await.map(|_| ());
        }
        let stream = self.talk(BufStream::new(stream), "", "250-here\r\n250-STARTTLS").await?;
        if let Some(stream) = stream {
            let mut stream = BufStream::new(acceptor.accept(stream.into_inner()).await?);
            let mut first = String::new();
            stream.read_line(&mut first).await?;
            self.talk(stream, &first, "250-here\r\n250-AUTH PLAIN").await?;
        }
        Ok(())
    }

    fn instead(&self, said: &str, to: &str) -> Option<Instead> {
        let behaviour = self.behaviour.lock().unwrap().clone();
        behaviour(said, to)
    }

    /// Talks until the client goes away, or wants TLS: then it gives back the stream.
    async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        mut stream: BufStream<S>,
        first: &str,
        hello: &'static str,
    ) -> io::Result<Option<BufStream<S>>> {
        let (mut to, mut command) = (String::new(), first.to_owned());
        loop {
            let verb = command.get(..4).unwrap_or(&command).to_uppercase();
            if verb == "RCPT" {
                to = command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            }
            let answer = match self.instead(command.trim_end(), &to) {
                Some(Instead::Say(answer)) => answer.to_owned(),
                Some(Instead::HangUp | Instead::TakeAndHangUp) => return Ok(None),
                Some(Instead::Nothing) => std::future::pending().await,
                None => match verb.as_str() {
                    "" => "220 ready".to_owned(),
                    "EHLO" => format!("{hello}\r\n250 8BITMIME"),
                    "AUTH" => "235 welcome".to_owned(),
                    "DATA" => "354 go on".to_owned(),
                    "QUIT" => "221 bye".to_owned(),
                    "STAR" => "220 go on".to_owned(),
                    _ => "250 fine".to_owned(),
                },
            };
            say(&mut stream, &answer).await?;
            if verb == "STAR" && answer.starts_with("220") {
                return Ok(Some(stream));
            }
            if answer.starts_with("354") {
                let message = read_message(&mut stream).await?;
                let instead = self.instead(".", &to);
                if matches!(instead, None | Some(Instead::TakeAndHangUp)) {
                    self.received.lock().unwrap().push(Received { to: to.clone(), message });
                }
                match instead {
                    None => say(&mut stream, "250 taken").await?,
                    Some(Instead::Say(answer)) => say(&mut stream, answer).await?,
                    Some(Instead::HangUp | Instead::TakeAndHangUp) => return Ok(None),
                    Some(Instead::Nothing) => std::future::pending().await,
                }
            }
            command.clear();
            if stream.read_line(&mut command).await? == 0 {
                return Ok(None);
            }
        }
    }
}

async fn say<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufStream<S>,
    answer: &str,
) -> io::Result<()> {
    stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    stream.flush().await
}

async fn read_message<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufStream<S>,
) -> io::Result<String> {
    let mut message = String::new();
    loop {
        let start = message.len();
        if stream.read_line(&mut message).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if &message[start..] == ".\r\n" {
            message.truncate(start);
            return Ok(message);
        }
    }
}
