//! What is known of the world: one row per jurisdiction, one profile per provider.
//!
//! What belongs here: data with its sources, in the shapes that the core defines.
//! What never does: logic; adding a provider or a jurisdiction touches this room alone.

pub mod jurisdictions;
pub mod providers;
