//! The plan of a line that is a question.

use closeout::plan::{Plan, WhatIf};

/// A plan, or a plan with the plan after one change.
#[derive(Debug)]
pub(super) enum Planned {
    AsItIs(Plan),
    Otherwise(WhatIf),
}
