//! The system's allocator, counting the bytes: costs are tested by what is asked for, not by time.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

struct Counting;

/// The bytes that were asked for, in sum.
pub static ALLOCATED: AtomicUsize = AtomicUsize::new(0);
/// The bytes that are held.
pub static HELD: AtomicUsize = AtomicUsize::new(0);
/// The most that were held at once since this was set.
pub static PEAK: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// How often this thread asked for memory, and for how many bytes in sum. No other thread disturbs these.
    pub static OF_THREAD: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

// SAFETY: everything is handed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let size = layout.size();
        ALLOCATED.fetch_add(size, SeqCst);
        PEAK.fetch_max(HELD.fetch_add(size, SeqCst).wrapping_add(size), SeqCst);
        OF_THREAD.with(|counts| {
            let (times, bytes) = counts.get();
            counts.set((times.wrapping_add(1), bytes.wrapping_add(size)));
        });
        // SAFETY: the caller's promise is handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), SeqCst);
        // SAFETY: the caller's promise is handed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;
