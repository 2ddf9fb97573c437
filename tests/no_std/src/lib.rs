//! A static library without `std` that asks the crate for a decision. It only has to build: the standard library
//! brings a panic handler of its own, and the compiler refuses a second one (E0152) as soon as anything in the
//! dependency tree links it.
#![no_std]

use closeout::{
    Command, Facts, Policy, PolicyOptions, State, Status, Verdict, decide, lifecycle::Phase,
    providers::upvest,
};
use core::alloc::{GlobalAlloc, Layout};
use core::panic::PanicInfo;
use core::ptr::null_mut;

/// Whether an active account of which nothing is known is permitted to close: it never is.
#[unsafe(no_mangle)]
pub extern "C" fn closeout_permits() -> bool {
    let options = PolicyOptions::prudent();
    let policy = Policy::new(&upvest::ACCOUNT, options);
    let Some(active) = policy.lifecycle().status_in(Phase::Active) else {
        return false;
    };
    let Ok(now) = "2026-02-02T09:00:00Z".parse() else {
        return false;
    };
    let (state, facts, command) = (State::new(Status::known(active)), Facts::unknown(), Command::request());
    decide(&policy, &state, &facts, &command, now)
        .is_ok_and(|decision| decision.verdict() == Verdict::Permitted)
}

/// Has no memory to give: the library is built, never run.
struct NoMemory;

#[global_allocator]
static NO_MEMORY: NoMemory = NoMemory;

// SAFETY: null, which says that there is no memory, keeps every promise about the memory that is given; and what was
// never given is never handed back. `unsafe` is needed because `alloc` asks for an allocator, and every one is.
unsafe impl GlobalAlloc for NoMemory {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

/// The second of its kind if `std` is there, too.
#[panic_handler]
fn halt(_: &PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}
