//! Which files of a template its pages use: what they import, and what they name.

use std::collections::{BTreeMap, BTreeSet};

use typst_syntax::ast::{self, AstNode};
use typst_syntax::{LinkedNode, SyntaxNode};

use super::{TEXTS, web_uses};
use crate::error::Problem;
use crate::notice::Place;
use crate::template::{Template, TemplateFile};

/// Files of the pack that a page may read.
const OF_THE_PACK: [&str; 3] = ["/view.json", "/words.json", "/data.csv"];

/// Functions that read a file whose name is given.
const READERS: [&str; 8] = ["read", "json", "toml", "yaml", "csv", "xml", "image", "plugin"];

/// Smaller text can't be read in print.
const LEAST_PT: f64 = 8.0;

/// The pages of a template that are reached from its report.
pub(super) struct Pages<'t> {
    template: &'t Template,
    /// By virtual path.
    pub(super) pages: BTreeMap<String, Page<'t>>,
}

/// One `.typ` file.
pub(super) struct Page<'t> {
    file: &'t TemplateFile,
    pub(super) text: &'t str,
    pub(super) root: SyntaxNode,
}

impl Page<'_> {
    /// The line of a byte.
    pub(super) fn place(&self, byte: usize) -> Place {
        let before = self.text.get(..byte).unwrap_or_default();
        self.file.place(Some(before.matches('\n').count() + 1))
    }
}

impl<'t> Pages<'t> {
    /// Follows imports from the report.
    pub(super) fn of(template: &'t Template) -> Self {
        let mut pages = Self { template, pages: BTreeMap::new() };
        // Kept folders have their own engine.
        let mut waiting = vec![template.entry().to_owned(), "/shared/engine.keep.typ".to_owned()];
        while let Some(path) = waiting.pop() {
            let Some(file) = template.files.get(&path) else { continue };
            let Ok(text) = file.text() else { continue };
            if pages.pages.contains_key(&path) {
                continue;
            }
            let page = Page { file, text, root: typst_syntax::parse(text) };
            waiting.extend(
                strings(&page).into_iter().map(|(named, _)| resolve(&path, &named)).filter(
                    |named| {
                        template.files.contains_key(named)
                            && std::path::Path::new(named)
                                .extension()
                                .is_some_and(|end| end == "typ")
                    },
                ),
            );
            pages.pages.insert(path, page);
        }
        pages
    }

