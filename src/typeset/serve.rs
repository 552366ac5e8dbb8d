//! What runs in a process that typesets for a run: takes packs from standard input, one after another, and
//! answers on standard output. It opens no file, and ends as soon as the run does, however that ends.

use std::io;
use std::process;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::protocol::{Reply, Request, read, receive, send, send_bytes};
use super::{Fault, TypesetError, Typesetter};

/// Typesets until standard input ends. The identity, told at once, is how the run knows that this is the same
/// program as itself.
///
/// # Errors
///
/// When it is spoken to in words it doesn't understand, or nobody listens.
pub fn serve(identity: &str) -> io::Result<()> {
    send_bytes(&mut io::stdout().lock(), identity.as_bytes())?;
    let (hand_on, requests) = mpsc::channel();
    // Somebody always listens: when the run has ended, nobody waits for the pack at hand.
    thread::spawn(move || {
        let mut from = io::stdin().lock();
        while let Ok(Some(request)) = receive(&mut from) {
            if hand_on.send(request).is_err() {
                break;
            }
        }
        process::exit(0);
    });
    answer(&requests)
}

fn answer(requests: &Receiver<Vec<u8>>) -> io::Result<()> {
    let mut to = io::stdout().lock();
    let mut templates: Vec<Result<Typesetter, TypesetError>> = Vec::new();
    for request in requests {
        match read(&request)? {
            Request::Template { main, files } => {
                let files = files.into_iter();
                let files = files.map(|file| (file.path.into_owned(), file.bytes.into_owned()));
                templates.push(Typesetter::new(&main, files.collect()));
            }
            Request::Order { template, order } => {
                let order = order.into_owned();
                drop(request);
                let typeset = match templates.get(template) {
                    Some(Ok(typesetter)) => typesetter.fulfil(order),
                    Some(Err(error)) => Err(error.clone()),
                    None => Err(Fault::plain("the template was never handed over").into()),
                };
                let reply = match typeset {
                    Ok(done) => Reply::Typeset {
                        pdf: done.pdf.into(),
                        pages: done.pages,
                        warnings: done.warnings,
                    },
                    Err(error) => Reply::Faults(error.faults),
                };
                send(&mut to, &reply)?;
            }
        }
    }
    Ok(())
}
