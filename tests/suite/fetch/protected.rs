//! The service over protected connections, and through a proxy: certificates are checked, and a proxy is
//! taken from the environment. The certificate and its key are made for these tests and used nowhere else.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::server::Server;
use super::*;
use crate::support::golden;

/// Protects a service: what arrives is unpacked and handed on. Asked to `CONNECT`, it is a proxy as well.
struct Protected {
    port: u16,
    /// Which hosts it was asked to connect with.
    connected: Arc<Mutex<Vec<String>>>,
}

impl Protected {
    fn start(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let folder = golden::folder("fetch").join("tls");
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(read("key.der")));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![CertificateDer::from(read("certificate.der"))], key)
            .unwrap();
        let (config, behind) = (Arc::new(config), server.port());
        let connected = Arc::<Mutex<Vec<String>>>::default();
        let seen = Arc::clone(&connected);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, seen) = (Arc::clone(&config), Arc::clone(&seen));
                // A client that doesn't trust it goes away.
                std::thread::spawn(move || drop(hand_on(stream, config, behind, &seen)));
            }
        });
        Self { port, connected }
    }
}

fn hand_on(
    mut stream: TcpStream,
    config: Arc<ServerConfig>,
    behind: u16,
    connected: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut first = [0; 1];
    stream.peek(&mut first)?;
    if first == *b"C" {
        let head = head(&mut stream)?;
        let host = head.split(' ').nth(1).unwrap_or_default().to_owned();
        connected.lock().unwrap().push(host);
        stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n")?;
    }
    let connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut protected = StreamOwned::new(connection, stream);
    let question = head(&mut protected)?;
    let mut plain = TcpStream::connect(("127.0.0.1", behind))?;
    plain.write_all(question.as_bytes())?;
    let mut answer = Vec::new();
    plain.read_to_end(&mut answer)?;
    protected.write_all(&answer)?;
    protected.conn.send_close_notify();
    protected.flush()
}

/// The lines up to the first empty one.
fn head(stream: &mut impl Read) -> std::io::Result<String> {
    let mut text = String::new();
    while !text.ends_with("\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        text.push(char::from(byte[0]));
    }
    Ok(text)
}

/// The option that trusts the tests' certificate.
fn trusting() -> String {
    format!("\"{}\"", golden::folder("fetch").join("tls/certificate.pem").display())
}

#[test]
fn only_certificates_that_are_trusted() {
    let (workspace, server) = (Workspace::new(), Server::start());
    let protected = Protected::start(&server);
    let line = format!(
        "SOURCE_DATE_EPOCH={NOVEMBER} fetch --base-url https://localhost:{}/api/ --retry-wait 5 --no-neighbours",
        protected.port
    );
    let ran = workspace.run(&line).ends(2);
    assert!(ran.stderr.contains("the service can't be trusted"), "{}", ran.stderr);
    assert!(ran.stderr.contains("SSL_CERT_FILE"), "{}", ran.stderr);
    assert!(server.asked().is_empty());
    workspace.run(&format!("{line} --ca-file {}", trusting())).ends(0);
    let ran =
        workspace.run(&format!("SSL_CERT_FILE={} {line}", trusting().replace('"', ""))).ends(0);
    assert!(ran.stdout.contains("nothing new"), "{}", ran.stdout);
    workspace.write("none.pem", "no certificate");
    workspace.run(&format!("{line} --ca-file none.pem")).ends(2).saying("holds none");
}

#[test]
fn through_the_proxy_of_the_environment() {
    let (workspace, server) = (Workspace::new(), Server::start());
    let proxy = Protected::start(&server);
    let line = format!(
        "SOURCE_DATE_EPOCH={NOVEMBER} NO_PROXY=elsewhere.test HTTPS_PROXY=http://127.0.0.1:{} ALL_PROXY=http://127.0.0.1:{} \
         fetch --base-url https://fingertips.test/api/ --retry-wait 5 --no-neighbours --ca-file {}",
        proxy.port,
        proxy.port,
        trusting()
    );
    workspace.run(&line).ends(0);
    let connected = proxy.connected.lock().unwrap().clone();
    assert!(!connected.is_empty());
    assert!(connected.iter().all(|host| host == "fingertips.test:443"), "{connected:?}");
}

#[test]
fn a_proxy_that_refuses_is_named_without_its_password() {
    let (workspace, server) = (Workspace::new(), Server::start());
    let port = server.port();
    // The small service knows no `CONNECT`: it refuses.
    let ran = workspace.run(&format!(
        "NO_PROXY=elsewhere.test HTTPS_PROXY=http://someone:secret@127.0.0.1:{port} ALL_PROXY=http://someone:secret@127.0.0.1:{port} \
         fetch --base-url https://fingertips.test/api/ --retry-wait 5"
    ));
    let ran = ran.ends(2);
    assert!(ran.stderr.contains("the proxy gives no connection"), "{}", ran.stderr);
    assert!(ran.stderr.contains("check HTTPS_PROXY"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("secret"), "{}", ran.stderr);
}
