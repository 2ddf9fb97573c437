//! Starting the binary, and what is left of it when it has ended.
//!
//! What belongs here: arguments, input and files in; exit code and both outputs back.
//! What never does: an expectation of a particular answer.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A run that has ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// `None` if a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Each line of the output, as JSON.
    pub(crate) fn answers(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The exit code and what was said on standard error, for runs of which nothing else matters.
    pub(crate) fn end(&self) -> (Option<i32>, &str) {
        (self.code, &self.err)
    }
}

/// The binary, with nothing around it that changes colours or characters.
pub(crate) fn tool() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_closeout"));
    for variable in ["CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(variable);
    }
    command
}

pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub(crate) fn run(arguments: &[&str], input: impl Into<Vec<u8>>) -> Ran {
    ran(tool().args(arguments).write_stdin(input))
}

/// `decide --format json` on these bytes.
pub(crate) fn decide(input: impl Into<Vec<u8>>) -> Ran {
    run(&["decide", "--format", "json"], input)
}

/// The answers to these lines, all of which are questions.
#[track_caller]
pub(crate) fn answers(input: impl Into<Vec<u8>>) -> Vec<Value> {
    let ran = decide(input);
    assert_eq!(ran.end(), (Some(0), ""), "{}", ran.out);
    ran.answers()
}

/// The answer to this question.
#[track_caller]
pub(crate) fn answer(question: &Value) -> Value {
    answers(question.to_string()).remove(0)
}

/// The cases of the contract, one file a provider.
pub(crate) fn case_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// Every line of them that is a question: the others are expected to be malformed.
pub(crate) fn case_lines() -> Vec<String> {
    let texts = case_files().into_iter().map(|file| fs::read_to_string(file).unwrap());
    let lines = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let is_question = |line: &String| {
        let case: Value = serde_json::from_str(line).unwrap();
        case["expect"].get("error").is_none()
    };
    lines.filter(is_question).collect()
}

/// A file of this name, which no other test uses, with this content.
pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> String {
    let path = nowhere(name);
    fs::write(&path, content).unwrap();
    path
}

/// The path of a file of this name that nobody has written.
pub(crate) fn nowhere(name: &str) -> String {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).to_str().unwrap().to_owned()
}
