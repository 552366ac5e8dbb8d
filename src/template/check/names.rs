//! Follows the View through the pages of a template, and finds fields that it doesn't have.

use std::collections::BTreeMap;

use typst_syntax::ast::{self, AstNode};
use typst_syntax::{LinkedNode, SyntaxKind, SyntaxNode};

use super::Shape;
use super::known::{Known, first};
use super::uses::{Page, Pages, resolve};
use crate::error::Problem;

/// What a function is given can come from another function: so many steps are followed.
const ROUNDS: usize = 6;

/// Methods that call their closure with each entry of a list.
const EACH: [&str; 7] = ["map", "filter", "find", "any", "all", "position", "sorted"];

/// Fields that pages use and the View or the words don't have.
pub(super) fn faults(pages: &Pages<'_>, view: &Shape, words: &Shape) -> Vec<Problem> {
    let mut given = Given::new();
    let mut names = Names::new();
    let mut problems = Vec::new();
    for _ in 0..ROUNDS {
        let mut calls = Given::new();
        let mut bound = Names::new();
        problems.clear();
        for (path, page) in &pages.pages {
            let mut walk = Walk {
                known: Known { view, words, scopes: vec![BTreeMap::new()] },
                path,
                page,
                given: &given,
                names: &names,
                calls: &mut calls,
                closures: BTreeMap::new(),
                each: Vec::new(),
                found: Vec::new(),
            };
            walk.node(&LinkedNode::new(&page.root));
            problems.append(&mut walk.found);
            bound.insert(path, walk.known.scopes.swap_remove(0));
        }
        given = calls;
        names = bound;
    }
    problems
}

/// The shapes that each function is called with, place by place.
type Given = BTreeMap<String, Vec<Shape>>;
/// What each file's own names stand for, by the file's path: other files import them.
type Names<'a> = BTreeMap<&'a str, BTreeMap<String, Shape>>;

struct Walk<'a> {
    known: Known<'a>,
    path: &'a str,
    page: &'a Page<'a>,
    /// What functions are called with, as the last round found it.
    given: &'a Given,
    /// What files' names stand for, as the last round found it.
    names: &'a Names<'a>,
    /// What functions are called with, as this round finds it.
    calls: &'a mut Given,
    /// What methods call their closures with, by the closure's node.
    closures: BTreeMap<usize, Shape>,
    /// The names of loops over texts, with these, innermost last.
    each: Vec<(String, Vec<String>)>,
    found: Vec<Problem>,
}

/// A node's address tells it from all others.
fn address(node: &SyntaxNode) -> usize {
    std::ptr::from_ref(node).addr()
}

/// The texts of a written list.
fn texts(list: ast::Expr<'_>) -> Vec<String> {
    let ast::Expr::Array(list) = list else { return Vec::new() };
    let text = |item| match item {
        ast::ArrayItem::Pos(ast::Expr::Str(text)) => Some(text.get().to_string()),
        _ => None,
    };
    list.items().filter_map(text).collect()
}

