//! The program of the target `drafts`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::drafts::{Input, check};

libfuzzer_sys::fuzz_target!(|input: Input| check(&input));
