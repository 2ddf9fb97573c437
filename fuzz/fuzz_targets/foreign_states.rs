//! The program of the target `foreign_states`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::foreign_states::{Input, check};

libfuzzer_sys::fuzz_target!(|input: Input| check(&input));