impl Walk<'_> {
    fn node(&mut self, node: &LinkedNode<'_>) {
        if let Some(call) = node.cast::<ast::FuncCall<'_>>() {
            self.call(call);
            self.pick(node, call);
            self.remove(call);
        }
        if let Some(access) = node.cast::<ast::FieldAccess<'_>>() {
            self.access(node, access);
        }
        if let Some(import) = node.cast::<ast::ModuleImport<'_>>() {
            self.import(import);
        }
        if let Some(closure) = node.cast::<ast::Closure<'_>>() {
            self.known.scopes.push(BTreeMap::new());
            let entry = self.closures.get(&address(node.get())).cloned();
            self.parameters(closure, entry);
            self.children(node);
            self.known.scopes.pop();
        } else if let Some(each) = node.cast::<ast::ForLoop<'_>>() {
            let entry = match self.known.shape(each.iterable()) {
                Shape::List(entry) => *entry,
                _ => Shape::Unknown,
            };
            self.known.scopes.push(BTreeMap::new());
            self.known.bind(each.pattern(), &entry);
            let name = match each.pattern() {
                ast::Pattern::Normal(ast::Expr::Ident(name)) => name.as_str(),
                _ => "",
            };
            self.each.push((name.to_owned(), texts(each.iterable())));
            self.children(node);
            self.each.pop();
            self.known.scopes.pop();
        } else if matches!(node.kind(), SyntaxKind::CodeBlock | SyntaxKind::ContentBlock) {
            self.known.scopes.push(BTreeMap::new());
            self.children(node);
            self.known.scopes.pop();
        } else if let Some(binding) = node.cast::<ast::LetBinding<'_>>() {
            // The name is not yet bound in what it is bound to.
            let shape = binding.init().map_or(Shape::Unknown, |init| self.known.shape(init));
            self.children(node);
            match (binding.kind(), binding.init()) {
                (ast::LetBindingKind::Normal(pattern), _) => self.known.bind(pattern, &shape),
                (ast::LetBindingKind::Closure(name), Some(ast::Expr::Closure(closure))) => {
                    let function = self.known.function(closure);
                    self.known.set(name, function);
                }
                (ast::LetBindingKind::Closure(name), _) => self.known.set(name, Shape::Unknown),
            }
        } else {
            self.children(node);
            if let Some(assignment) = node.cast::<ast::Binary<'_>>()
                && assignment.op() == ast::BinOp::Assign
                && let ast::Expr::Ident(name) = assignment.lhs()
            {
                self.known.set(name, Shape::Unknown);
            }
        }
    }

    /// Binds what a file takes from another.
    fn import(&mut self, import: ast::ModuleImport<'_>) {
        let ast::Expr::Str(source) = import.source() else { return };
        let Some(theirs) = self.names.get(resolve(self.path, &source.get()).as_str()) else {
            return;
        };
        match import.imports() {
            Some(ast::Imports::Items(items)) => {
                for item in items.iter() {
                    let name = item.path().iter().next().map_or("", |name| name.as_str());
                    let shape = theirs.get(name).cloned().unwrap_or_default();
                    self.known.set(item.bound_name(), shape);
                }
            }
            Some(ast::Imports::Wildcard) => {
                if let Some(scope) = self.known.scopes.last_mut() {
                    scope.extend(theirs.iter().map(|(name, shape)| (name.clone(), shape.clone())));
                }
            }
            None => {}
        }
    }

    fn children(&mut self, node: &LinkedNode<'_>) {
        for child in node.children() {
            self.node(&child);
        }
    }

    /// Binds the parameters of a function: to what it is called with, as far as that is known.
    fn parameters(&mut self, closure: ast::Closure<'_>, entry: Option<Shape>) {
        let given = closure.name().and_then(|name| self.given.get(name.as_str()));
        let mut place = 0;
        for parameter in closure.params().children() {
            match parameter {
                ast::Param::Pos(pattern) => {
                    let shape = match (&entry, given.and_then(|given| given.get(place))) {
                        (Some(entry), _) if place == 0 => entry.clone(),
                        (_, Some(shape)) if *shape != Shape::Unknown => shape.clone(),
                        _ => self.known.ambient(pattern),
                    };
                    place += 1;
                    self.known.bind(pattern, &shape);
                }
                ast::Param::Named(named) => self.known.set(named.name(), Shape::Unknown),
                ast::Param::Spread(spread) => {
                    if let Some(name) = spread.sink_ident() {
                        self.known.set(name, Shape::Unknown);
                    }
                }
            }
        }
    }

    /// Remembers what a function is called with, and what a method calls its closure with.
    fn call(&mut self, call: ast::FuncCall<'_>) {
        let positional = call.args().items().filter_map(|argument| match argument {
            ast::Arg::Pos(expression) => Some(expression),
            _ => None,
        });
        match call.callee() {
            ast::Expr::Ident(name) => {
                let spread = call.args().items().any(|it| matches!(it, ast::Arg::Spread(_)));
                let shapes: Vec<Shape> = positional.map(|it| self.known.shape(it)).collect();
                match self.calls.get_mut(name.as_str()) {
                    None => {
                        let shapes = if spread { Vec::new() } else { shapes };
                        self.calls.insert(name.as_str().to_owned(), shapes);
                    }
                    // Called with this here and that there: nothing is sure.
                    Some(known) => {
                        for (index, known) in known.iter_mut().enumerate() {
                            if spread || shapes.get(index) != Some(known) {
                                *known = Shape::Unknown;
                            }
                        }
                    }
                }
            }
            ast::Expr::FieldAccess(method) if EACH.contains(&method.field().as_str()) => {
                if let Shape::List(entry) = self.known.shape(method.target()) {
                    for argument in positional {
                        if let ast::Expr::Closure(closure) = argument {
                            self.closures.insert(address(closure.to_untyped()), (*entry).clone());
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// A function that picks a field by its name needs the name.
    fn pick(&mut self, node: &LinkedNode<'_>, call: ast::FuncCall<'_>) {
        if let ast::Expr::Ident(_) = call.callee()
            && let Shape::Picker(of) = self.known.shape(call.callee())
            && let Some(ast::Expr::Str(name)) = first(call)
        {
            self.check(node, &name.get(), &of);
        }
    }

    /// What is removed from a variable is no longer there.
    fn remove(&mut self, call: ast::FuncCall<'_>) {
        let ast::Expr::FieldAccess(access) = call.callee() else { return };
        let ast::Expr::Ident(of) = access.target() else { return };
        if access.field().as_str() != "remove" {
            return;
        }
        let gone = match first(call) {
            Some(ast::Expr::Str(name)) => vec![name.get().to_string()],
            Some(ast::Expr::Ident(name)) => {
                let each = self.each.iter().rev().find(|(each, _)| each == name.as_str());
                each.map(|(_, texts)| texts.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let scopes = self.known.scopes.iter_mut().rev();
        if let Some(Shape::Fields(fields)) = scopes.filter_map(|it| it.get_mut(of.as_str())).next()
        {
            fields.retain(|name, _| !gone.contains(name));
        }
    }

    fn access(&mut self, node: &LinkedNode<'_>, access: ast::FieldAccess<'_>) {
        let called = node.parent().and_then(|parent| parent.cast::<ast::FuncCall<'_>>());
        let target = self.known.shape(access.target());
        match called {
            // A method: `.at("name")` without a default needs the name.
            Some(call) => {
                let mut items = call.args().items();
                if let "at" = access.field().as_str()
                    && let (Some(ast::Arg::Pos(ast::Expr::Str(name))), None) =
                        (items.next(), items.next())
                {
                    self.check(node, &name.get(), &target);
                }
            }
            None => self.check(node, access.field().as_str(), &target),
        }
    }

    fn check(&mut self, node: &LinkedNode<'_>, name: &str, target: &Shape) {
        if target.field(name).is_some() {
            return;
        }
        let words = node.get().full_text();
        let what = format!("`{name}` is not in the view (`{words}`)");
        let hint = match target.nearest(name) {
            _ if target.lacks(name, self.known.view) => {
                format!("pages ask for it by its name: `from-view(\"{name}\")` (docs/view.md)")
            }
            _ if target.lacks(name, self.known.words) => {
                format!("pages ask for it by its name: `from-words(\"{name}\")` (docs/view.md)")
            }
            Some(near) => format!("did you mean `{near}`? docs/view.md lists the names"),
            None => "docs/view.md lists the names".to_owned(),
        };
        self.found.push(Problem::at(what, self.page.place(node.offset())).hint(hint));
    }
}
