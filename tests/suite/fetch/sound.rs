//! A service in good health: from it to a pack, and again next quarter.

use sha2::{Digest, Sha256};

use super::server::{Manners, Server};
use super::*;
use crate::pdf::reader::Pdf;

#[test]
fn from_the_service_to_a_pack() {
    let (workspace, server) = (Workspace::new(), Server::start());
    let ran = fetch(&workspace, &server, NOVEMBER, "").ends(0);
    let said = ran.stdout.replace('\\', "/");
    assert!(said.starts_with("data/fingertips/2026-11-01 (9 indicators, "), "{said}");
    assert!(ran.stderr.contains("profile 133, `Children and Young People's Mental Health"));
    assert_eq!(names(&workspace), [".lock", "2026-11-01", "latest.toml"]);

    let files = snapshot(&workspace, "2026-11-01");
    let manifest = toml(&files["snapshot.toml"]);
    let fetched = manifest["fetched"].as_table().unwrap();
    assert_eq!(fetched["profile_key"].as_str(), Some("cypmh"));
    assert_eq!(fetched["service"].as_str(), Some("Test-Service/1"));
    let answers = fetched["answer"].as_array().unwrap();
    for answer in answers {
        let bytes = &files[answer["file"].as_str().unwrap()];
        assert_eq!(answer["bytes"].as_integer(), Some(bytes.len() as i64));
        let digest: String = Sha256::digest(bytes).iter().map(|it| format!("{it:02x}")).collect();
        assert_eq!(answer["sha256"].as_str(), Some(digest.as_str()));
        assert!(answer["url"].as_str().unwrap().starts_with(&server.url()));
    }
    // Nothing is there that is not accounted for: answers, and what is made of them.
    let made = ["base.toml", "snapshot.toml", "service/neighbours-1.csv"];
    assert_eq!(files.len(), answers.len() + made.len());

    let (ran, view) = built(&workspace, "");
    assert!(ran.stdout.contains("E08000012-liverpool.pdf"), "{}", ran.stdout);
    assert_eq!(view["date"], "2026-11-01");
    let page = view.to_string();
    assert!(page.contains("Data snapshot of 1 November 2026"), "{page}");
    assert!(page.contains(
        "fingertips.phe.org.uk, Open Government Licence v3.0; snapshot of 1 November 2026"
    ));
    let (_, pdf) = workspace.files().into_iter().find(|(path, _)| path.ends_with(".pdf")).unwrap();
    let pdf = Pdf::read(&pdf).unwrap();
    assert!(pdf.page_text(0).contains("Data snapshot of 1 November 2026"), "{}", pdf.page_text(0));
}

#[test]
fn politely() {
    let (workspace, server) = (Workspace::new(), Server::start());
    server.behaves(Manners { latency: std::time::Duration::from_millis(5), ..Manners::default() });
    fetch(&workspace, &server, NOVEMBER, "--requests 4").ends(0);
    assert!((2..=4).contains(&server.most_at_once()), "{}", server.most_at_once());
    for asked in server.asked() {
        let agent = &asked.headers["user-agent"];
        assert!(agent.starts_with(concat!("jsnapack/", env!("CARGO_PKG_VERSION"))), "{agent}");
        assert!(asked.headers["accept-encoding"].contains("gzip"));
    }
    workspace.run("fetch --requests 5").ends(2);
}

#[test]
fn packed_answers_are_the_same() {
    let server = Server::start();
    let fetched = |gzip| {
        let workspace = Workspace::new();
        server.behaves(Manners { gzip, ..Manners::default() });
        fetch(&workspace, &server, NOVEMBER, "--no-neighbours").ends(0);
        let mut files = snapshot(&workspace, "2026-11-01");
        files.remove("snapshot.toml");
        files
    };
    assert!(fetched(false) == fetched(true));
}

