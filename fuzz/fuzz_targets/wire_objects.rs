//! The program of the target `wire_objects`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::wire_objects::check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(bytes));
