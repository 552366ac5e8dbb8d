//! Finds `{{ … }}` and `{% … %}` in a writer's text, and says what is wrong with them before minijinja
//! sees them: writers get places and words that they know.

/// What a writer may use in `{% … %}`: conditions and lists, nothing that could make a text grow without end.
const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// Something wrong with a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The byte at which it begins.
    pub(super) at: usize,
    pub(super) what: String,
    pub(super) hint: String,
}

/// The tags of a text as ranges of bytes.
///
/// # Errors
///
/// Tags that never end, and statements that writers can't use.
pub(super) fn tags(text: &str) -> Result<Vec<std::ops::Range<usize>>, Vec<Fault>> {
    let mut tags = Vec::new();
    let mut faults = Vec::new();
    let mut from = 0;
    while let Some(start) = first(&text[from..]).map(|at| from + at) {
        let is_value = text[start..].starts_with("{{");
        let (open, close) = if is_value { ("{{", "}}") } else { ("{%", "%}") };
        let inside = start + 2;
        let end = text[inside..].find(close).map(|end| inside + end);
        // A paragraph's end or another tag before its end: it was forgotten.
        let limit = [text[inside..].find("\n\n"), first(&text[inside..])];
        let limit = limit.into_iter().flatten().min().map(|limit| inside + limit);
        match end {
            Some(end) if limit.is_none_or(|limit| end < limit) => {
                if !is_value && let Some(fault) = statement(start, &text[inside..end]) {
                    faults.push(fault);
                }
                tags.push(start..end + 2);
                from = end + 2;
            }
            _ => {
                faults.push(Fault {
                    at: start,
                    what: format!("this `{open}` is never closed"),
                    hint: format!("put `{close}` where it ends"),
                });
                from = inside;
            }
        }
    }
    if faults.is_empty() { Ok(tags) } else { Err(faults) }
}

fn first(text: &str) -> Option<usize> {
    [text.find("{{"), text.find("{%")].into_iter().flatten().min()
}

fn statement(at: usize, inside: &str) -> Option<Fault> {
    let inside = inside.trim_start_matches('-').trim_start();
    let word: String = inside.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    (!STATEMENTS.contains(&word.as_str())).then(|| Fault {
        at,
        what: format!("`{{% {word} %}}` can't be used in a slot"),
        hint: "use `{% if … %}`, `{% elif … %}`, `{% else %}`, `{% endif %}`, `{% for … in … %}` and `{% endfor %}`"
            .to_owned(),
    })
}