#[test]
fn nothing_new_makes_no_snapshot() {
    for manners in [
        Manners::default(),
        Manners { etag: true, gzip: true, ..Manners::default() },
        Manners { last_modified: true, ..Manners::default() },
    ] {
        let (workspace, server) = (Workspace::new(), Server::start());
        server.behaves(manners);
        fetch(&workspace, &server, NOVEMBER, "").ends(0);
        let before = snapshot(&workspace, "2026-11-01");
        server.asked();
        let ran = fetch(&workspace, &server, FEBRUARY, "").ends(0);
        assert!(ran.stdout.contains("2026-11-01: nothing new"), "{}", ran.stdout);
        assert_eq!(names(&workspace), [".lock", "2026-11-01", "latest.toml"]);
        assert!(before == snapshot(&workspace, "2026-11-01"));
        let knows =
            |name: &str| server.asked().iter().all(|asked| asked.headers.contains_key(name));
        if manners.etag {
            assert!(knows("if-none-match"));
        } else if manners.last_modified {
            assert!(knows("if-modified-since"));
        }
        // Looked at in February, it is not old in July.
        let list = workspace.run("data list").ends(0).stdout;
        assert!(list.contains("2027-02-01"), "{list}");
    }
}

#[test]
fn new_figures_make_a_new_snapshot() {
    let (workspace, server) = (Workspace::new(), Server::start());
    server.behaves(Manners { etag: true, ..Manners::default() });
    fetch(&workspace, &server, NOVEMBER, "").ends(0);
    let before = snapshot(&workspace, "2026-11-01");
    server.has_new_figures();
    // Twice on a day: the second finds nothing new.
    for _ in 0..2 {
        fetch(&workspace, &server, FEBRUARY, "").ends(0);
    }
    assert_eq!(names(&workspace), [".lock", "2026-11-01", "2027-02-01", "latest.toml"]);
    assert!(before == snapshot(&workspace, "2026-11-01"));
    // What stayed was not sent again, and is there all the same.
    let after = snapshot(&workspace, "2027-02-01");
    assert!(after["service/areas-utla.json"] == before["service/areas-utla.json"]);
    let (_, view) = built(&workspace, "");
    assert!(view.to_string().contains("Data snapshot of 1 February 2027"));
    // The older one still builds, when asked for, and other figures of the same day make another.
    let (_, view) = built(&workspace, "--data data/fingertips/2026-11-01");
    assert!(view.to_string().contains("Data snapshot of 1 November 2026"));
    fetch(&workspace, &server, FEBRUARY, "--indicator 90813").ends(0);
    assert!(names(&workspace).contains(&"2027-02-01-2".to_owned()));
    let list = workspace.run("data list").ends(0).stdout;
    let in_use = list.lines().find(|line| line.contains("in use")).unwrap();
    assert!(in_use.starts_with("2027-02-01-2"), "{list}");
}

#[test]
fn old_figures_are_called_old() {
    let (workspace, server) = (Workspace::new(), Server::start());
    fetch(&workspace, &server, NOVEMBER, "--no-neighbours").ends(0);
    let said = |date: &str| workspace.run(&format!("check --date {date}")).stdout;
    assert!(!said("2027-05-01").contains("six months"));
    assert!(
        said("2027-05-02")
            .contains("more than six months ago (last seen to be current on 2026-11-01)")
    );
}

#[test]
fn only_what_is_asked_for() {
    let (workspace, server) = (Workspace::new(), Server::start());
    let ids: Vec<String> = (90700..90900).chain([93203]).map(|id| id.to_string()).collect();
    let options = format!("--area-type utla --no-neighbours --indicator {}", ids.join(","));
    fetch(&workspace, &server, NOVEMBER, &options).ends(0);
    // No more than a hundred at once, so that none is silently left out.
    let asked = server.asked();
    let data = asked.iter().filter(|asked| asked.target.contains("csv/by_indicator_id"));
    let counts: Vec<usize> = data.map(|asked| asked.target.matches(',').count() + 1).collect();
    assert_eq!(counts.iter().sum::<usize>(), 201);
    assert!(counts.iter().all(|count| *count <= 100), "{counts:?}");
    let ran = workspace.run("indicators --format json").ends(0);
    let lines: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let there = lines.as_array().unwrap().iter().filter(|line| line["latest"].is_string());
    let there: Vec<u64> = there.map(|line| line["id"].as_u64().unwrap()).collect();
    assert_eq!(there, [90813, 93203, 90812]);
}

