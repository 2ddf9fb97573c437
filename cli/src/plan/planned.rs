//! The plan of a line that is a question.

use closeout::plan::{Plan, WhatIf};

/// A plan, or the plan with what a change makes of it.
#[derive(Debug)]
pub(super) enum Planned {
    AsItIs(Plan),
    Otherwise(WhatIf),
}
