//! Whether every file is compiled: a test in a file that no `mod` names never fails.

use super::project::Project;
use std::collections::{BTreeMap, BTreeSet};
use syn::Item;

/// Folders, and the file from which all others of the folder must be reached.
const ROOTS: &[(&str, &str)] = &[
    ("src/", "src/lib.rs"),
    ("cli/src/", "cli/src/main.rs"),
    ("tests/suite/", "tests/suite/main.rs"),
    ("cli/tests/tool/", "cli/tests/tool/main.rs"),
];

type Files<'a> = BTreeMap<&'a str, &'a [Item]>;

pub(super) fn left_out(project: &Project) -> Vec<String> {
    let left_out_of = |(folder, root): &(&str, &str)| {
        let files: Files<'_> = project
            .sources_under(folder)
            .map(|source| (source.path.as_str(), source.syntax.items.as_slice()))
            .collect();
        let mut reached = BTreeSet::new();
        reach(root, &files, &mut reached);
        files
            .into_keys()
            .filter(|file| !reached.contains(*file))
            .map(|file| format!("{file}:1: no `mod` leads here from {root}, expected one"))
            .collect::<Vec<_>>()
    };
    ROOTS.iter().flat_map(left_out_of).collect()
}

fn reach(file: &str, files: &Files<'_>, reached: &mut BTreeSet<String>) {
    if let Some(items) = files.get(file) {
        reached.insert(file.to_owned());
        reach_from(items, folder_of_modules(file), files, reached);
    }
}

fn reach_from(items: &[Item], folder: &str, files: &Files<'_>, reached: &mut BTreeSet<String>) {
    for item in items {
        let Item::Mod(module) = item else { continue };
        let path = format!("{folder}/{}", module.ident);
        if let Some((_, items)) = &module.content {
            reach_from(items, &path, files, reached);
        } else {
            reach(&format!("{path}.rs"), files, reached);
            reach(&format!("{path}/mod.rs"), files, reached);
        }
    }
}

/// Where the modules that a file declares lie.
fn folder_of_modules(file: &str) -> &str {
    ["/main.rs", "/lib.rs", "/mod.rs", ".rs"].iter().find_map(|end| file.strip_suffix(end)).unwrap_or(file)
}
