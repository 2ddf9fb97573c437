//! The reasons why an account closes: the canonical causes, their initiators, and the disclosure to customers.
//!
//! What belongs here: cause × initiator × disclosure with the row of each cause, and how a system's strings are read
//! into them and written again.
//! What never does: a system's own strings (`knowledge`), and the decision to close.
//!
//! Most systems mix three things in one string: the cause, the initiator, and the disclosure. Here they are separate.
//! The engine never guesses: an undescribed string stays as it is and maps to nothing. A string that differs from a
//! known one in its spelling alone is read as that one and reported as a near match, so that a typing error never makes
//! a withheld cause an open one. Free text that a provider wrote is withheld until somebody releases it.
//!
//! ```
//! use closeout::reason::Fidelity;
//! use closeout::reason_systems;
//! let (udara360, iso) = (&reason_systems::UDARA360, &reason_systems::ISO20022);
//! let mapping = udara360.map(iso, "Court order");
//! assert_eq!(mapping.reading().original(), "Court order");
//! assert_eq!(mapping.string(), Some("ASIN"));
//! assert_eq!(mapping.fidelity(), Fidelity::Widened); // the standard says who instructed the closing, not why
//! assert_eq!(udara360.map(&reason_systems::UPVEST, "Court order").fidelity(), Fidelity::Unmappable);
//! ```

mod cause;
mod causes;
mod customer;
mod defaults;
mod disclosure;
mod initiator;
mod loss;
mod read;
mod spelling;
mod system;
mod write;

pub use cause::Cause;
pub(crate) use causes::SPECIFIC_REASONS;
pub use customer::{Classified, CustomerText, Disclosed, Neutral, OpenReason, Summary};
pub use disclosure::{Audience, Condition, Disclosure, SpecificReasons};
pub use initiator::Initiator;
pub use loss::{Fidelity, Loss};
pub use read::{Meaning, Reading};
pub use system::{Author, Fit, FreeText, Row, SaysWho, Sense, Standing, System};
pub use write::{Mapping, Written};