    /// Every file that a pack is made from, by virtual path.
    pub(super) fn used(&self) -> BTreeSet<&'t str> {
        let files = &self.template.files;
        let known = |path: &str| files.get_key_value(path).map(|(path, _)| path.as_str());
        let mut used: BTreeSet<&str> = self.pages.keys().filter_map(|path| known(path)).collect();
        used.extend(known("/template/template.toml"));
        for name in TEXTS {
            let own = known(&format!("/template/text/{name}"));
            used.extend(own.or_else(|| known(&format!("/shared/text/{name}"))));
        }
        if let Some(logo) = &self.template.manifest.theme.logo {
            used.extend(known(&format!("/template/{logo}")));
        }
        used.extend(web_uses::used(self.template));
        for (path, page) in &self.pages {
            used.extend(strings(page).iter().filter_map(|(named, _)| known(&resolve(path, named))));
        }
        used
    }

    /// Files that are not there, names that a file doesn't have, files that nothing uses, tiny text.
    pub(super) fn faults(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (path, page) in &self.pages {
            self.walk(path, page, &LinkedNode::new(&page.root), &mut problems);
        }
        let used = self.used();
        let files = &self.template.files;
        let folder = files.get("/template/template.toml").and_then(|file| file.shown.parent());
        for (path, file) in files {
            let own = folder.is_some_and(|folder| file.shown.starts_with(folder));
            if own && !used.contains(path.as_str()) {
                let hint = if path.contains("/text/") {
                    format!("texts are called {}; remove it, or correct its name", TEXTS.join(", "))
                } else {
                    "import it, or remove it".to_owned()
                };
                problems.push(
                    Problem::at("the template doesn't use this file", file.place(None)).hint(hint),
                );
            }
        }
        problems
    }

    fn walk(&self, path: &str, page: &Page<'_>, node: &LinkedNode<'_>, found: &mut Vec<Problem>) {
        if let Some(import) = node.cast::<ast::ModuleImport<'_>>() {
            self.import(path, page, node, import, found);
        } else if let Some(include) = node.cast::<ast::ModuleInclude<'_>>() {
            self.file(path, page, node, include.source(), found);
        } else if let Some(call) = node.cast::<ast::FuncCall<'_>>()
            && let ast::Expr::Ident(name) = call.callee()
            && READERS.contains(&name.as_str())
            && let Some(ast::Arg::Pos(first)) = call.args().items().next()
        {
            self.file(path, page, node, first, found);
        } else if let Some(named) = node.cast::<ast::Named<'_>>()
            && named.name().as_str() == "size"
            && let ast::Expr::Numeric(size) = named.expr()
            && let (points, ast::Unit::Pt) = size.get()
            && points < LEAST_PT
        {
            let what = format!("text of {points} pt is too small to be read in print");
            found.push(
                Problem::at(what, page.place(node.offset()))
                    .hint(format!("use {LEAST_PT} pt or more; 12 pt for sentences")),
            );
        }
        for child in node.children() {
            self.walk(path, page, &child, found);
        }
    }

    /// A file that a page names.
    fn file(
        &self,
        path: &str,
        page: &Page<'_>,
        node: &LinkedNode<'_>,
        source: ast::Expr<'_>,
        found: &mut Vec<Problem>,
    ) -> Option<String> {
        let ast::Expr::Str(named) = source else {
            return None;
        };
        let target = resolve(path, &named.get());
        if self.template.files.contains_key(&target) {
            return Some(target);
        }
        if !OF_THE_PACK.contains(&target.as_str()) {
            let what = format!("there is no file `{target}` in the template");
            found.push(Problem::at(what, page.place(node.offset())).hint(
                "a template sees its own folder as `/template/` and the shared parts as `/shared/`",
            ));
        }
        None
    }

    fn import(
        &self,
        path: &str,
        page: &Page<'_>,
        node: &LinkedNode<'_>,
        import: ast::ModuleImport<'_>,
        found: &mut Vec<Problem>,
    ) {
        let Some(target) = self.file(path, page, node, import.source(), found) else {
            return;
        };
        let Some(ast::Imports::Items(items)) = import.imports() else {
            return;
        };
        let names = self.names(&target, &mut BTreeSet::new());
        for item in items.iter() {
            let name = item.path().iter().next().map_or("", |name| name.as_str());
            if !names.contains(name) {
                let what = format!("`{target}` has no `{name}`");
                let near = names.iter().max_by(|a, b| {
                    strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name))
                });
                let hint = near.map_or_else(String::new, |near| format!("it has `{near}`"));
                found.push(Problem::at(what, page.place(node.offset())).hint(hint));
            }
        }
    }

    /// The names that a file gives to others.
    fn names(&self, path: &str, seen: &mut BTreeSet<String>) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let Some(page) = self.pages.get(path).filter(|_| seen.insert(path.to_owned())) else {
            return names;
        };
        let Some(markup) = ast::Markup::from_untyped(&page.root) else {
            return names;
        };
        for expression in markup.exprs() {
            match expression {
                ast::Expr::LetBinding(binding) => {
                    let bound = binding.kind().bindings();
                    names.extend(bound.iter().map(|name| name.as_str().to_owned()));
                }
                ast::Expr::ModuleImport(import) => match (import.imports(), import.source()) {
                    (Some(ast::Imports::Items(items)), _) => {
                        names.extend(items.iter().map(|it| it.bound_name().as_str().to_owned()));
                    }
                    (Some(ast::Imports::Wildcard), ast::Expr::Str(source)) => {
                        names.extend(self.names(&resolve(path, &source.get()), seen));
                    }
                    _ => names.extend(import.bare_name().map(|name| name.to_string())),
                },
                _ => {}
            }
        }
        names
    }
}

/// Every text in quotes, with where it stands.
fn strings(page: &Page<'_>) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut nodes = vec![LinkedNode::new(&page.root)];
    while let Some(node) = nodes.pop() {
        if let Some(text) = node.cast::<ast::Str<'_>>() {
            found.push((text.get().to_string(), node.offset()));
        }
        nodes.extend(node.children());
    }
    found
}

/// The virtual path that a name means in a file.
pub(super) fn resolve(from: &str, named: &str) -> String {
    let base =
        if named.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |it| it.0) };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(named.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}
