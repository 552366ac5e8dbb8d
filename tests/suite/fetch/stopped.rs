//! A fetch that is killed, wherever it is: nothing is lost, and it goes on from there.

use std::time::Duration;

use super::server::{Fault, Manners, Server};
use super::*;

/// Moments that are spread over a fetch, the same in every run.
fn moments() -> impl Iterator<Item = Duration> {
    (0..12_u64).map(|nth| Duration::from_millis(10 + (nth * 7919) % 450))
}

#[test]
fn a_fetch_that_is_killed_loses_nothing() {
    let (workspace, server) = (Workspace::new(), Server::start());
    fetch(&workspace, &server, NOVEMBER, "").ends(0);
    let before = snapshot(&workspace, "2026-11-01");
    server.has_new_figures();
    server.behaves(Manners { latency: Duration::from_millis(8), ..Manners::default() });
    let mut killed = 0;
    for (nth, moment) in moments().enumerate() {
        let resume = if nth % 3 == 0 { "" } else { "--resume" };
        let mut run = workspace.begin(&line(&server, FEBRUARY, resume));
        std::thread::sleep(moment);
        let _ = run.kill();
        killed += usize::from(!run.wait().unwrap().success());
        assert!(before == snapshot(&workspace, "2026-11-01"), "{moment:?}");
        // Whatever is in use is whole and can be read.
        let ran = workspace.run("inspect Liverpool --view").ends(0);
        assert!(ran.stdout.contains("Data snapshot of 1 "), "{}", ran.stdout);
        let list = workspace.run("data list --format json").ends(0).stdout;
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        for kept in list.as_array().unwrap() {
            assert_eq!(kept["damaged"], serde_json::json!([]), "{kept}");
        }
    }
    assert!(killed >= 3, "{killed}");
    built(&workspace, "");
    fetch(&workspace, &server, FEBRUARY, "--resume").ends(0);
    // As if it had never been killed.
    let calm = Workspace::new();
    fetch(&calm, &server, FEBRUARY, "").ends(0);
    let without_manifest = |mut files: BTreeMap<String, Vec<u8>>| {
        files.remove("snapshot.toml");
        files
    };
    let newest = snapshot(&workspace, "2027-02-01");
    let calm = snapshot(&calm, "2027-02-01");
    assert!(without_manifest(newest) == without_manifest(calm));
}

/// Breaks a fetch at the data of one group.
fn broken(server: &Server) -> Workspace {
    let workspace = Workspace::new();
    server.always_fails("group_id=1938133092&x", Fault::Html);
    server.always_fails("all_data", Fault::Status(404, None));
    fetch(&workspace, server, NOVEMBER, "").ends(2).saying("--resume");
    server.mends().asked();
    workspace
}

#[test]
fn a_broken_fetch_goes_on_where_it_was() {
    let server = Server::start();
    let workspace = broken(&server);
    fetch(&workspace, &server, NOVEMBER, "--resume")
        .ends(0)
        .saying("going on with a fetch that broke");
    // Only the data is asked for: all else was there.
    let asked = server.asked();
    assert!(!asked.is_empty());
    assert!(asked.iter().all(|asked| asked.target.contains("all_data")), "{asked:?}");
    let calm = Workspace::new();
    fetch(&calm, &server, NOVEMBER, "").ends(0);
    assert!(snapshot(&workspace, "2026-11-01").keys().eq(snapshot(&calm, "2026-11-01").keys()));
}

#[test]
fn what_was_changed_meanwhile_is_asked_for_again() {
    let server = Server::start();
    let workspace = broken(&server);
    workspace.write("data/fingertips/.partial/service/groups.json", "[]");
    fetch(&workspace, &server, NOVEMBER, "--resume").ends(0);
    let asked = server.asked();
    assert!(asked.iter().any(|asked| asked.target.contains("group_metadata")), "{asked:?}");
}

#[test]
fn only_the_same_fetch_goes_on() {
    let server = Server::start();
    let workspace = broken(&server);
    fetch(&workspace, &server, NOVEMBER, "--resume --area-type utla")
        .ends(2)
        .saying("asked for something else");
    fetch(&workspace, &server, NOVEMBER, "").ends(0).saying("was dropped with its");
    // Nothing broke: there is nothing to go on with.
    let ran = fetch(&workspace, &server, NOVEMBER, "--resume").ends(0);
    assert!(ran.stdout.contains("nothing new"), "{}", ran.stdout);
}

#[test]
fn an_old_fetch_that_broke_is_not_resumed() {
    let server = Server::start();
    let workspace = broken(&server);
    let journal = "data/fingertips/.partial/journal.jsonl";
    let text = String::from_utf8(workspace.files()[journal].clone()).unwrap();
    let (heading, rest) = text.split_once('\n').unwrap();
    let mut heading: serde_json::Value = serde_json::from_str(heading).unwrap();
    heading["began"] = "2020-01-01T00:00:00Z".into();
    workspace.write(journal, &format!("{heading}\n{rest}"));
    fetch(&workspace, &server, NOVEMBER, "--resume")
        .ends(2)
        .saying("answers of then and now don't make one snapshot");
}

#[test]
fn one_fetch_at_a_time() {
    let (workspace, server) = (Workspace::new(), Server::start());
    server.fails("profiles", [Fault::Late(Duration::from_secs(2))]);
    let mut first = workspace.begin(&line(&server, NOVEMBER, ""));
    while server.asked().is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    fetch(&workspace, &server, NOVEMBER, "").ends(2).saying("another fetch into");
    assert!(first.wait().unwrap().success());
}
