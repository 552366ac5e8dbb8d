//! A service that fails. What passes is waited for; what doesn't is said; what is there stays.

use std::path::Path;
use std::time::Duration;

use jiff::civil::date;
use jsnapack::fetch::{self, Asked, Base, Client, Clock, Event, Limits, Outcome, Store};

use super::server::{Fault, Manners, Server};
use super::*;

/// The data of a group; a fault of it is met by asking for each of its indicators.
const GROUP: &str = "by_group_id?child_area_type_id=502&parent_area_type_id=6&parent_area_code=E92000001&include_sortable_time_periods=yes&group_id=1938133091";

fn wait() -> Duration {
    Duration::from_millis(2500)
}

/// Every way to fail that may pass.
fn passing() -> Vec<Fault> {
    vec![
        Fault::Status(500, None),
        Fault::Status(429, Some("0")),
        Fault::Status(503, Some("0")),
        Fault::Reset,
        Fault::Half,
        Fault::SaysHalf,
        Fault::Truncated,
        Fault::Html,
        Fault::Empty,
        Fault::Late(wait()),
        Fault::Drip(Duration::from_millis(20)),
        Fault::Unchanged,
    ]
}

/// The files of a fetch from a service without a fault.
fn expected(server: &Server) -> BTreeMap<String, Vec<u8>> {
    let workspace = Workspace::new();
    fetch(&workspace, server, NOVEMBER, "--no-neighbours").ends(0);
    without_manifest(&workspace)
}

fn without_manifest(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let mut files = snapshot(workspace, "2026-11-01");
    files.remove("snapshot.toml");
    files
}

#[test]
fn what_passes_is_waited_for() {
    let server = Server::start();
    let expected = expected(&server);
    for fault in passing() {
        let workspace = Workspace::new();
        server.fails(GROUP, [fault.clone(), fault.clone()]);
        server.fails("group_metadata", [fault.clone()]);
        let ran = fetch(&workspace, &server, NOVEMBER, "--no-neighbours --timeout 1").ends(0);
        assert!(ran.stderr.contains("asking again in"), "{fault:?}: {}", ran.stderr);
        assert!(!ran.stderr.contains("one indicator at a time"), "{fault:?}: {}", ran.stderr);
        assert!(expected == without_manifest(&workspace), "{fault:?}");
        server.mends();
    }
}

#[test]
fn a_group_that_is_too_much_comes_indicator_by_indicator() {
    let (workspace, server) = (Workspace::new(), Server::start());
    server.always_fails(GROUP, Fault::Late(wait()));
    let ran = fetch(&workspace, &server, NOVEMBER, "--no-neighbours --timeout 1").ends(0);
    assert!(ran.stderr.contains("`Protective factors`: no whole answer in time"), "{}", ran.stderr);
    let files = snapshot(&workspace, "2026-11-01");
    assert!(!files.contains_key("data-utla-group-1938133091.csv"));
    for id in [90631, 92517] {
        assert!(files.contains_key(&format!("data-utla-group-1938133091-indicator-{id}.csv")));
    }
    // The same figures as in one piece.
    let whole = Workspace::new();
    server.mends();
    fetch(&whole, &server, NOVEMBER, "--no-neighbours").ends(0);
    let pack = |of: &Workspace| of.run("inspect Liverpool --view").ends(0).stdout;
    let indicators = |text: String| {
        let view: serde_json::Value = serde_json::from_str(&text).unwrap();
        view["indicators"].to_string()
    };
    assert!(indicators(pack(&workspace)) == indicators(pack(&whole)));
}

/// A workspace with a snapshot in use, and what is in it.
fn with_snapshot(server: &Server) -> (Workspace, BTreeMap<String, Vec<u8>>) {
    let workspace = Workspace::new();
    fetch(&workspace, server, NOVEMBER, "--no-neighbours").ends(0);
    let files = snapshot(&workspace, "2026-11-01");
    (workspace, files)
}

#[test]
fn what_does_not_pass_is_said_and_the_last_snapshot_stays() {
    let server = Server::start();
    let (workspace, before) = with_snapshot(&server);
    let elsewhere = "https://example.org/api/";
    for (part, fault, words) in [
        ("profiles", Fault::Status(404, None), "status 404"),
        ("all_data", Fault::Html, "it is a web page; it begins `<!DOCTYPE html>"),
        ("all_data", Fault::Empty, "it is empty"),
        ("all_data", Fault::Text("Indicator ID,Area\n1,2\n"), "no column `Area Code`"),
        ("all_data", Fault::SaysHalf, "cut short"),
        ("all_data", Fault::Reset, "the connection broke within the answer"),
        ("all_data", Fault::Status(500, None), "status 500; it begins `<html>"),
        ("all_data", Fault::Status(403, None), "does the address open in a browser?"),
        ("all_data", Fault::Status(429, Some("4000")), "asks to wait 67 minutes"),
        ("all_data", Fault::Redirect(elsewhere.into()), "sends to another place"),
        ("profile_group_roots", Fault::Text("{\"a\": 1}"), "another form than expected"),
        ("profile_group_roots", Fault::Text("[{\"IID\": 1"), "cut short or damaged"),
    ] {
        server.always_fails(part, fault.clone());
        let ran = fetch(&workspace, &server, FEBRUARY, "--no-neighbours").ends(2);
        for words in [words, "asked for http", "stays in use", "--resume"] {
            assert!(ran.stderr.contains(words), "{fault:?}, no {words:?} in:\n{}", ran.stderr);
        }
        assert!(before == snapshot(&workspace, "2026-11-01"));
        let names = names(&workspace);
        assert!(!names.iter().any(|name| name.starts_with("2027")), "{names:?}");
        server.mends();
    }
    let (_, view) = built(&workspace, "");
    assert!(view.to_string().contains("Data snapshot of 1 November 2026"));
    // A fetch with nothing wrong goes on from all that.
    server.has_new_figures();
    fetch(&workspace, &server, FEBRUARY, "--no-neighbours").ends(0).saying("was dropped");
}

