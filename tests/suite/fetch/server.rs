//! The Fingertips service in small: speaks its endpoints from the files of `cases/fetch`, on this machine
//! only, and fails in the ways that services fail when told to.

use std::collections::{BTreeMap, VecDeque};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::answers::answer;

/// A way to fail.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Answers, but late.
    Late(Duration),
    /// Another status, and how long to wait if it says so.
    Status(u16, Option<&'static str>),
    /// Resets the connection in the middle of the answer.
    Reset,
    /// Says a length, sends half and closes.
    Half,
    /// Says half the length and sends that.
    SaysHalf,
    /// Says no length, sends half and closes.
    Truncated,
    /// A web page with status 200.
    Html,
    /// Nothing, with status 200.
    Empty,
    /// A byte at a time.
    Drip(Duration),
    /// Sends elsewhere.
    Redirect(String),
    /// Rows without end.
    Huge,
    /// A little that unpacks to a lot.
    Bomb,
    /// Says that nothing changed, whatever is known.
    Unchanged,
    /// Another text, with status 200.
    Text(&'static str),
}

/// A question as it arrived.
#[derive(Debug, Clone)]
pub struct Asked {
    pub target: String,
    pub headers: BTreeMap<String, String>,
}

/// What a service gives beside its answers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manners {
    pub etag: bool,
    pub last_modified: bool,
    pub gzip: bool,
    pub latency: Duration,
}

#[derive(Default)]
struct State {
    faults: Mutex<Vec<(String, VecDeque<Fault>, bool)>>,
    asked: Mutex<Vec<Asked>>,
    manners: Mutex<Manners>,
    is_next: AtomicBool,
    ends: AtomicBool,
    now: AtomicUsize,
    most: AtomicUsize,
}

/// The service; it ends when dropped.
pub struct Server {
    port: u16,
    state: Arc<State>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.ends.load(Ordering::Relaxed) {
                    break;
                }
                let (Ok(stream), state) = (stream, Arc::clone(&shared)) else { continue };
                std::thread::spawn(move || {
                    let now = state.now.fetch_add(1, Ordering::SeqCst) + 1;
                    state.most.fetch_max(now, Ordering::SeqCst);
                    // A client that goes away is its own business.
                    let _ = serve(&stream, &state);
                    state.now.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, state }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/api/", self.port)
    }

    /// Fails so, one after another, when asked for something with `part` in it; then it answers.
    pub fn fails(&self, part: &str, faults: impl IntoIterator<Item = Fault>) -> &Self {
        let faults = faults.into_iter().collect();
        self.state.faults.lock().unwrap().push((part.to_owned(), faults, false));
        self
    }

    /// Fails so whenever asked for something with `part` in it.
    pub fn always_fails(&self, part: &str, fault: Fault) -> &Self {
        self.state.faults.lock().unwrap().push((part.to_owned(), VecDeque::from([fault]), true));
        self
    }

    pub fn mends(&self) -> &Self {
        self.state.faults.lock().unwrap().clear();
        self
    }

    pub fn behaves(&self, manners: Manners) -> &Self {
        *self.state.manners.lock().unwrap() = manners;
        self
    }

    /// A quarter passes: there are new figures.
    pub fn has_new_figures(&self) -> &Self {
        self.state.is_next.store(true, Ordering::Relaxed);
        self
    }

