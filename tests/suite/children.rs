//! Typesetting in processes of our own: the same bytes, and what is told of one that breaks off.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use jsnapack::typeset::{Child, Job, Program, Typeset, TypesetError, Typesetter};

use crate::support::workspace::Workspace;

const JSNAPACK: &str = env!("CARGO_BIN_EXE_jsnapack");

/// How the program is told to typeset for a run.
const SERVE: &str = "typeset-worker";

/// What the program says it is, when it is started to typeset: its words follow their length.
fn identity() -> String {
    let started = Command::new(JSNAPACK).arg(SERVE).stdin(Stdio::null()).output().unwrap();
    String::from_utf8(started.stdout[8..].to_vec()).unwrap()
}

fn program() -> Arc<Program> {
    Arc::new(Program::new(Ok(JSNAPACK.into()), &[SERVE], &identity()))
}

/// A shell script in the program's place, which finds the program as `$0`.
fn script(script: &str) -> Arc<Program> {
    let arguments = ["-c", script, JSNAPACK];
    Arc::new(Program::new(Ok("/bin/sh".into()), &arguments, &identity()))
}

fn typesetter(page: &str) -> Typesetter {
    let page = format!("#set document(title: \"A pack\")\n= A pack\n{page}");
    Typesetter::new("/report.typ", vec![("/report.typ".into(), page.into_bytes())]).unwrap()
}

fn with<T>(view: &str, work: impl FnOnce(&Job<'_>) -> T) -> T {
    work(&Job {
        ident: "test/E06000001",
        date: jiff::civil::date(2025, 3, 31),
        view: view.as_bytes(),
        words: b"{}",
        drawings: &BTreeMap::new(),
        files: &BTreeMap::new(),
    })
}

fn typeset(child: &mut Child, typesetter: &Typesetter) -> Result<Typeset, TypesetError> {
    with("{}", |job| child.typeset(typesetter, job))
}

#[test]
fn the_same_bytes_and_the_same_faults() {
    let mut child = Child::new(program());
    let show = "#json(\"/view.json\").text";
    let templates = [typesetter(show), typesetter(&format!("Another: {show}"))];
    // More than one process makes.
    for number in 0..40 {
        let view = format!("{{\"text\": \"Town {}\"}}", number / 4);
        let typesetter = &templates[number % 2];
        let here = with(&view, |job| typesetter.typeset(job)).unwrap();
        let there = with(&view, |job| child.typeset(typesetter, job)).unwrap();
        assert!(here == there, "{number}");
    }
    let here = with("{}", |job| templates[0].typeset(job)).unwrap_err();
    let there = with("{}", |job| child.typeset(&templates[0], job)).unwrap_err();
    assert!(here == there && here.to_string().contains("report.typ, line 3"), "{there}");
    let glyph = with("{\"text\": \"\u{2713}\"}", |job| child.typeset(&templates[0], job));
    assert!(glyph.unwrap_err().to_string().contains("font has no such character"));
}

#[cfg(unix)]
#[test]
fn a_process_that_breaks_off_is_its_packs_failure_and_the_next_pack_has_another() {
    let workspace = Workspace::new();
    let marker = workspace.path("marker");
    for (death, told) in [
        ("kill -SEGV $$", "signal: 11 (SIGSEGV)"),
        (
            "echo 'it has overflowed its stack' >&2; kill -ABRT $$",
            "saying `it has overflowed its stack`",
        ),
        ("exit 3", "exit status: 3"),
        ("printf nonsense; exit 0", "exit status: 0"),
    ] {
        std::fs::write(&marker, "").unwrap();
        // The first time it greets, takes the beginning of a pack, and ends.
        let program = script(&format!(
            "if [ -e '{0}' ]; then rm '{0}'; \"$0\" {SERVE} </dev/null; head -c 9 >/dev/null; {death}; fi; \
             exec \"$0\" {SERVE}",
            marker.display()
        ));
        let (mut child, typesetter) = (Child::new(program), typesetter("Words"));
        let error = typeset(&mut child, &typesetter).unwrap_err();
        assert!(error.broke_off, "{error}");
        let words = error.to_string();
        assert!(words.contains("broke off") && words.contains(told), "{words}");
        assert!(words.contains("hint: if memory is short, take fewer --jobs"), "{words}");
        let next = typeset(&mut child, &typesetter).unwrap();
        assert!(next.warnings.is_empty() && next.pages == 1);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_pack_that_takes_too_much_memory_fails_alone() {
    let mut child = Child::new(script(&format!("ulimit -v 1000000; exec \"$0\" {SERVE}")));
    let error =
        typeset(&mut child, &typesetter("#range(100000000).len()")).unwrap_err().to_string();
    assert!(error.contains("memory allocation of"), "{error}");
    assert_eq!(typeset(&mut child, &typesetter("Words")).unwrap().pages, 1);
}

#[test]
fn where_no_process_can_be_started_packs_are_typeset_all_the_same() {
    let nowhere = || Ok(PathBuf::from("/no/such/program"));
    let other = Program::new(Ok(JSNAPACK.into()), &[SERVE], "another version");
    let not_known = io::Error::other("its place is not known");
    for (program, why) in [
        (Program::new(nowhere(), &[], "any"), "os error"),
        (Program::new(Err(not_known), &[], "any"), "its place is not known"),
        (Program::new(Ok(JSNAPACK.into()), &["--version"], "any"), "exit status: 0"),
        (other, "another version by now"),
    ] {
        let typesetter = typesetter("Words");
        let here = with("{}", |job| typesetter.typeset(job)).unwrap();
        let program = Arc::new(program);
        let mut told = Vec::new();
        for _ in 0..2 {
            let mut child = Child::new(Arc::clone(&program));
            for _ in 0..2 {
                let done = typeset(&mut child, &typesetter).unwrap();
                assert!(done.pdf == here.pdf);
                told.extend(done.warnings);
            }
        }
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("one at a time") && told[0].contains(why), "{told:?}");
    }
}
