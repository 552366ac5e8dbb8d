//! How a run and the processes that typeset for it talk: messages in postcard, each after its length.
//! Parent and child are the same program, so nothing here has to be understood by another version.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use super::Fault;
use super::job::{Order, VirtualFile};

/// What a child is told.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request<'a> {
    /// A template, which gets the next number. There is no answer.
    Template {
        /// Its main file.
        #[serde(borrow)]
        main: Cow<'a, str>,
        /// All its files.
        #[serde(borrow)]
        files: Vec<VirtualFile<'a>>,
    },
    /// A pack to typeset.
    Order {
        /// The number of its template, counted from 0.
        template: usize,
        /// The pack.
        #[serde(borrow)]
        order: Order<'a>,
    },
}

/// What a child answers to an order.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply<'a> {
    /// The pack is finished.
    Typeset {
        /// The PDF.
        #[serde(borrow)]
        pdf: Cow<'a, [u8]>,
        /// How many pages it has.
        pages: usize,
        /// What is odd.
        warnings: Vec<String>,
    },
    /// It can't be typeset.
    Faults(Vec<Fault>),
}

/// Writes a message.
pub(super) fn send(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_extend(message, Vec::new()).map_err(io::Error::other)?;
    send_bytes(to, &bytes)
}

/// Writes bytes after their length.
pub(super) fn send_bytes(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// The bytes of the next message; none if the other side has ended between two messages.
pub(super) fn receive(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    if from.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut length[1..])?;
    let length = u64::from_le_bytes(length);
    // What is announced is not believed: room is made as bytes come.
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

/// A message from its bytes.
pub(super) fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> io::Result<T> {
    postcard::from_bytes(bytes).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_received() {
        let mut wire = Vec::new();
        let reply = Reply::Typeset { pdf: b"%PDF".into(), pages: 3, warnings: vec!["odd".into()] };
        send(&mut wire, &reply).unwrap();
        send_bytes(&mut wire, b"").unwrap();
        let mut from = wire.as_slice();
        let bytes = receive(&mut from).unwrap().unwrap();
        let Reply::Typeset { pdf, pages, warnings } = read(&bytes).unwrap() else {
            panic!("{bytes:?}");
        };
        assert!(matches!(pdf, Cow::Borrowed(b"%PDF")) && pages == 3 && warnings == ["odd"]);
        assert_eq!(receive(&mut from).unwrap(), Some(Vec::new()));
        assert_eq!(receive(&mut from).unwrap(), None);
    }

    #[test]
    fn a_message_cut_short_is_no_message() {
        let mut wire = Vec::new();
        send_bytes(&mut wire, b"a message").unwrap();
        for length in 1..wire.len() {
            assert!(receive(&mut &wire[..length]).is_err(), "{length}");
        }
        // A length that is nonsense takes no memory.
        assert!(receive(&mut [255; 20].as_slice()).is_err());
        assert!(read::<Reply<'_>>(b"nonsense").is_err());
    }
}