    /// What was asked since the last time.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.state.asked.lock().unwrap())
    }

    /// How many questions were open at once, at most.
    pub fn most_at_once(&self) -> usize {
        self.state.most.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.ends.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// The question, still unread in the socket: a socket that is closed before it was read is reset.
fn peek(stream: &TcpStream) -> std::io::Result<(usize, String)> {
    let mut buffer = vec![0; 16 << 10];
    loop {
        let length = stream.peek(&mut buffer)?;
        let text = String::from_utf8_lossy(&buffer[..length]);
        if let Some(end) = text.find("\r\n\r\n") {
            return Ok((end + 4, text[..end].to_owned()));
        }
        if length == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn serve(mut stream: &TcpStream, state: &State) -> std::io::Result<()> {
    let (length, head) = peek(stream)?;
    let mut lines = head.lines();
    let target =
        lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    state.asked.lock().unwrap().push(Asked { target: target.clone(), headers: headers.clone() });
    let fault = next_fault(state, &target);
    if !matches!(fault, Some(Fault::Reset)) {
        stream.read_exact(&mut vec![0; length])?;
    }
    let manners = *state.manners.lock().unwrap();
    std::thread::sleep(manners.latency);
    let answer = answer(&target, state.is_next.load(Ordering::Relaxed));
    let result = match fault {
        Some(fault) => fail(stream, fault, &target, answer),
        None => well(stream, manners, &headers, answer),
    };
    stream.flush()?;
    if result.is_ok() {
        // Waits until the client has read it all.
        let _ = stream.shutdown(Shutdown::Write);
    }
    result
}

fn next_fault(state: &State, target: &str) -> Option<Fault> {
    let mut faults = state.faults.lock().unwrap();
    let (_, queue, always) = faults
        .iter_mut()
        .find(|(part, queue, _)| target.contains(part.as_str()) && !queue.is_empty())?;
    if *always { queue.front().cloned() } else { queue.pop_front() }
}

fn head(mut stream: &TcpStream, status: u16, headers: &[(&str, String)]) -> std::io::Result<()> {
    let mut text =
        format!("HTTP/1.1 {status} X\r\nServer: Test-Service/1\r\nConnection: close\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{text}\r\n").as_bytes())
}

fn length(of: usize) -> (&'static str, String) {
    ("Content-Length", of.to_string())
}

fn well(
    mut stream: &TcpStream,
    manners: Manners,
    asked: &BTreeMap<String, String>,
    (status, body): (u16, Vec<u8>),
) -> std::io::Result<()> {
    let etag = format!("\"{:02x?}\"", &Sha256::digest(&body)[..4]).replace([' ', ','], "");
    let date = "Sun, 01 Nov 2026 00:00:00 GMT".to_owned();
    let knows = |name: &str, value: &String| asked.get(name) == Some(value);
    let mut headers = vec![("Content-Type", "application/octet-stream".to_owned())];
    if status == 200 && manners.etag {
        if knows("if-none-match", &etag) {
            return head(stream, 304, &[("ETag", etag)]);
        }
        headers.push(("ETag", etag));
    }
    if status == 200 && manners.last_modified {
        if knows("if-modified-since", &date) {
            return head(stream, 304, &[]);
        }
        headers.push(("Last-Modified", date));
    }
    let may_pack = asked.get("accept-encoding").is_some_and(|it| it.contains("gzip"));
    let body = if manners.gzip && may_pack {
        headers.push(("Content-Encoding", "gzip".to_owned()));
        packed(&body)
    } else {
        body
    };
    headers.push(length(body.len()));
    head(stream, status, &headers)?;
    stream.write_all(&body)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn fail(
    mut stream: &TcpStream,
    fault: Fault,
    target: &str,
    (status, body): (u16, Vec<u8>),
) -> std::io::Result<()> {
    // Not at the end of a row.
    let half = &body[..body.len() / 2 - usize::from(body[body.len() / 2 - 1] == b'\n')];
    match fault {
        Fault::Late(time) => {
            std::thread::sleep(time);
            head(stream, status, &[length(body.len())])?;
            stream.write_all(&body)
        }
        Fault::Status(code, wait) => {
            let page = b"<html><body>Runtime Error</body></html>";
            let mut headers = vec![length(page.len())];
            headers.extend(wait.map(|wait| ("Retry-After", wait.to_owned())));
            head(stream, code, &headers)?;
            stream.write_all(page)
        }
        Fault::Reset | Fault::Half => {
            head(stream, status, &[length(body.len())])?;
            stream.write_all(half)?;
            stream.flush()?;
            std::thread::sleep(Duration::from_millis(20));
            Err(std::io::ErrorKind::ConnectionReset.into())
        }
        Fault::SaysHalf => {
            head(stream, status, &[length(half.len())])?;
            stream.write_all(half)
        }
        Fault::Truncated => {
            head(stream, status, &[])?;
            stream.write_all(half)
        }
        Fault::Html => text(stream, "\r\n<!DOCTYPE html><html><title>Sorry</title></html>"),
        Fault::Empty => text(stream, ""),
        Fault::Text(words) => text(stream, words),
        Fault::Drip(pause) => {
            head(stream, status, &[length(body.len())])?;
            for byte in &body {
                stream.write_all(&[*byte])?;
                std::thread::sleep(pause);
            }
            Ok(())
        }
        Fault::Redirect(to) => head(stream, 302, &[("Location", to), length(0)]),
        Fault::Huge => {
            head(stream, status, &[])?;
            stream.write_all(&body)?;
            let row = body.split(|byte| *byte == b'\n').nth(1).unwrap_or(b"x").to_vec();
            loop {
                for _ in 0..100 {
                    stream.write_all(&row)?;
                    stream.write_all(b"\n")?;
                }
            }
        }
        Fault::Bomb => {
            let mut long = body;
            let row = long.split(|byte| *byte == b'\n').nth(1).unwrap_or(b"x").to_vec();
            while long.len() < 64 << 20 {
                long.extend_from_slice(&row);
                long.push(b'\n');
            }
            let small = packed(&long);
            assert!(small.len() < long.len() / 50, "{target}: {}", small.len());
            head(stream, status, &[length(small.len()), ("Content-Encoding", "gzip".to_owned())])?;
            stream.write_all(&small)
        }
        Fault::Unchanged => head(stream, 304, &[]),
    }
}

fn text(mut stream: &TcpStream, text: &str) -> std::io::Result<()> {
    head(stream, 200, &[length(text.len())])?;
    stream.write_all(text.as_bytes())
}