#[test]
fn redirects_within_the_service_are_followed() {
    let (workspace, server) = (Workspace::new(), Server::start());
    server.fails("profiles", [Fault::Redirect("/api/profiles?again=1".into())]);
    fetch(&workspace, &server, NOVEMBER, "--no-neighbours").ends(0);
    server.always_fails("area_types", Fault::Redirect("/api/area_types?".into()));
    fetch(&workspace, &server, NOVEMBER, "--no-neighbours").ends(2).saying("it never ends");
}

#[test]
fn figures_that_contradict_each_other_make_no_snapshot() {
    let server = Server::start();
    let (workspace, before) = with_snapshot(&server);
    server.fails(
        GROUP,
        [Fault::Text(
            "Indicator ID,Area Code,Sex,Age,Time period,Value\n\
             90812,E08000012,Persons,<18 yrs,2022/23,1\n90812,E08000012,Persons,<18 yrs,2022/23,2\n",
        )],
    );
    fetch(&workspace, &server, FEBRUARY, "--no-neighbours").ends(2).saying("is there twice");
    assert!(before == snapshot(&workspace, "2026-11-01"));
}

#[test]
fn a_service_without_lists_of_similar_areas_is_no_failure() {
    let (workspace, server) = (Workspace::new(), Server::start());
    server.always_fails("nearest_neighbour_types", Fault::Status(404, None));
    fetch(&workspace, &server, NOVEMBER, "").ends(0).saying("no lists of similar areas: left out");
    server.always_fails("metadata/csv", Fault::Status(404, None));
    fetch(&workspace, &server, FEBRUARY, "").ends(0).saying("no table of metadata: left out");
    let (workspace, server) = (Workspace::new(), Server::start());
    server.always_fails("nn-1-", Fault::Status(400, None));
    fetch(&workspace, &server, NOVEMBER, "").ends(0).saying("CIPFA nearest neighbours");
}

#[test]
fn nobody_there() {
    let (workspace, server) = (Workspace::new(), Server::start());
    let line = line(&server, NOVEMBER, "");
    drop(server);
    let ran = workspace.run(&line).ends(2);
    assert!(
        ran.stderr.contains("no connection") && ran.stderr.contains("HTTPS_PROXY"),
        "{}",
        ran.stderr
    );
    let ran = workspace.run("build Liverpool").ends(0);
    assert!(ran.stdout.contains("illustrative"), "{}", ran.stdout);
}

#[test]
fn a_changed_file_is_asked_for_anew() {
    let server = Server::start();
    server.behaves(Manners { etag: true, ..Manners::default() });
    let (workspace, before) = with_snapshot(&server);
    let file = "data/fingertips/2026-11-01/data-utla-group-1938133090.csv";
    workspace.write(file, "Indicator ID,Area Code,Time period,Value\n1,E08000012,2020,1\n");
    // It is damaged, so it is not used: the illustrative data is.
    let ran = workspace.run("areas").ends(0);
    assert!(ran.stdout.contains("Exampleshire"), "{}", ran.stdout);
    assert!(workspace.run("data list").ends(0).stdout.contains("damaged"));
    fetch(&workspace, &server, FEBRUARY, "--no-neighbours").ends(0);
    let after = snapshot(&workspace, "2027-02-01");
    let name = "data-utla-group-1938133090.csv";
    assert!(after[name] == before[name]);
}

/// Fetches through the library, within other limits.
fn within(server: &Server, limits: Limits) -> (Workspace, Result<Outcome, String>) {
    let workspace = Workspace::new();
    let asked = Asked {
        profile: "cypmh".to_owned(),
        area_types: vec!["utla".to_owned()],
        indicators: Vec::new(),
        neighbours: false,
        resume: false,
        today: date(2026, 11, 1),
    };
    let client = Client::new(Base::new(&server.url()).unwrap(), None).unwrap();
    let store = Store::new(workspace.path("data/fingertips"));
    let watch = |_: Event<'_>| {};
    let check = |_: &Path| Ok(());
    let outcome = fetch::fetch(&asked, &client, &store, limits, &Clock::default(), &watch, &check);
    (workspace, outcome.map_err(|problems| problems.to_string()))
}

#[test]
fn an_answer_without_end_is_ended() {
    let server = Server::start();
    let limits = Limits { bytes: 1 << 20, wait: Duration::from_millis(1), ..Limits::default() };
    for fault in [Fault::Huge, Fault::Bomb] {
        server.always_fails("all_data", fault.clone());
        let (workspace, outcome) = within(&server, limits);
        let said = outcome.unwrap_err();
        assert!(said.contains("longer than 1 MB"), "{fault:?}: {said}");
        let largest = workspace.files().values().map(Vec::len).max().unwrap();
        assert!(largest < 1 << 20, "{largest}");
        server.mends();
    }
}

#[test]
fn the_whole_fetch_ends_in_time() {
    let server = Server::start();
    server.behaves(Manners { latency: Duration::from_millis(200), ..Manners::default() });
    let limits = Limits { all: Duration::from_millis(700), ..Limits::default() };
    let began = std::time::Instant::now();
    let (_, outcome) = within(&server, limits);
    assert!(outcome.unwrap_err().contains("no time is left"));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}
