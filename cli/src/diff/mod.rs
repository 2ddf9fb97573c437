//! `closeout diff`: the accounts of a book that another policy would answer otherwise, and why.
//!
//! What belongs here: asking each question under both policies, and counting.
//! What never does: which parts of an answer count (`gist`), or how a difference looks (`shown`).

mod gist;
mod shown;

use crate::arguments::{DiffOptions, Format};
use crate::ask::{self, Malformed};
use crate::batch::{self, Batch};
use crate::exit::{Exit, Trouble};
use crate::json;
use crate::lines::{self, Line};
use crate::policies;
use crate::report::{self, Place};
use crate::terminal::Safe;
use crate::turns::Target;
use closeout::{lifecycle::Subject, providers, wire::Policies};
use gist::Gist;
use serde_json::Value;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

pub(crate) fn run(options: &DiffOptions) -> Result<Exit, Trouble> {
    let sides = Arc::new([Side::named(&options.before)?, Side::named(&options.after)?]);
    let comparing = Comparing { sides, format: options.format, counts: Counts::default() };
    let files = lines::or_standard_input(&options.book);
    let target = match options.format {
        Format::Json => Target::plain(io::stdout()),
        Format::Text => Target::coloured(options.color),
    };
    batch::run(files, batch::threads(options.threads), comparing, target)
}

/// One of the two policies, with the name that questions have for it.
struct Side {
    provider: String,
    policies: Policies,
}

impl Side {
    /// Returns a built-in provider, or else reads the file of this name.
    fn named(name: &str) -> Result<Self, Trouble> {
        let mut policies = Policies::built_in();
        let is_built_in = providers::PROFILES.iter().any(|profile| profile.provider == name);
        let provider = if is_built_in {
            name.to_owned()
        } else {
            policies::add(&mut policies, Path::new(name), policies::OR_PROVIDER)?
        };
        Ok(Self { provider, policies })
    }

    fn has(&self, subject: Subject) -> bool {
        self.policies.profile(&self.provider, subject).is_some()
    }

    /// Answers a question under this policy; what the question states beside the name stays as it is.
    fn answer(&self, line: &Line<'_>, question: &Value) -> Result<Gist, Malformed> {
        let mut renamed = question.clone();
        if let Some(provider) = renamed.pointer_mut("/policy/provider") {
            *provider = Value::from(self.provider.as_str());
        }
        let text = renamed.to_string();
        let line = Line { bytes: text.as_bytes(), ..*line };
        let question = ask::question(&line, self.policies.question())?;
        Gist::of(&question).map_err(|misuse| Malformed::contradiction(&question, &misuse))
    }
}

/// A run that asks each question twice.
#[derive(Clone)]
struct Comparing {
    sides: Arc<[Side; 2]>,
    format: Format,
    counts: Counts,
}

/// The numbers of the summary.
#[derive(Clone, Copy, Default)]
struct Counts {
    same: u64,
    different: u64,
    malformed: u64,
    /// Questions that name neither policy, or ask about a subject that one of them does not have.
    left_out: u64,
}

const fn count(number: &mut u64) {
    *number = number.saturating_add(1);
}

impl Batch for Comparing {
    fn line(&mut self, line: &Line<'_>, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        let question = match ask::question_of_any(line) {
            Ok(question) => question,
            Err(malformed) => return self.refuse(&malformed, place, out),
        };
        let [before, after] = self.sides.as_ref();
        if !is_about(&question, &self.sides) {
            count(&mut self.counts.left_out);
            return Ok(Exit::Success);
        }
        let answers = [before.answer(line, &question), after.answer(line, &question)];
        match answers {
            // Under neither policy is it a question.
            [Err(malformed), Err(_)] => self.refuse(&malformed, place, out),
            [Ok(before), Ok(after)] if before == after => {
                count(&mut self.counts.same);
                Ok(Exit::Success)
            }
            [before, after] => {
                count(&mut self.counts.different);
                let name = question.get("case").and_then(Value::as_str);
                let difference = shown::Difference { case: name, place, before, after };
                match self.format {
                    Format::Json => json::write_line(out, &difference.line())?,
                    Format::Text => difference.write_text(out)?,
                }
                Ok(Exit::Findings)
            }
        }
    }

    fn add(&mut self, other: &Self) {
        let (counts, others) = (&mut self.counts, &other.counts);
        counts.same = counts.same.saturating_add(others.same);
        counts.different = counts.different.saturating_add(others.different);
        counts.malformed = counts.malformed.saturating_add(others.malformed);
        counts.left_out = counts.left_out.saturating_add(others.left_out);
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        if self.format == Format::Json {
            return Ok(());
        }
        let Counts { same, different, malformed, left_out } = self.counts;
        writeln!(out, "{different} answered otherwise, {same} the same")?;
        if malformed > 0 {
            writeln!(out, "{malformed} malformed")?;
        }
        if left_out > 0 {
            writeln!(
                out,
                "{left_out} left out: they name neither policy, or one of the two has no such subject"
            )?;
        }
        Ok(())
    }
}

impl Comparing {
    fn refuse(&mut self, malformed: &Malformed, place: Place<'_>, out: &mut Vec<u8>) -> io::Result<Exit> {
        count(&mut self.counts.malformed);
        match self.format {
            Format::Json => json::write_refusal(out, place, malformed)?,
            Format::Text => {
                let line = report::line(place, malformed);
                writeln!(out, "malformed  {line}\n    {}", Safe(&malformed.message))?;
            }
        }
        Ok(Exit::Findings)
    }
}

/// Returns whether the question names one of the policies, and both have its kind of subject.
fn is_about(question: &Value, sides: &[Side; 2]) -> bool {
    let text = |pointer: &str| question.pointer(pointer).and_then(Value::as_str);
    // A question without a name or a subject is malformed under both, which is reported.
    let (Some(provider), Some(subject)) =
        (text("/policy/provider"), text("/subject").and_then(Subject::named))
    else {
        return true;
    };
    sides.iter().any(|side| side.provider == provider) && sides.iter().all(|side| side.has(subject))
}