#[test]
fn profiles_and_areas_by_any_name() {
    let (workspace, server) = (Workspace::new(), Server::start());
    fetch(&workspace, &server, NOVEMBER, "--service-profile 133 --area-type 502,6").ends(0);
    fetch(&workspace, &server, NOVEMBER, "--service-profile cyp-mental --out a")
        .ends(2)
        .saying("no profile `cyp-mental`")
        .saying("133 or cypmh (Children and Young People's Mental Health and Wellbeing)");
    fetch(&workspace, &server, NOVEMBER, "--area-type parish --out a")
        .ends(2)
        .saying("no kind of area `parish`")
        .saying("502 (Counties & UAs (from Apr 2023))");
    for url in ["http://fingertips.phe.org.uk/api", "https://a:secret@example.org/", "nowhere"] {
        let ran = workspace.run(&format!("fetch --out a --base-url {url}")).ends(2);
        assert!(ran.stderr.contains("is not the address of a service"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("secret"), "{}", ran.stderr);
    }
    workspace
        .run(&format!("SSL_CERT_FILE=none.pem {}", line(&server, NOVEMBER, "")))
        .ends(2)
        .saying("none.pem");
}

#[test]
fn neighbours_come_as_the_table_that_build_takes() {
    let (workspace, server) = (Workspace::new(), Server::start());
    fetch(&workspace, &server, NOVEMBER, "").ends(0);
    let files = snapshot(&workspace, "2026-11-01");
    let table = String::from_utf8(files["service/neighbours-1.csv"].clone()).unwrap();
    assert!(table.starts_with("area_code,neighbour_code,rank\nE06000017,E08000003,1\n"), "{table}");
    assert!(table.lines().all(|line| line.split(',').next() != line.split(',').nth(1)));
    assert!(!files.contains_key("service/neighbours-3.csv"));
}

#[test]
fn the_service_fills_what_a_profile_leaves_out() {
    let (workspace, server) = (Workspace::new(), Server::start());
    fetch(&workspace, &server, NOVEMBER, "--no-neighbours").ends(0);
    let entry = "slug = \"s\"\nid = 10301\nlabel = \"Absence\"\nsentence = \"{value} were away\"\n";
    let profile = format!(
        "title = \"Ours\"\n[[topic]]\nid = \"services\"\nname = \"Services\"\naliases = [\"Service use\"]\n\
         [[indicator]]\n{entry}"
    );
    workspace.write("mine.toml", &profile);
    let ran = workspace.run("inspect Liverpool --profile mine.toml").ends(0);
    let pack: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let entry = &pack["indicators"]["s"]["entry"];
    for (field, expected) in [
        ("polarity", "low-is-good"),
        ("polarity_basis", "documented"),
        ("method", "one-interval"),
        ("level", "99.8"),
        ("value_type", "proportion"),
        ("unit", "%"),
    ] {
        assert_eq!(entry[field], expected, "{field}");
    }
    assert_eq!(entry["topics"], serde_json::json!(["services"]));
    // The profile's own word holds, and the profile is as it was.
    let own = format!("{profile}polarity = \"no-judgement\"\npolarity_basis = \"none\"\n");
    workspace.write("mine.toml", &own);
    let ran = workspace.run("inspect Liverpool --profile mine.toml").ends(0);
    let pack: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(pack["indicators"]["s"]["entry"]["polarity"], "no-judgement");
    assert_eq!(workspace.files()["mine.toml"], own.as_bytes());
    // Without the service's word there is none.
    workspace.write("mine.toml", &profile);
    workspace.run("check --profile mine.toml --data data/fingertips/2026-11-01").ends(0);
    workspace
        .write("data.csv", "Indicator ID,Area Code,Time period,Value\n10301,E08000012,2020,1\n");
    workspace
        .run("check --profile mine.toml --data data.csv")
        .ends(2)
        .saying("missing field `topics`")
        .saying("mine.toml, line 6");
}
