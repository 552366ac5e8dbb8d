//! A folder of its own for each test, and the program run in it as a person would run it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// An empty folder outside the project: the program meets none of its files there.
pub struct Workspace(TempDir);

/// What became of a run.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Workspace {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Puts a copy of a folder's files into it.
    pub fn holding(folder: &Path) -> Self {
        let workspace = Self::new();
        copy(folder, workspace.0.path());
        workspace
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Runs `jsnapack` with words parted by spaces; quotes keep spaces.
    pub fn run(&self, line: &str) -> Ran {
        Ran::new(&self.command(line).output().unwrap())
    }

    /// Starts `jsnapack` and leaves it running; what it says can be read.
    pub fn start(&self, line: &str) -> Child {
        self.command(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Runs another program in this folder.
    pub fn run_other(&self, program: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new(program);
        Ran::new(&command.current_dir(self.0.path()).args(arguments).output().unwrap())
    }

    /// Begins a run, and doesn't wait for its end.
    pub fn begin(&self, line: &str) -> Child {
        self.command(line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// The program in this folder, with none of the caller's settings.
    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jsnapack"));
        command.current_dir(self.0.path());
        for setting in ["SOURCE_DATE_EPOCH", "SSL_CERT_FILE", "NO_COLOR", "COLUMNS"] {
            command.env_remove(setting);
        }
        for word in words(line) {
            match word.split_once('=') {
                Some((name, value)) if is_variable(name) => command.env(name, value),
                _ => command.arg(word),
            };
        }
        command
    }

    /// Every file below the folder, by path with `/`.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(self.path(&folder)).unwrap() {
                let entry = entry.unwrap();
                let path = format!("{folder}{}", entry.file_name().to_str().unwrap());
                if entry.file_type().unwrap().is_dir() {
                    folders.push(path + "/");
                } else {
                    match fs::read(entry.path()) {
                        Ok(bytes) => drop(found.insert(path, bytes)),
                        // A run that goes on has given it its name since it was listed.
                        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                        Err(error) => panic!("{path}: {error}"),
                    }
                }
            }
        }
        found
    }
}

impl Ran {
    /// What a program that has ended said. Ended by a signal, its code is -1.
    pub fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Fails unless the program ended so.
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.stdout, self.stderr);
        self
    }

    /// Fails unless the program said this to people.
    pub fn saying(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "no {words:?} in:\n{}", self.stderr);
        self
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn is_variable(name: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_uppercase() || letter == '_';
    !name.is_empty() && name.chars().all(letters)
}

/// The words of a command line: parted by spaces, but not inside double quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, piece) in line.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(piece.to_owned());
        } else {
            words.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    words
}
