//! Follows the View through the pages of a template, and finds fields that it doesn't have.

use std::collections::BTreeMap;

use typst_syntax::ast::{self, AstNode};
use typst_syntax::{LinkedNode, SyntaxKind, SyntaxNode};

use super::Shape;
use super::uses::{Page, Pages, resolve};
use crate::error::Problem;

/// What a function is given can come from another function: so many steps are followed.
const ROUNDS: usize = 6;

/// Methods that call their closure with each entry of a list.
const EACH: [&str; 7] = ["map", "filter", "find", "any", "all", "position", "sorted"];
/// Methods that give back a list of the same entries.
const SAME: [&str; 5] = ["filter", "rev", "slice", "dedup", "sorted"];
/// Methods that give back one entry.
const ONE: [&str; 5] = ["at", "first", "last", "find", "pop"];

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

/// What is known while walking through a file.
#[derive(Clone)]
struct Known<'a> {
    view: &'a Shape,
    words: &'a Shape,
    /// Variables, innermost last.
    scopes: Vec<BTreeMap<String, Shape>>,
}

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
    found: Vec<Problem>,
}

/// A node's address tells it from all others.
fn address(node: &SyntaxNode) -> usize {
    std::ptr::from_ref(node).addr()
}

/// The first argument of a call that has no name.
fn first(call: ast::FuncCall<'_>) -> Option<ast::Expr<'_>> {
    call.args().items().find_map(|argument| match argument {
        ast::Arg::Pos(expression) => Some(expression),
        _ => None,
    })
}

impl Walk<'_> {
    fn node(&mut self, node: &LinkedNode<'_>) {
        if let Some(call) = node.cast::<ast::FuncCall<'_>>() {
            self.call(call);
            self.pick(node, call);
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
            self.children(node);
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
            Some(near) => format!("did you mean `{near}`? docs/view.md lists the names"),
            None => "docs/view.md lists the names".to_owned(),
        };
        self.found.push(Problem::at(what, self.page.place(node.offset())).hint(hint));
    }
}

impl Known<'_> {
    /// `view` and `words` are called so everywhere.
    fn ambient(&self, pattern: ast::Pattern<'_>) -> Shape {
        match pattern {
            ast::Pattern::Normal(ast::Expr::Ident(name)) => match name.as_str() {
                "view" => self.view.clone(),
                "words" => self.words.clone(),
                _ => Shape::Unknown,
            },
            _ => Shape::Unknown,
        }
    }

    fn bind(&mut self, pattern: ast::Pattern<'_>, shape: &Shape) {
        if let ast::Pattern::Normal(ast::Expr::Ident(name)) = pattern {
            return self.set(name, shape.clone());
        }
        for name in pattern.bindings() {
            self.set(name, Shape::Unknown);
        }
    }

    fn set(&mut self, name: ast::Ident<'_>, shape: Shape) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name.as_str().to_owned(), shape);
        }
    }

    /// What is known of an expression's value.
    fn shape(&self, expression: ast::Expr<'_>) -> Shape {
        match expression {
            ast::Expr::Ident(name) => {
                let known = self.scopes.iter().rev().find_map(|scope| scope.get(name.as_str()));
                known.cloned().unwrap_or_default()
            }
            ast::Expr::Parenthesized(inner) => self.shape(inner.expr()),
            ast::Expr::FieldAccess(access) => {
                self.shape(access.target()).field(access.field().as_str()).unwrap_or_default()
            }
            ast::Expr::FuncCall(call) => self.result(call),
            _ => Shape::Unknown,
        }
    }

    /// What is known of a function.
    fn function(&self, closure: ast::Closure<'_>) -> Shape {
        let asked = closure.params().children().find_map(|parameter| match parameter {
            ast::Param::Pos(ast::Pattern::Normal(ast::Expr::Ident(name))) => Some(name.as_str()),
            _ => None,
        });
        if let ast::Expr::FuncCall(call) = closure.body()
            && let ast::Expr::FieldAccess(access) = call.callee()
            && access.field().as_str() == "at"
            && let Some(ast::Expr::Ident(name)) = first(call)
            && asked == Some(name.as_str())
            && let of @ Shape::Fields(_) = self.shape(access.target())
        {
            return Shape::Picker(Box::new(of));
        }
        Shape::Function(Box::new(self.shape(closure.body())))
    }

    /// What is known of what a call gives back.
    fn result(&self, call: ast::FuncCall<'_>) -> Shape {
        let first = first(call);
        let access = match (call.callee(), first) {
            (ast::Expr::Ident(name), Some(ast::Expr::Str(path))) if name.as_str() == "json" => {
                return match path.get().as_str() {
                    "/view.json" => self.view.clone(),
                    "/words.json" => self.words.clone(),
                    _ => Shape::Unknown,
                };
            }
            (ast::Expr::FieldAccess(access), _) => access,
            (function @ ast::Expr::Ident(_), Some(ast::Expr::Str(name))) => {
                return self.shape(function).result(Some(&name.get()));
            }
            (function @ ast::Expr::Ident(_), _) => return self.shape(function).result(None),
            _ => return Shape::Unknown,
        };
        let target = self.shape(access.target());
        match (&target, access.field().as_str(), first) {
            (Shape::Fields(_), "at" | "remove", Some(ast::Expr::Str(name))) => {
                target.field(&name.get()).unwrap_or_default()
            }
            (Shape::Keyed(_), "values", _) => Shape::List(Box::new(target.entry())),
            (Shape::Keyed(_), "at", _) => target.entry(),
            (Shape::List(_), method, _) if ONE.contains(&method) => target.entry(),
            (Shape::List(_), method, _) if SAME.contains(&method) => target,
            (Shape::List(entry), "flatten", _) => match &**entry {
                Shape::List(_) => (**entry).clone(),
                _ => target,
            },
            (Shape::List(entry), "map", Some(ast::Expr::Closure(closure))) => {
                Shape::List(Box::new(self.mapped(closure, entry)))
            }
            (Shape::List(_), "map", Some(function @ ast::Expr::Ident(_))) => {
                Shape::List(Box::new(self.shape(function).result(None)))
            }
            _ => Shape::Unknown,
        }
    }

    /// What a closure makes of each entry.
    fn mapped(&self, closure: ast::Closure<'_>, entry: &Shape) -> Shape {
        let mut inner = self.clone();
        inner.scopes.push(BTreeMap::new());
        for parameter in closure.params().children() {
            if let ast::Param::Pos(pattern) = parameter {
                inner.bind(pattern, entry);
            }
        }
        inner.shape(closure.body())
    }
}
