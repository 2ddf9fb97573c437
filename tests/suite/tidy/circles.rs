//! Which file of a room needs which: never in a circle.
//!
//! A file needs another if it names an item that the other defines, directly or by way of a re-export. A re-export by
//! itself needs nothing: a room's `mod.rs` may hand out what lies below it. Names inside the arguments of macros are not
//! seen.

use super::project::{Project, Source};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};
use syn::{Item, ItemMod, ItemUse, UseTree, Visibility};

/// Where the files of a room are looked for. Each room of the crate is one; the tool as a whole is another.
const ROOTS: &[&str] = &["src/", "cli/src/"];

/// Circles that are meant: a file, another that it needs although that one needs it, and why.
const EXEMPT: &[(&str, &str, &str)] = &[
    ("src/rules/contents.rs", "src/rules/mod.rs", "the room begins with what a rule finds"),
    ("src/rules/standing.rs", "src/rules/mod.rs", "the room begins with what a rule reads and finds"),
    ("src/wire/policies.rs", "src/wire/plan/mod.rs", "a question is read with the policies that it may name"),
    ("src/wire/policies.rs", "src/wire/question.rs", "a question is read with the policies that it may name"),
];

/// A path from the root of its crate, one word a module.
type Path = Vec<String>;

/// A file as a module.
struct Module<'p> {
    source: &'p Source,
    path: Path,
    read: Reader,
}

pub(super) fn between_files(project: &Project) -> Vec<String> {
    ROOTS.iter().flat_map(|root| between_files_under(project, root)).collect()
}

/// Exemptions of circles that are no more.
pub(super) fn exempt_for_nothing(project: &Project) -> Vec<String> {
    let graphs: Vec<_> = ROOTS.iter().map(|root| needs(&modules(project, root))).collect();
    let needs = |from: &str, to: &str| {
        graphs.iter().any(|graph| graph.get(from).is_some_and(|files| files.contains(to)))
    };
    let gone = EXEMPT.iter().filter(|(one, other, _)| !needs(one, other) || !needs(other, one));
    let what = |(one, other, reason): &(&str, &str, &str)| {
        format!("{one}:1: a circle with `{other}` is exempt ({reason}) and not there, expected no exemption")
    };
    gone.map(what).collect()
}

fn between_files_under(project: &Project, root: &str) -> Vec<String> {
    let mut graph = needs(&modules(project, root));
    for (one, other, _) in EXEMPT {
        graph.get_mut(*one).map(|files| files.remove(*other));
    }
    let mut seen = BTreeSet::new();
    let circles = graph.keys().filter_map(|file| shortest_circle(&graph, file)).filter(|circle| {
        let members: BTreeSet<String> = circle.iter().cloned().collect();
        seen.insert(members)
    });
    let words = |circle: Vec<String>| {
        let first = circle.first().cloned().unwrap_or_default();
        format!(
            "{first}:1: a circle {} → {first}, expected files that need one another one way",
            circle.join(" → ")
        )
    };
    circles.map(words).collect()
}

fn modules<'p>(project: &'p Project, root: &str) -> Vec<Module<'p>> {
    project.sources_under(root).map(|source| Module::of(source, root)).collect()
}

/// Every file with the files of the same room that it needs.
fn needs(modules: &[Module<'_>]) -> BTreeMap<String, BTreeSet<String>> {
    let by_path: BTreeMap<&Path, &Module<'_>> = modules.iter().map(|module| (&module.path, module)).collect();
    let needs_of = |module: &Module<'_>| {
        let own = &module.source.path;
        let defining = module.needed().filter_map(|path| defining(&by_path, path));
        let others = defining.filter(|other| other.source.path != *own && same_room(module, other));
        let others = others.map(|other| other.source.path.clone());
        (own.clone(), others.collect())
    };
    modules.iter().map(needs_of).collect()
}

/// The tool has no rooms.
fn same_room(one: &Module<'_>, other: &Module<'_>) -> bool {
    let is_in_the_crate = one.source.path.starts_with("src/");
    !is_in_the_crate || one.path.first() == other.path.first()
}

/// The file that defines what a path names: the one of the deepest module on it, or the one that it re-exports from.
fn defining<'m>(by_path: &BTreeMap<&Path, &'m Module<'m>>, path: &[String]) -> Option<&'m Module<'m>> {
    let mut path = path.to_vec();
    // A chain of re-exports is no longer than the tree is deep.
    for _ in 0..16 {
        let (depth, module) = (0..=path.len())
            .rev()
            .find_map(|depth| Some((depth, *by_path.get(&path.get(..depth)?.to_vec())?)))?;
        let Some(name) = path.get(depth) else { return Some(module) };
        match module.read.imported.iter().find(|import| import.name == *name) {
            Some(import) => path = [&import.target[..], path.get(depth + 1..)?].concat(),
            None => return Some(module),
        }
    }
    None
}

