//! One question, one answer: the connection, its limits, and what the answer must be.
//! Asking again is `fetch::patience`'s.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::time::Duration;

use sha2::{Digest, Sha256};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, http};

use super::address::Base;
use super::expect::{Expect, first_line};
use super::failure::Failure;
use crate::error::Problem;

/// How the service is reached.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    base: Base,
}

/// What bounds one question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The time for the whole answer.
    pub(super) time: Duration,
    /// The most bytes, unpacked.
    pub(super) bytes: u64,
}

/// What is known of an answer from an earlier time.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// What came.
#[derive(Debug)]
pub(super) enum Reply {
    /// The answer, written to the sink.
    Whole(Whole),
    /// It is still as known.
    Unchanged,
}

/// A whole answer.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) bytes: u64,
    pub(super) sha256: String,
    pub(super) last: Option<u8>,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) server: Option<String>,
}

/// The program's name and version, as the service sees it.
pub(super) const NAME: &str = concat!("jsnapack/", env!("CARGO_PKG_VERSION"));

/// No connection takes longer.
const CONNECT: Duration = Duration::from_secs(20);
/// No more redirects are followed.
const MOST_REDIRECTS: usize = 5;
/// So much is looked at before the rest is read.
const BEGINNING: usize = 8 << 10;

impl Client {
    /// A client of the service at `base`. Proxies are those of the environment; `ca` is the text of a
    /// PEM file whose certificates are trusted in place of the system's.
    ///
    /// # Errors
    ///
    /// When there is no certificate in `ca`.
    pub fn new(base: Base, ca: Option<&[u8]>) -> Result<Self, Problem> {
        let roots = match ca {
            None => RootCerts::PlatformVerifier,
            Some(pem) => RootCerts::new_with_certs(&certificates(pem)?),
        };
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(!base.is_loopback())
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .user_agent(format!("{NAME} (briefing packs of public health data)"))
            .tls_config(TlsConfig::builder().root_certs(roots).build());
        if base.is_loopback() {
            config = config.proxy(None);
        }
        Ok(Self { agent: config.build().new_agent(), base })
    }

    /// The service's address.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Asks once, following redirects that stay with the service. The answer goes to `sink`.
    pub(super) fn ask(
        &self,
        url: &str,
        expect: Expect,
        known: &Known,
        bounds: Bounds,
        sink: &mut dyn Write,
    ) -> Result<Reply, Failure> {
        let mut url = url.to_owned();
        for _ in 0..=MOST_REDIRECTS {
            let mut request = self.agent.get(&url);
            for (name, value) in
                [("If-None-Match", &known.etag), ("If-Modified-Since", &known.last_modified)]
            {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let config = request.config().timeout_global(Some(bounds.time));
            let response = config.build().call().map_err(failed)?;
            match response.status().as_u16() {
                200 => return receive(response, expect, bounds.bytes, sink).map(Reply::Whole),
                304 => return Ok(Reply::Unchanged),
                301 | 302 | 303 | 307 | 308 => {
                    let to = header(&response, "location").unwrap_or_default();
                    let Some(next) = self.base.redirect(&url, &to) else {
                        return Err(Failure::Redirect(first_line(to.as_bytes())));
                    };
                    url = next;
                }
                code => return Err(refused(code, response)),
            }
        }
        Err(Failure::Redirect("it never ends".to_owned()))
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>, Problem> {
    let hint = "SSL_CERT_FILE or --ca-file names a PEM file of certificates, with lines \
                `-----BEGIN CERTIFICATE-----`";
    let mut found = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => found.push(certificate),
            Ok(_) => {}
            Err(error) => {
                return Err(
                    Problem::new(format!("a certificate can't be read: {error}")).hint(hint)
                );
            }
        }
    }
    if found.is_empty() {
        return Err(Problem::new("the file of certificates holds none").hint(hint));
    }
    Ok(found)
}

fn header(response: &http::Response<Body>, name: &str) -> Option<String> {
    let value = response.headers().get(name)?.to_str().ok()?.trim();
    (!value.is_empty() && value.len() < 200).then(|| value.to_owned())
}

/// Writes an answer to the sink as it arrives; refuses it as soon as it is not what was asked.
fn receive(
    response: http::Response<Body>,
    expect: Expect,
    most: u64,
    sink: &mut dyn Write,
) -> Result<Whole, Failure> {
    let mark = |name| header(&response, name);
    let (etag, last_modified, server) = (mark("etag"), mark("last-modified"), mark("server"));
    let mut body = response.into_body().into_reader();
    let mut hash = Sha256::new();
    let (mut bytes, mut last) = (0_u64, None);
    let mut beginning = Vec::new();
    let mut looked_at = false;
    let mut buffer = vec![0; 64 << 10];
    let disk = |error| Failure::Disk { path: Default::default(), error };
    loop {
        let length = body.read(&mut buffer).map_err(broken)?;
        let part = &buffer[..length];
        bytes += length as u64;
        if bytes > most {
            return Err(Failure::TooLong(most));
        }
        if !looked_at {
            beginning.extend_from_slice(part);
            if length == 0 || beginning.len() >= BEGINNING {
                expect.begins(&beginning)?;
                looked_at = true;
            }
        }
        if length == 0 {
            break;
        }
        last = part.last().copied();
        hash.update(part);
        sink.write_all(part).map_err(disk)?;
    }
    sink.flush().map_err(disk)?;
    Ok(Whole { bytes, sha256: hex(&hash.finalize()), last, etag, last_modified, server })
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn refused(code: u16, response: http::Response<Body>) -> Failure {
    let wait = header(&response, "retry-after").and_then(|text| super::pace::retry_after(&text));
    let mut begins = Vec::new();
    // Only to show how it begins: what can't be read is not shown.
    let _ = response.into_body().into_reader().take(1 << 10).read_to_end(&mut begins);
    Failure::Status { code, line: first_line(&begins), wait }
}

fn failed(error: ureq::Error) -> Failure {
    use ureq::Error;
    match error {
        Error::Timeout(what) => Failure::Timeout(what.to_string()),
        Error::HostNotFound => Failure::NoHost,
        Error::ConnectionFailed => Failure::NoConnection("it is refused".to_owned()),
        Error::ConnectProxyFailed(_) => Failure::Proxy("it refuses".to_owned()),
        Error::InvalidProxyUrl => Failure::Proxy("its address is none".to_owned()),
        Error::Rustls(error) => Failure::Untrusted(error.to_string()),
        Error::Tls(why) => Failure::Untrusted(why.to_owned()),
        Error::Io(error) => of_io(error),
        Error::Decompress(_, error) => Failure::Broken(format!("it can't be unpacked: {error}")),
        other => Failure::Broken(other.to_string()),
    }
}

/// What a failing read or connection amounts to.
fn of_io(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
            Failure::Timeout("the connection is silent".to_owned())
        }
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::AddrNotAvailable => Failure::NoConnection(error.to_string()),
        // The certificate's faults arrive wrapped.
        io::ErrorKind::InvalidData if error.to_string().contains("certificate") => {
            Failure::Untrusted(error.to_string())
        }
        _ => Failure::Broken(error.to_string()),
    }
}

/// A failure within an answer: the client wraps its own errors in the system's.
fn broken(error: io::Error) -> Failure {
    match ureq::Error::from(error) {
        ureq::Error::Io(error) => of_io(error),
        error => failed(error),
    }
}
