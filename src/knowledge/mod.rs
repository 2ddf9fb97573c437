//! The known facts about the world: one row per jurisdiction, one profile per provider, one vocabulary per system.
//!
//! What belongs here: data with its sources, in the shapes that the core defines.
//! What never does: logic; adding a provider or a jurisdiction touches this room alone.

pub mod jurisdictions;
pub mod providers;
pub mod reasons;
pub mod retention;
