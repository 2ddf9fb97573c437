//! The program of the target `policy_raw`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::policy_raw::check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(bytes));
