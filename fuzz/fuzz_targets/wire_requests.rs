//! The program of the target `wire_requests`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::wire_requests::{Input, check};

libfuzzer_sys::fuzz_target!(|input: Input| check(&input));
