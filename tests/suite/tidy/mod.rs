//! Style is a test: what a reviewer would otherwise have to say again and again.
//!
//! What belongs here: checks on the text of the project, each with its table of what is expected.
//! What never does: a check on what the crate does when it runs.

mod circles;
mod code;
mod first_words;
mod imports;
mod project;
mod prose;
mod reach;
mod size;

use project::{Project, Text};
use std::error::Error;

type Checked = Result<(), Box<dyn Error>>;

#[test]
fn imports_point_one_way() -> Checked {
    check(imports::that_point_the_wrong_way)
}

#[test]
fn files_of_a_room_need_one_another_one_way() -> Checked {
    check(circles::between_files)?;
    check(circles::exempt_for_nothing)
}

#[test]
fn a_planted_circle_is_found_and_a_re_export_is_none() -> Checked {
    let file = |path: &str, text: &str| Text { path: path.to_owned(), text: text.to_owned() };
    let planted = |of_end: &str| {
        Project::of(vec![
            file("src/road/mod.rs", "mod end; mod start; pub use end::End; pub use start::Start;"),
            file("src/road/start.rs", "use super::End; pub struct Start(End);"),
            file("src/road/end.rs", of_end),
        ])
    };
    assert_eq!(circles::between_files(&planted("pub struct End;")?), [""; 0]);
    let circle = "src/road/end.rs:1: a circle src/road/end.rs → src/road/start.rs → src/road/end.rs, expected files \
                  that need one another one way";
    for end in [
        "use super::start::Start; pub struct End(Box<Start>);",
        "pub struct End(Box<crate::road::Start>);",
        "mod inner { use super::super::Start; } pub struct End;",
    ] {
        assert_eq!(circles::between_files(&planted(end)?), [circle], "{end}");
    }
    Ok(())
}

#[test]
fn core_names_no_provider_and_no_country() -> Checked {
    check(code::naming_a_provider_or_a_country)
}

#[test]
fn a_provider_is_named_in_its_own_files_and_in_the_lists() -> Checked {
    check(code::naming_a_provider_outside_its_leaf)
}

#[test]
fn a_planted_provider_outside_its_files_and_lists_is_found() -> Checked {
    let file = |path: &str, text: &str| Text { path: path.to_owned(), text: text.to_owned() };
    let planted = |path: &str| {
        let lists = code::LISTS.iter().map(|(list, _)| file(list, "mod alpaca; mod upvest;"));
        Project::of(lists.chain([file(path, "const GROUP: &str = \"upvest\";")]).collect())
    };
    for own in ["src/wire/upvest/mod.rs", "src/knowledge/providers/upvest.rs"] {
        assert_eq!(code::naming_a_provider_outside_its_leaf(&planted(own)?), [""; 0], "{own}");
    }
    for foreign in ["src/wire/answer.rs", "src/wire/yuno/mod.rs"] {
        let found = code::naming_a_provider_outside_its_leaf(&planted(foreign)?);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with(&format!("{foreign}:1: `\"upvest\"` names `upvest` outside its own files"))
        );
    }
    let core = planted("src/rules/mod.rs")?;
    assert!(code::naming_a_provider_or_a_country(&core)[0].contains("names a provider"));
    Ok(())
}

#[test]
fn errors_end_in_error() -> Checked {
    check(code::errors_without_the_word)
}

#[test]
fn a_planted_error_with_another_name_is_found() -> Checked {
    let found = |text: &str| {
        let road = Text { path: "src/road.rs".to_owned(), text: text.to_owned() };
        Project::of(vec![road]).map(|project| code::errors_without_the_word(&project).len())
    };
    assert_eq!(found("#[derive(Debug, thiserror::Error)]\n#[error(\"no end\")]\npub struct NoEnd;")?, 1);
    assert_eq!(found("#[derive(thiserror::Error)]\npub enum EndError { NoEnd }")?, 0);
    assert_eq!(found("impl core::error::Error for Ends {}")?, 1);
    assert_eq!(found("impl core::error::Error for EndErrors {}")?, 0);
    Ok(())
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
fn documentation_begins_with_a_verb_or_a_noun() -> Checked {
    check(first_words::out_of_place)
}

#[test]
fn a_planted_riddle_is_found() -> Checked {
    let planted = |text: &str| {
        Project::of(vec![Text { path: "src/road.rs".to_owned(), text: text.to_owned() }])
            .map(|project| first_words::out_of_place(&project))
    };
    let function =
        "src/road.rs:1: documentation begins with `Whether`, expected a verb of `VERBS`, such as `Returns`";
    assert_eq!(
        planted("/// Whether it ends.\n#[must_use]\npub const fn ends() -> bool { true }")?,
        [function]
    );
    let kind = "src/road.rs:2: documentation begins with `What`, expected a noun phrase";
    for words in ["What leads on.", "What."] {
        assert_eq!(planted(&format!("catalogue! {{\n/// {words}\nEnd = \"end\",\n}}"))?, [kind]);
    }
    for fine in [
        "/// Returns whether the road ends.\nfn ends() -> bool { true }",
        "/// The end of a road.\nstruct End;",
        "impl Clone for End {\n    /// Whether it ends.\n    fn clone(&self) -> Self { End }\n}",
    ] {
        assert_eq!(planted(fine)?, [""; 0], "{fine}");
    }
    Ok(())
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
