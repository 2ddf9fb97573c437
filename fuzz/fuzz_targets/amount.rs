//! The program of the target `amount`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::amount::check;

libfuzzer_sys::fuzz_target!(|text: &str| check(text));
