//! How long each stage takes, and a whole pack: `cargo bench`.
//! On the illustrative data, for Liverpool. Compare ratios within one run; machines differ.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use jsnapack::compare::{self, Context, National};
use jsnapack::model::dataset::{Dataset, SeriesKey};
use jsnapack::model::directory::Directory;
use jsnapack::model::neighbours::Choice;
use jsnapack::model::pack::{AsOf, Pack};
use jsnapack::model::profile::Profile;
use jsnapack::model::view::View;
use jsnapack::narrate::Narrator;
use jsnapack::read::{self, Input};
use jsnapack::typeset::{Job, Typesetter};
use jsnapack::{chart, present, tables, template};

fn main() {
    divan::main();
}

/// Everything a pack is made from, read once.
struct Setup {
    dataset: Dataset,
    profile: Profile,
    series: BTreeMap<String, SeriesKey>,
    directory: Directory,
    national: National,
    as_of: AsOf,
    narrator: Narrator,
    typesetter: Typesetter,
}

static SETUP: LazyLock<Setup> = LazyLock::new(Setup::new);

impl Setup {
    fn new() -> Self {
        let listed = areas();
        let path = Path::new("data/profile.toml");
        let text = fs::read_to_string(path).expect("the default profile is text");
        let profile = read::profile(&text, path).expect("the default profile reads");
        let dataset = dataset(&listed);
        let directory = read::with_data(listed, &dataset);
        let series = read::resolve(&profile, &dataset).expect("the profile fits the data").series;
        let national = compare::national(&dataset, &profile, &series, &directory);
        let as_of = compare::as_of(&dataset, None);
        let template = template::load("jsna-annex").expect("the template loads");
        let narrator = Narrator::new(&template).expect("its texts are sound");
        let typesetter =
            Typesetter::new(template.entry(), template.to_files()).expect("its pages are sound");
        Self { dataset, profile, series, directory, national, as_of, narrator, typesetter }
    }

    fn pack(&self) -> Pack {
        let context = Context {
            dataset: &self.dataset,
            profile: &self.profile,
            series: &self.series,
            directory: &self.directory,
            national: &self.national,
            choice: &Choice::England,
            neighbours: None,
            as_of: &self.as_of,
        };
        let area = self.directory.find("Liverpool").expect("Liverpool is in the area list");
        compare::pack(&context, area)
    }

    fn typeset(&self, view: &View) -> Vec<u8> {
        let drawings = chart::drawings(view).expect("its charts can be drawn");
        let words = self.narrator.words(view, Vec::new()).expect("its words can be written");
        let data = present::data_csv(view).expect("its data can be written");
        let files = BTreeMap::from([("/data.csv".to_owned(), data)]);
        let job = Job {
            ident: "bench",
            date: view.date.parse().expect("the date is a date"),
            view: &serde_json::to_vec(view).expect("the View is JSON"),
            words: &serde_json::to_vec(&words).expect("the words are JSON"),
            drawings: &drawings,
            files: &files,
        };
        self.typesetter.typeset(&job).expect("the pack typesets").pdf
    }
}

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).expect("the project's own files can be read")
}

fn areas() -> Directory {
    read::directory(&bytes(Path::new("data/areas.csv")), &bytes(Path::new("data/area_changes.csv")))
        .expect("the area list reads")
}

fn dataset(directory: &Directory) -> Dataset {
    let input = Input::Path(PathBuf::from("data/illustrative"));
    read::dataset(&[input], directory).expect("the illustrative data reads").dataset
}

#[divan::bench(sample_count = 10)]
fn read_data(bencher: Bencher<'_, '_>) {
    let listed = areas();
    bencher.bench_local(|| dataset(black_box(&listed)));
}

#[divan::bench]
fn compare_area(bencher: Bencher<'_, '_>) {
    let setup = &*SETUP;
    bencher.bench_local(|| setup.pack());
}

#[divan::bench]
fn present_view(bencher: Bencher<'_, '_>) {
    let pack = SETUP.pack();
    bencher.bench_local(|| present::view(black_box(&pack)));
}

#[divan::bench]
fn chart_drawings(bencher: Bencher<'_, '_>) {
    let view = present::view(&SETUP.pack());
    bencher.bench_local(|| chart::drawings(black_box(&view)));
}

#[divan::bench]
fn narrate_words(bencher: Bencher<'_, '_>) {
    let setup = &*SETUP;
    let view = present::view(&setup.pack());
    bencher.bench_local(|| setup.narrator.words(black_box(&view), Vec::new()));
}

#[divan::bench(sample_count = 20)]
fn tables_ods(bencher: Bencher<'_, '_>) {
    let view = present::view(&SETUP.pack());
    bencher.bench_local(|| tables::pack_ods(black_box(&view), tables::Imprint::default()));
}

#[divan::bench(sample_count = 20)]
fn typeset_pdf(bencher: Bencher<'_, '_>) {
    let setup = &*SETUP;
    let view = present::view(&setup.pack());
    bencher.bench_local(|| setup.typeset(black_box(&view)));
}

#[divan::bench(sample_count = 20)]
fn whole_pack(bencher: Bencher<'_, '_>) {
    let setup = &*SETUP;
    bencher.bench_local(|| setup.typeset(&present::view(&setup.pack())));
}
