//! Style is a test: what a reviewer would otherwise have to say again and again.
//!
//! What belongs here: checks on the text of the project, each with its table of what is expected.
//! What never does: a check on what the crate does when it runs.

mod code;
mod imports;
mod project;
mod prose;
mod reach;
mod size;

use project::Project;
use std::error::Error;

type Checked = Result<(), Box<dyn Error>>;

#[test]
fn imports_point_one_way() -> Checked {
    check(imports::that_point_the_wrong_way)
}

#[test]
fn core_names_no_provider_and_no_country() -> Checked {
    check(code::naming_a_provider_or_a_country)
}

#[test]
fn functions_are_short() -> Checked {
    check(size::too_long)
}

#[test]
fn every_room_opens_with_its_charter() -> Checked {
    check(prose::missing_in_charters)
}

#[test]
fn no_file_is_left_out() -> Checked {
    check(reach::left_out)
}

#[test]
fn banned_words() -> Checked {
    check(prose::banned)
}

#[test]
fn rules_hold_no_numbers() -> Checked {
    check(code::numbers_in_rules)
}

#[test]
fn pure_means_pure() -> Checked {
    check(code::impure)
}

#[test]
fn exemptions_have_reasons() -> Checked {
    check(code::exemptions_without_reason)
}

/// All violations at once, each as `file:line: what, what is expected`.
#[track_caller]
fn check(violations: impl Fn(&Project) -> Vec<String>) -> Checked {
    let found = violations(&Project::read()?);
    assert!(found.is_empty(), "{} found:\n{}\n", found.len(), found.join("\n"));
    Ok(())
}
