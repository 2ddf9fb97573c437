//! The program of the target `question_json`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::question_json::check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(bytes));
