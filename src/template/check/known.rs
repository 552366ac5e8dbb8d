//! What is known of the values of a template's names.

use std::collections::BTreeMap;

use typst_syntax::ast;

use super::Shape;

/// Methods that give back a list of the same entries.
const SAME: [&str; 5] = ["filter", "rev", "slice", "dedup", "sorted"];
/// Methods that give back one entry.
const ONE: [&str; 5] = ["at", "first", "last", "find", "pop"];

/// What is known while walking through a file.
#[derive(Clone)]
pub(super) struct Known<'a> {
    pub(super) view: &'a Shape,
    pub(super) words: &'a Shape,
    /// Variables, innermost last.
    pub(super) scopes: Vec<BTreeMap<String, Shape>>,
}

/// The first argument of a call that has no name.
pub(super) fn first(call: ast::FuncCall<'_>) -> Option<ast::Expr<'_>> {
    call.args().items().find_map(|argument| match argument {
        ast::Arg::Pos(expression) => Some(expression),
        _ => None,
    })
}

impl Known<'_> {
    /// `view` and `words` are called so everywhere.
    pub(super) fn ambient(&self, pattern: ast::Pattern<'_>) -> Shape {
        match pattern {
            ast::Pattern::Normal(ast::Expr::Ident(name)) => match name.as_str() {
                "view" => self.view.clone(),
                "words" => self.words.clone(),
                _ => Shape::Unknown,
            },
            _ => Shape::Unknown,
        }
    }

    /// Gives the names of a pattern what they stand for.
    pub(super) fn bind(&mut self, pattern: ast::Pattern<'_>, shape: &Shape) {
        if let ast::Pattern::Normal(ast::Expr::Ident(name)) = pattern {
            return self.set(name, shape.clone());
        }
        for name in pattern.bindings() {
            self.set(name, Shape::Unknown);
        }
    }

    /// Gives a name what it stands for.
    pub(super) fn set(&mut self, name: ast::Ident<'_>, shape: Shape) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name.as_str().to_owned(), shape);
        }
    }

    /// What is known of an expression's value.
    pub(super) fn shape(&self, expression: ast::Expr<'_>) -> Shape {
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
    pub(super) fn function(&self, closure: ast::Closure<'_>) -> Shape {
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
