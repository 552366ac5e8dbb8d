//! A program and those it started, as Linux tells of them. Used by `benches/bulk.rs` too.

use std::fs;

/// The programs that a program started, those that ended aside.
pub fn children(of: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").expect("Linux lists its processes").flatten();
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|id| state(*id).is_some_and(|(state, parent)| parent == of && state != 'Z'))
        .collect()
}

/// Whether a program is still running.
pub fn runs(id: u32) -> bool {
    state(id).is_some_and(|(state, _)| state != 'Z')
}

/// What a program does, and who started it.
fn state(id: u32) -> Option<(char, u32)> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name before may have any letters.
    let mut words = text.rsplit_once(") ")?.1.split(' ');
    Some((words.next()?.chars().next()?, words.next()?.parse().ok()?))
}

/// The memory of a program and all it started, in thousands of bytes: what each has for itself, and once what they read
/// from files, which is the program's own code.
pub fn memory(id: u32) -> u64 {
    let (mut own, mut files, mut todo) = (0, 0, vec![id]);
    while let Some(id) = todo.pop() {
        let text = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let kibibytes = |name: &str| -> u64 {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
        };
        own += kibibytes("RssAnon:");
        files = kibibytes("RssFile:").max(files);
        todo.extend(children(id));
    }
    (own + files) * 1024 / 1000
}
