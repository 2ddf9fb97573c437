//! The program of the target `tax_year`; what it asserts is in the module of that name.

#![no_main]

use closeout_fuzz::tax_year::{Input, check};

libfuzzer_sys::fuzz_target!(|input: Input| check(input));
