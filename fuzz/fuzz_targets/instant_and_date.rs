//! The program of the target `instant_and_date`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::instant_and_date::check;

libfuzzer_sys::fuzz_target!(|text: &str| check(text));
