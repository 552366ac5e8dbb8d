//! What the service answers: from the files of `cases/fetch`, now or a quarter later.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use crate::support::golden;

/// The answer to a question, as the service gives it.
pub fn answer(target: &str, is_next: bool) -> (u16, Vec<u8>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let query: BTreeMap<&str, &str> =
        query.split('&').filter_map(|part| part.split_once('=')).collect();
    let of = |name: &str| query.get(name).copied().unwrap_or_default();
    let folders = Folders { is_next };
    let file = match path.strip_prefix("/api/").unwrap_or_default() {
        "profiles" => "profiles.json".to_owned(),
        "group_metadata" => "group_metadata.json".to_owned(),
        "area_types" => "area_types.json".to_owned(),
        "grouproot_summaries/by_profile_id" => "grouproot_summaries.json".to_owned(),
        "profile_group_roots" => format!("profile_group_roots-{}.json", of("group_id")),
        "indicator_metadata/by_group_id" => format!("indicator_metadata-{}.json", of("group_ids")),
        "indicator_metadata/by_indicator_id" => {
            return (200, folders.metadata(&ids(of("indicator_ids"))));
        }
        "indicator_metadata/csv/by_profile_id" => "metadata.csv".to_owned(),
        "areas/by_area_type" => format!("areas-{}.json", of("area_type_id")),
        "parent_to_child_areas" => {
            format!("parents-{}-{}.json", of("child_area_type_id"), of("parent_area_type_id"))
        }
        "nearest_neighbour_types" => "nearest_neighbour_types.json".to_owned(),
        "areas/by_parent_area_code" => {
            return folders
                .neighbours(of("parent_area_code"))
                .map_or((400, vec![]), |it| (200, it));
        }
        "all_data/csv/by_group_id" => {
            let file = format!("data-{}-{}.csv", of("child_area_type_id"), of("group_id"));
            return (
                200,
                folders.read(&file).unwrap_or_else(|| folders.heading(of("child_area_type_id"))),
            );
        }
        "all_data/csv/by_indicator_id" => {
            return (200, folders.rows(of("child_area_type_id"), &ids(of("indicator_ids"))));
        }
        _ => return (404, b"<html>no such thing</html>".to_vec()),
    };
    folders.read(&file).map_or((404, b"<html>no such thing</html>".to_vec()), |bytes| (200, bytes))
}

/// At most a hundred: the service silently leaves out the rest.
fn ids(list: &str) -> BTreeSet<String> {
    list.split(',').take(100).map(str::to_owned).collect()
}

struct Folders {
    is_next: bool,
}

impl Folders {
    fn path(&self, file: &str) -> Option<PathBuf> {
        let folder = golden::folder("fetch");
        let next = folder.join("next").join(file);
        let now = folder.join("service").join(file);
        [next, now].into_iter().skip(usize::from(!self.is_next)).find(|path| path.is_file())
    }

    fn read(&self, file: &str) -> Option<Vec<u8>> {
        fs::read(self.path(file)?).ok()
    }

    /// Every file of the service, by name.
    fn names(&self) -> BTreeSet<String> {
        let folder = golden::folder("fetch");
        let folders = ["next", "service"].into_iter().skip(usize::from(!self.is_next));
        folders
            .flat_map(|of| fs::read_dir(folder.join(of)).unwrap())
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    /// The headings alone: for an indicator that is not published for a kind of area.
    fn heading(&self, child: &str) -> Vec<u8> {
        let known = self.names().into_iter().find(|name| name.starts_with("data-502-")).unwrap();
        let text = String::from_utf8(self.read(&known).unwrap()).unwrap();
        let mut line = text.lines().next().unwrap().to_owned();
        // Within England, the service compares with no other parent.
        if child != "502" {
            line = line.replace("Regions (statistical) value or percentiles", "percentiles");
        }
        format!("{line}\n").into_bytes()
    }

    fn rows(&self, child: &str, ids: &BTreeSet<String>) -> Vec<u8> {
        let mut out = self.heading(child);
        let mut seen = BTreeSet::new();
        for name in self.names().iter().filter(|name| name.starts_with(&format!("data-{child}-"))) {
            let bytes = self.read(name).unwrap();
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in reader.records() {
                let row = row.unwrap();
                if ids.contains(&row[0]) && seen.insert(row.iter().collect::<Vec<_>>().join("|")) {
                    writer.write_record(&row).unwrap();
                }
            }
            out.extend(writer.into_inner().unwrap());
        }
        out
    }

    fn metadata(&self, ids: &BTreeSet<String>) -> Vec<u8> {
        let mut all = serde_json::Map::new();
        for name in self.names().iter().filter(|name| name.starts_with("indicator_metadata-")) {
            let of_group: serde_json::Map<String, serde_json::Value> =
                serde_json::from_slice(&self.read(name).unwrap()).unwrap();
            all.extend(of_group.into_iter().filter(|(id, _)| ids.contains(id)));
        }
        serde_json::to_vec(&all).unwrap()
    }

    fn neighbours(&self, code: &str) -> Option<Vec<u8>> {
        let all: serde_json::Value =
            serde_json::from_slice(&self.read("neighbours.json")?).unwrap();
        all.get(code).map(|list| serde_json::to_vec(list).unwrap())
    }
}
