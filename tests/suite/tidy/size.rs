//! How long functions and files may be.

use super::project::{Project, Source};
use syn::visit::{Visit, visit_impl_item_fn, visit_item_fn, visit_trait_item_fn};
use syn::{Block, ImplItemFn, ItemFn, Signature, TraitItemFn};

const FUNCTION_LINES_MAX: usize = 70;
const FUNCTION_LINES_MEDIAN_MAX: usize = 10;
const FILE_LINES_MAX: usize = 500;
const TABLE_LINES_MAX: usize = 800;
const TABLES: &str = "src/knowledge/";

pub(super) fn too_long(project: &Project) -> Vec<String> {
    let functions = project.sources.iter().flat_map(long_functions);
    let files = project.sources.iter().filter_map(long_file);
    functions.chain(files).chain(high_median(project)).collect()
}

fn long_functions(source: &Source) -> impl Iterator<Item = String> {
    let long = |function: &Function| function.lines > FUNCTION_LINES_MAX;
    functions_of(source).into_iter().filter(long).map(|function| {
        let what = format!("`{}` has {} lines", function.name, function.lines);
        source.at(function.line, &what, &at_most(FUNCTION_LINES_MAX))
    })
}

fn long_file(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    let max = if source.path.starts_with(TABLES) { TABLE_LINES_MAX } else { FILE_LINES_MAX };
    let what = format!("the file has {lines} lines");
    (lines > max).then(|| source.at(lines, &what, &at_most(max)))
}

fn high_median(project: &Project) -> Option<String> {
    let functions = project.crate_sources().flat_map(functions_of);
    let mut lines: Vec<usize> = functions.map(|function| function.lines).collect();
    lines.sort_unstable();
    let median = *lines.get(lines.len() / 2)?;
    let expected = at_most(FUNCTION_LINES_MEDIAN_MAX);
    (median > FUNCTION_LINES_MEDIAN_MAX)
        .then(|| format!("src:1: the median function has {median} lines, expected {expected}"))
}

fn at_most(max: usize) -> String {
    format!("at most {max}")
}

/// A function with a body, from its `fn` to its last brace.
struct Function {
    name: String,
    line: usize,
    lines: usize,
}

fn functions_of(source: &Source) -> Vec<Function> {
    let mut functions = Functions(Vec::new());
    functions.visit_file(&source.syntax);
    functions.0
}

struct Functions(Vec<Function>);

impl Functions {
    fn add(&mut self, signature: &Signature, block: &Block) {
        let line = signature.fn_token.span.start().line;
        let end = block.brace_token.span.close().end().line;
        self.0.push(Function {
            name: signature.ident.to_string(),
            line,
            lines: end.saturating_sub(line).saturating_add(1),
        });
    }
}

impl Visit<'_> for Functions {
    fn visit_item_fn(&mut self, function: &ItemFn) {
        self.add(&function.sig, &function.block);
        visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &TraitItemFn) {
        if let Some(block) = &function.default {
            self.add(&function.sig, block);
        }
        visit_trait_item_fn(self, function);
    }
}
