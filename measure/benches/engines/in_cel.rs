//! The rules for cel: compiled once, in a scope of their own that finds the numbers without copying them.

use crate::accounts::Account;
use crate::rules::{ALPACA_IN_LISTS, Rules, VALUES};
use cel::common::types::CelInt;
use cel::common::value::CowVal;
use cel::context::VariableResolver;
use cel::{Context, Env, Program, Value};
use closeout::Code;
use std::sync::Arc;

pub(crate) struct Compiled {
    rules: &'static Rules,
    root: Context<'static, 'static>,
    all: Program,
    each: Vec<Program>,
}

/// The numbers of an account, by name.
struct Numbers {
    names: [&'static str; VALUES],
    numbers: [CelInt; VALUES],
}

impl VariableResolver for Numbers {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        let place = self.names.iter().position(|known| *known == name)?;
        Some(CowVal::Borrowed(&self.numbers[place]))
    }
}

impl Compiled {
    pub(crate) fn of(rules: &'static Rules) -> Self {
        let env = Arc::new(Env::stdlib());
        let bits = rules.rows.iter().enumerate();
        let bits = bits.map(|(place, rule)| format!("({} ? {} : 0)", rule.cel, 1 << place));
        let all = env.compile(&bits.collect::<Vec<_>>().join(" + ")).unwrap();
        let each = rules.rows.iter().map(|rule| env.compile(rule.cel).unwrap()).collect();
        Self { rules, root: Context::with_env(env), all, each }
    }

    fn numbers(&self, account: &Account) -> Numbers {
        Numbers { names: self.rules.names, numbers: account.numbers().map(CelInt::from) }
    }

    /// One number for all that is in the way.
    pub(crate) fn in_one(&self, account: &Account) -> Vec<Code> {
        let numbers = self.numbers(account);
        let mut scope = self.root.new_inner_scope();
        scope.set_variable_resolver(&numbers);
        match self.all.execute(&scope) {
            Ok(Value::Int(bits)) => self.rules.codes(bits),
            other => panic!("no number: {other:?}"),
        }
    }

    /// Rule by rule, so that nothing has to be added up.
    pub(crate) fn one_by_one(&self, account: &Account) -> Vec<Code> {
        let numbers = self.numbers(account);
        let mut scope = self.root.new_inner_scope();
        scope.set_variable_resolver(&numbers);
        let holds = |program: &Program| program.execute(&scope) == Ok(Value::Bool(true));
        let found = self.rules.rows.iter().zip(&self.each).filter(|(_, program)| holds(program));
        found.map(|(rule, _)| rule.code).collect()
    }
}

/// The rules that look into lists, and find names.
pub(crate) struct InLists {
    root: Context<'static, 'static>,
    all: Program,
}

impl InLists {
    pub(crate) fn alpaca() -> Self {
        let env = Arc::new(Env::stdlib());
        let rules = ALPACA_IN_LISTS.iter();
        let names = rules.map(|rule| format!("({} ? [\"{}\"] : [])", rule.cel, rule.code.name()));
        let all = env.compile(&names.collect::<Vec<_>>().join(" + ")).unwrap();
        Self { root: Context::with_env(env), all }
    }

    pub(crate) fn evaluated(&self, account: &Account) -> Vec<Code> {
        let mut scope = self.root.new_inner_scope();
        scope.add_variable_from_value("status", account.status());
        scope.add_variable_from_value("blocked", account.is_blocked());
        for (name, list) in account.lists() {
            scope.add_variable_from_value(name, list);
        }
        match self.all.execute(&scope) {
            Ok(Value::List(names)) => names.iter().map(code).collect(),
            other => panic!("no list: {other:?}"),
        }
    }
}

fn code(name: &Value) -> Code {
    let Value::String(name) = name else { panic!("no name: {name:?}") };
    Code::named(name).unwrap()
}
