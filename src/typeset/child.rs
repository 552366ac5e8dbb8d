//! Processes of our own that typeset, one for each worker. Typst's memory of what it did is one for a whole
//! process: packs that share it slow each other down, and what they leave behind grows. In a process of its own a
//! pack costs what it costs alone, and the system takes everything back when the process ends.

use std::io::{self, BufReader, Read};
use std::path::PathBuf;
use std::process::{self, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};

use super::job::Order;
use super::protocol::{Reply, Request, read, receive, send};
use super::world::Base;
use super::{Fault, Job, Typeset, TypesetError, Typesetter};

/// After so many packs a process is replaced by a new one: each pack leaves about 0.3 MB behind, and a start
/// costs less than a tenth of a pack.
const PACKS: usize = 8;

/// How much of what a process says before it breaks down is kept, in bytes.
const SAID: u64 = 4096;

/// What is started to typeset.
#[derive(Debug)]
pub struct Program {
    /// Where it is, or why that isn't known.
    path: io::Result<PathBuf>,
    arguments: Vec<String>,
    identity: String,
    /// Why it can't be started, once that is known.
    unusable: OnceLock<String>,
    /// Whether a process of it was ever ready.
    worked: AtomicBool,
    told: AtomicBool,
}

impl Program {
    /// A program with arguments that make it call [`serve`](super::serve) with the same identity.
    pub fn new(path: io::Result<PathBuf>, arguments: &[&str], identity: &str) -> Self {
        Self {
            path,
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            identity: identity.to_owned(),
            unusable: OnceLock::new(),
            worked: AtomicBool::new(false),
            told: AtomicBool::new(false),
        }
    }

    /// Starts a process, and hears from it that it is ready.
    fn start(&self) -> io::Result<Running> {
        let path = self.path.as_ref().map_err(|error| io::Error::other(error.to_string()))?;
        let mut process = Command::new(path)
            .args(&self.arguments)
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (Some(to), Some(from), Some(mut says)) =
            (process.stdin.take(), process.stdout.take(), process.stderr.take())
        else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // It must never wait for somebody to read what it says, and never speak in between what the run prints.
        let said = thread::spawn(move || {
            let mut said = Vec::new();
            let _ = (&mut says).take(SAID).read_to_end(&mut said);
            let _ = io::copy(&mut says, &mut io::sink());
            String::from_utf8_lossy(&said).into_owned()
        });
        let mut running = Running {
            process,
            to,
            from: BufReader::new(from),
            said: Some(said),
            templates: Vec::new(),
            packs: 0,
        };
        match receive(&mut running.from) {
            Ok(Some(identity)) if identity == self.identity.as_bytes() => {
                self.worked.store(true, Ordering::Relaxed);
                Ok(running)
            }
            Ok(Some(_)) => Err(io::Error::other("it is another version by now")),
            Ok(None) | Err(_) => Err(io::Error::other(running.end())),
        }
    }

    /// Typesets in this process, and says so once.
    fn here(
        &self,
        typesetter: &Typesetter,
        order: Order<'_>,
        why: &str,
    ) -> Result<Typeset, TypesetError> {
        let mut done = typesetter.fulfil(order)?;
        if !self.told.swap(true, Ordering::Relaxed) {
            done.warnings.push(format!(
                "packs are typeset one at a time, as the program can't start another process: {why}"
            ));
        }
        Ok(done)
    }
}

/// A place to typeset in, for one worker. Its process is started with the first pack, and ends with it.
pub struct Child {
    program: Arc<Program>,
    running: Option<Running>,
}

impl Child {
    /// Nothing is started yet.
    pub fn new(program: Arc<Program>) -> Self {
        Self { program, running: None }
    }

    /// Typesets one pack: to the same bytes as [`Typesetter::typeset`], which takes its place where no process
    /// can be started.
    ///
    /// # Errors
    ///
    /// When the pack can't be typeset, or its process ends before its time: the next pack gets a new one.
    pub fn typeset(
        &mut self,
        typesetter: &Typesetter,
        job: &Job<'_>,
    ) -> Result<Typeset, TypesetError> {
        let order = job.order()?;
        let mut running = match self.ready() {
            Ok(running) => running,
            Err(why) => return self.program.here(typesetter, order, &why),
        };
        match running.typeset(typesetter, order) {
            Ok(result) => {
                // A full one ends here, while the worker writes the pack.
                self.running = Some(running).filter(|running| running.packs < PACKS);
                result
            }
            Err(cause) => Err(running.broke_off(&cause)),
        }
    }

    /// The process at hand if it is alive, else a new one, or why there is none.
    fn ready(&mut self) -> Result<Running, String> {
        if let Some(why) = self.program.unusable.get() {
            return Err(why.clone());
        }
        let alive = |running: &mut Running| matches!(running.process.try_wait(), Ok(None));
        if let Some(mut running) = self.running.take()
            && alive(&mut running)
        {
            return Ok(running);
        }
        self.program.start().map_err(|error| {
            let why = error.to_string();
            // Where it worked before, it is worth another try with the next pack.
            if !self.program.worked.load(Ordering::Relaxed) {
                let _ = self.program.unusable.set(why.clone());
            }
            why
        })
    }
}

/// A process that typesets.
struct Running {
    process: process::Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    /// What it says to people.
    said: Option<JoinHandle<String>>,
    /// The templates that it has, in the order of their numbers.
    templates: Vec<Arc<Base>>,
    packs: usize,
}

impl Running {
    /// Hands over a pack and waits for the answer.
    fn typeset(
        &mut self,
        typesetter: &Typesetter,
        order: Order<'_>,
    ) -> io::Result<Result<Typeset, TypesetError>> {
        let template = self.number(typesetter)?;
        send(&mut self.to, &Request::Order { template, order })?;
        let answer = receive(&mut self.from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        self.packs += 1;
        Ok(match read(&answer)? {
            Reply::Typeset { pdf, pages, warnings } => {
                Ok(Typeset { pdf: pdf.into_owned(), pages, warnings })
            }
            Reply::Faults(faults) => Err(TypesetError::new(faults)),
        })
    }

    /// The number of a template, which is handed over if it is new.
    fn number(&mut self, typesetter: &Typesetter) -> io::Result<usize> {
        if let Some(number) = self.templates.iter().position(|base| typesetter.has(base)) {
            return Ok(number);
        }
        let (main, files) = typesetter.template();
        send(&mut self.to, &Request::Template { main: main.into(), files })?;
        self.templates.push(typesetter.base());
        Ok(self.templates.len() - 1)
    }

    /// What to tell of a pack whose process gave no answer.
    fn broke_off(mut self, cause: &io::Error) -> TypesetError {
        let how = match cause.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe => self.end(),
            _ => cause.to_string(),
        };
        let mut fault =
            Fault::plain(&format!("the process that typeset this pack broke off: {how}"));
        fault.hints.push(
            "if memory is short, take fewer --jobs; otherwise this is a fault of the program: please report it"
                .to_owned(),
        );
        TypesetError { broke_off: true, ..fault.into() }
    }

    /// Ends it, if it is still there; how it ended, with the last it said.
    fn end(&mut self) -> String {
        let _ = self.process.kill();
        let how = match self.process.wait() {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        let said = self.said.take().and_then(|said| said.join().ok()).unwrap_or_default();
        let telling = |line: &&str| !line.is_empty() && !line.starts_with("note:");
        match said.lines().map(str::trim).rfind(telling) {
            Some(last) => format!("{how}, saying `{last}`"),
            None => how,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
