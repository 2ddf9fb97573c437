//! The program of the target `plans`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::plans::{Input, check};

libfuzzer_sys::fuzz_target!(|input: Input| check(&input));
