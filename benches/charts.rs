//! What charts cost: time a kind of chart, and a pack with charts against the same pages with blank charts of the
//! same size. `cargo bench --bench charts`. On the illustrative data, for Liverpool.
//! Processor time is counted where the system tells it; else elapsed time.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jsnapack::compare::{self, Context};
use jsnapack::model::drawing::Drawing;
use jsnapack::model::neighbours::Choice;
use jsnapack::model::view::View;
use jsnapack::narrate::Narrator;
use jsnapack::read::{self, Input};
use jsnapack::typeset::{Job, Typesetter};
use jsnapack::{chart, present, template};

/// How often each thing is timed; the median counts.
const TIMES: usize = 9;
/// How often charts are drawn to be timed.
const OFTEN: u32 = 50;
/// How much dearer charts may be than blank ones.
const MOST: f64 = 1.6;

type Drawings = BTreeMap<String, Drawing>;

fn main() {
    let view = view();
    let drawings = chart::drawings(&view).expect("its charts can be drawn");
    let kinds = ["trend", "ranked", "groups", "spine", "symbol"];
    println!("drawn: {} charts and marks", drawings.len());
    each_kind(&view, &drawings, &kinds);

    let press = Press::new(&view);
    let blank = blank(&drawings, &|_| true);
    // In turns, so that a busy machine slows both alike.
    let [full, empty] = in_turns([&drawings, &blank], |drawings| press.run(drawings));
    println!("a pack with charts        {}", milliseconds(full));
    println!("the same with blank ones  {}", milliseconds(empty));
    for kind in kinds {
        let without = self::blank(&drawings, &|name| name.starts_with(kind));
        let [all, less] = in_turns([&drawings, &without], |drawings| press.run(drawings));
        println!("  {kind:<8} on the page     {}", milliseconds(all.saturating_sub(less)));
    }
    let ratio = full.as_secs_f64() / empty.as_secs_f64();
    println!("ratio                     {ratio:.2} (at most {MOST})");
}

/// Prints what it takes to draw the charts of each kind.
fn each_kind(view: &View, drawings: &Drawings, kinds: &[&str]) {
    let drawn = |kind: &str| -> Vec<Drawing> {
        let indicators = view.indicators.values();
        let failed = "its charts can be drawn";
        match kind {
            "trend" => indicators
                .filter_map(|it| it.trend_chart.as_ref())
                .map(|it| chart::trend::draw(it).expect(failed))
                .collect(),
            "ranked" => indicators
                .filter_map(|it| it.ranked_chart.as_ref())
                .map(|it| chart::ranked::draw(it).expect(failed))
                .collect(),
            "groups" => indicators
                .flat_map(|it| &it.inequality)
                .filter_map(|it| it.chart.as_ref())
                .map(|it| chart::strip::draw(it).expect(failed))
                .collect(),
            "spine" => indicators
                .filter_map(|it| it.spine.as_ref())
                .map(|it| chart::spine::draw(it).expect(failed))
                .collect(),
            _ => Vec::new(),
        }
    };
    for kind in kinds {
        let count = drawn(kind).len();
        if count == 0 {
            continue;
        }
        // Too short for the system's count of processor time.
        let start = Instant::now();
        for _ in 0..OFTEN {
            std::hint::black_box(drawn(kind));
        }
        let time = start.elapsed() / OFTEN;
        let each = time.as_secs_f64() * 1e6 / count as f64;
        let marks: usize = drawings
            .iter()
            .filter(|(name, _)| name.starts_with(kind))
            .map(|(_, drawing)| drawing.marks.len())
            .sum();
        println!(
            "  {kind:<8} {count:>3} drawn in {}, {each:.0} µs each, {marks} marks",
            milliseconds(time)
        );
    }
}

/// The same drawings, those chosen without anything on them.
fn blank(drawings: &Drawings, is_chosen: &dyn Fn(&str) -> bool) -> Drawings {
    let blank = |(name, drawing): (&String, &Drawing)| {
        let marks = if is_chosen(name) { Vec::new() } else { drawing.marks.clone() };
        (name.clone(), Drawing { marks, ..drawing.clone() })
    };
    drawings.iter().map(blank).collect()
}

/// All that a page needs beside its drawings.
struct Press {
    typesetter: Typesetter,
    date: jiff::civil::Date,
    view: Vec<u8>,
    words: Vec<u8>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Press {
    fn new(view: &View) -> Self {
        let template = template::load("jsna-annex").expect("the template loads");
        let narrator = Narrator::new(&template).expect("its texts are sound");
        let words = narrator.words(view, Vec::new()).expect("its words can be written");
        let data = present::data_csv(view).expect("its data can be written");
        Self {
            typesetter: Typesetter::new(template.entry(), template.to_files())
                .expect("its pages are sound"),
            date: view.date.parse().expect("the date is a date"),
            view: serde_json::to_vec(view).expect("the View is JSON"),
            words: serde_json::to_vec(&words).expect("the words are JSON"),
            files: BTreeMap::from([("/data.csv".to_owned(), data)]),
        }
    }

    fn run(&self, drawings: &Drawings) -> usize {
        let job = Job {
            ident: "bench",
            date: self.date,
            view: &self.view,
            words: &self.words,
            drawings,
            files: &self.files,
        };
        self.typesetter.typeset(&job).expect("the pack typesets").pdf.len()
    }
}

/// The median times of doing the same with each of two things, one after the other.
fn in_turns<T, R>(things: [&T; 2], run: impl Fn(&T) -> R) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..TIMES {
        for (thing, times) in things.iter().zip(&mut times) {
            times.push(timed(|| run(thing)));
        }
    }
    times.map(median)
}

fn timed<R>(run: impl FnOnce() -> R) -> Duration {
    let (clock, start) = (processor_time(), Instant::now());
    std::hint::black_box(run());
    match (clock, processor_time()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    }
}

/// What this process's threads have used of processors so far; none where the system doesn't tell.
fn processor_time() -> Option<Duration> {
    // The first number is nanoseconds on a processor; one file a thread.
    let tasks = fs::read_dir("/proc/self/task").ok()?;
    let mut total = 0;
    for task in tasks {
        let text = fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
        total += text.split_whitespace().next()?.parse::<u64>().ok()?;
    }
    Some(Duration::from_nanos(total))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> String {
    format!("{:>7.1} ms", time.as_secs_f64() * 1000.0)
}

fn view() -> View {
    let bytes = |path: &str| fs::read(path).expect("the project's own files can be read");
    let listed = read::directory(&bytes("data/areas.csv"), &bytes("data/area_changes.csv"))
        .expect("the area list reads");
    let path = Path::new("data/profile.toml");
    let text = fs::read_to_string(path).expect("the default profile is text");
    let profile = read::profile(&text, path).expect("the default profile reads");
    let input = Input::Path(PathBuf::from("data/illustrative"));
    let dataset = read::dataset(&[input], &listed).expect("the illustrative data reads").dataset;
    let directory = read::with_data(listed, &dataset);
    let series = read::resolve(&profile, &dataset).expect("the profile fits the data").series;
    let national = compare::national(&dataset, &profile, &series, &directory);
    let as_of = compare::as_of(&dataset, None);
    let context = Context {
        dataset: &dataset,
        profile: &profile,
        series: &series,
        directory: &directory,
        national: &national,
        choice: &Choice::England,
        neighbours: None,
        as_of: &as_of,
    };
    let area = directory.find("Liverpool").expect("Liverpool is in the area list");
    present::view(&compare::pack(&context, area))
}
