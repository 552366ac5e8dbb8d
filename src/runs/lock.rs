//! One run at a time in a folder of results. The lock is the system's own, on an open file: when a run
//! ends, however it ends, the lock is gone. What the file holds is only for telling people who has it.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The lock's file in a folder of results.
const FILE: &str = ".lock";

/// Who holds a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The process's number.
    pub pid: u32,
    /// The machine's name.
    pub host: String,
    /// When it started.
    pub started: String,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "process {} on {}, started {}", self.pid, self.host, self.started)
    }
}

impl Holder {
    /// This process.
    pub fn this(started: String, host: Option<String>) -> Self {
        let named = |path| std::fs::read_to_string(path).ok();
        let host = named("/proc/sys/kernel/hostname")
            .or_else(|| named("/etc/hostname"))
            .or(host)
            .map_or_else(|| "this machine".to_owned(), |name| name.trim().to_owned());
        Self { pid: std::process::id(), host, started }
    }
}

/// A folder that another run holds.
#[derive(Debug)]
pub struct Busy {
    file: File,
    /// Who, if the system lets us read it.
    pub holder: Option<Holder>,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum LockError {
    /// Another run has it.
    Busy(Busy),
    /// The lock's file can't be made.
    Failed {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// A folder that is ours until this is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    /// An earlier run that had the folder and never came to its end.
    pub broken_off: Option<Holder>,
}

impl Lock {
    /// Takes a folder if nobody holds it.
    ///
    /// # Errors
    ///
    /// When another run holds it, or the lock's file can't be written.
    pub fn take(folder: &Path, holder: &Holder) -> Result<Self, LockError> {
        let path = folder.join(FILE);
        let failed = |source| LockError::Failed { path: path.clone(), source };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Self::ours(file, holder).map_err(failed),
            Err(TryLockError::WouldBlock) => {
                let holder = read(&mut file);
                Err(LockError::Busy(Busy { file, holder }))
            }
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    fn ours(mut file: File, holder: &Holder) -> io::Result<Self> {
        let broken_off = read(&mut file);
        let text = serde_json::to_string(holder)?;
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "{text}")?;
        Ok(Self { file, broken_off })
    }
}

impl Busy {
    /// Waits until the other run ends.
    ///
    /// # Errors
    ///
    /// When the lock's file can't be used.
    pub fn wait(self, holder: &Holder) -> io::Result<Lock> {
        self.file.lock()?;
        Lock::ours(self.file, holder)
    }
}

impl Drop for Lock {
    /// An empty file says that the run came to its end. The file stays: to remove it would let two runs hold
    /// two files of one name.
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

/// What the file says; none if it is empty, or can't be read while another holds it.
fn read(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}