fn shortest_circle(graph: &BTreeMap<String, BTreeSet<String>>, start: &str) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = (!ways.is_empty()).then(|| ways.remove(0)) {
        for next in graph.get(way.last()?)? {
            if next == start {
                return Some(way);
            }
            if seen.insert(next) {
                ways.push([&way[..], std::slice::from_ref(next)].concat());
            }
        }
    }
    None
}

impl<'p> Module<'p> {
    fn of(source: &'p Source, root: &str) -> Self {
        let inside = source.path.strip_prefix(root).unwrap_or(&source.path);
        let words = inside.trim_end_matches(".rs").split('/').map(str::to_owned);
        let path: Path = words.filter(|word| !["mod", "lib", "main"].contains(&word.as_str())).collect();
        let mut reader = Reader { here: path.clone(), ..Reader::default() };
        reader.declared.extend(source.syntax.items.iter().filter_map(|item| {
            let Item::Mod(module) = item else { return None };
            module.content.is_none().then(|| [&path[..], &[module.ident.to_string()]].concat())
        }));
        reader.visit_file(&source.syntax);
        Self { source, path, read: reader }
    }

    /// What it imports for itself, and what it names in full. What it hands on counts if it uses the name itself.
    fn needed(&self) -> impl Iterator<Item = &Path> {
        let Reader { imported, named, mentioned, .. } = &self.read;
        let is_needed = |import: &&Import| !import.is_handed_on || mentioned.contains(&import.name);
        imported.iter().filter(is_needed).map(|import| &import.target).chain(named)
    }
}

/// A name that a file imports.
struct Import {
    /// As the file calls it.
    name: String,
    target: Path,
    is_handed_on: bool,
}

/// Walks through a file, and collects what it names.
#[derive(Default)]
struct Reader {
    /// The module that it is in: an inline module is one more.
    here: Path,
    /// The modules that the file declares and that are files of their own.
    declared: BTreeSet<Path>,
    imported: Vec<Import>,
    /// Paths that are written out where they are needed.
    named: Vec<Path>,
    /// The words with which all other paths begin.
    mentioned: BTreeSet<String>,
}

impl Reader {
    /// From the root of the crate on; `None` for what is of another crate, or is imported.
    fn absolute(&self, words: &[String]) -> Option<Path> {
        let ups = words.iter().take_while(|word| *word == "super").count();
        match words.first()?.as_str() {
            "crate" => Some(words.get(1..)?.to_vec()),
            "self" => Some([&self.here[..], words.get(1..)?].concat()),
            "super" => {
                let above = self.here.len().checked_sub(ups)?;
                Some([self.here.get(..above)?, words.get(ups..)?].concat())
            }
            first => {
                let declared = [&self.here[..], &[first.to_owned()]].concat();
                self.declared.contains(&declared).then(|| [&self.here[..], words].concat())
            }
        }
    }

    fn import(&mut self, before: &[String], tree: &UseTree, is_handed_on: bool) {
        let (word, name) = match tree {
            UseTree::Path(path) => {
                return self.import(&[before, &[path.ident.to_string()]].concat(), &path.tree, is_handed_on);
            }
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.import(before, tree, is_handed_on));
            }
            UseTree::Name(name) => (name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(rename) => (rename.ident.to_string(), rename.rename.to_string()),
            UseTree::Glob(_) => ("self".to_owned(), "*".to_owned()),
        };
        let itself = word == "self" && !before.is_empty();
        let words = if itself { before.to_vec() } else { [before, &[word]].concat() };
        let name = if itself && name == "self" { before.last().cloned().unwrap_or(name) } else { name };
        if let Some(target) = self.absolute(&words) {
            self.imported.push(Import { name, target, is_handed_on });
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.here.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.here.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.import(&[], &item.tree, !matches!(item.vis, Visibility::Inherited));
    }

    /// Who may see an item does not say whom it needs.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let words: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        match self.absolute(&words) {
            Some(path) if words.len() > 1 => self.named.push(path),
            _ => self.mentioned.extend(words.into_iter().take(1)),
        }
        visit::visit_path(self, path);
    }
}
