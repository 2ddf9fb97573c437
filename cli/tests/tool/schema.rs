//! `closeout schema`: the list, and each schema.
//!
//! What belongs here: what is printed, and what is refused.
//! What never does: what a schema says, which is tested in the crate.

use crate::run::run;
use std::fs;
use std::path::Path;

#[test]
fn without_a_name_every_document_is_listed_and_each_of_them_is_printed_as_it_is_published() {
    let list = run(&["schema"], "");
    assert_eq!(list.end(), (Some(0), ""));
    let names: Vec<&str> = list.out.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    let all = ["answer", "event", "plan", "plan-question", "policy", "question", "state", "what-if"];
    assert_eq!(names, all);
    for name in names {
        let printed = run(&["schema", name], "");
        assert_eq!(printed.end(), (Some(0), ""), "{name}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../docs/schemas/{name}.json"));
        assert_eq!(printed.out, fs::read_to_string(path).unwrap(), "{name}");
    }
}

#[test]
fn a_document_that_has_no_schema_is_a_wrong_argument() {
    let ran = run(&["schema", "diary"], "");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("expected one of answer, event, plan"), "{}", ran.err);
}
