//! The program of the target `decide_laws`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::decide_laws::{Input, check};

libfuzzer_sys::fuzz_target!(|input: Input| check(&input));
