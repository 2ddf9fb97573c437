//! The rules for rhai: compiled once, fully optimised, with one number for all that is in the way.

use crate::accounts::Account;
use crate::rules::{ALPACA_IN_LISTS, Rules, VALUES};
use closeout::Code;
use rhai::{AST, Array, Engine, ImmutableString, OptimizationLevel, Scope};
use std::fmt::Write as _;

pub(crate) struct Compiled {
    rules: &'static Rules,
    engine: Engine,
    function: AST,
    script: AST,
}

impl Compiled {
    pub(crate) fn of(rules: &'static Rules) -> Self {
        let engine = engine();
        let mut body = String::from("let found = 0;\n");
        for (place, rule) in rules.rows.iter().enumerate() {
            writeln!(body, "if {} {{ found += {}; }}", rule.rhai, 1 << place).unwrap();
        }
        body.push_str("found\n");
        let function = format!("fn blockers({}) {{\n{body}}}", rules.names.join(", "));
        let (function, script) = (engine.compile(function).unwrap(), engine.compile(body).unwrap());
        Self { rules, engine, function, script }
    }

    /// The numbers are arguments, which rhai finds by place.
    pub(crate) fn called(&self, account: &Account) -> Vec<Code> {
        let arguments = account.numbers();
        let mut scope = Scope::new();
        self.rules.codes(self.engine.call_fn(&mut scope, &self.function, "blockers", arguments).unwrap())
    }

    /// The numbers are variables, which rhai finds by name.
    pub(crate) fn evaluated(&self, account: &Account) -> Vec<Code> {
        let mut scope = Scope::with_capacity(VALUES + 1);
        for (name, number) in self.rules.names.into_iter().zip(account.numbers()) {
            scope.push(name, number);
        }
        self.rules.codes(self.engine.eval_ast_with_scope(&mut scope, &self.script).unwrap())
    }
}

/// The rules that look into lists, and find names.
pub(crate) struct InLists {
    engine: Engine,
    script: AST,
}

impl InLists {
    pub(crate) fn alpaca() -> Self {
        let engine = engine();
        let mut script = String::from("let found = [];\n");
        for rule in &ALPACA_IN_LISTS {
            writeln!(script, "if {} {{ found.push(\"{}\"); }}", rule.rhai, rule.code.name()).unwrap();
        }
        script.push_str("found\n");
        let script = engine.compile(script).unwrap();
        Self { engine, script }
    }

    pub(crate) fn evaluated(&self, account: &Account) -> Vec<Code> {
        let mut scope = Scope::with_capacity(VALUES + 1);
        scope.push("status", account.status()).push("blocked", account.is_blocked());
        for (name, list) in account.lists() {
            scope.push(name, list.into_iter().map(Into::into).collect::<Array>());
        }
        let found: Array = self.engine.eval_ast_with_scope(&mut scope, &self.script).unwrap();
        found.into_iter().map(|name| Code::named(&name.cast::<ImmutableString>()).unwrap()).collect()
    }
}

fn engine() -> Engine {
    let mut engine = Engine::new();
    engine.set_optimization_level(OptimizationLevel::Full);
    engine.set_fast_operators(true);
    engine
}
