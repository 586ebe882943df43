use core::cell::UnsafeCell;
use core::hint::spin_loop;
use core::ops::Deref;
use core::sync::atomic::{AtomicU8, Ordering};

const EMPTY: u8 = 0;
const BUSY: u8 = 1;
const READY: u8 = 2;

/// A value that is made when it is first asked for.
pub struct Lazy<T> {
    state: AtomicU8,
    value: UnsafeCell<Option<T>>,
    make: fn() -> T,
}

unsafe impl<T: Send + Sync> Sync for Lazy<T> {}

impl<T> Lazy<T> {
    pub const fn new(make: fn() -> T) -> Lazy<T> {
        Lazy { state: AtomicU8::new(EMPTY), value: UnsafeCell::new(None), make }
    }

    #[cold]
    fn initialize(&self) {
        let first = self.state.compare_exchange(EMPTY, BUSY, Ordering::Acquire, Ordering::Acquire);
        if first.is_ok() {
            unsafe { *self.value.get() = Some((self.make)()) };
            self.state.store(READY, Ordering::Release);
        }
        while self.state.load(Ordering::Acquire) != READY {
            spin_loop();
        }
    }
}

impl<T> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        if self.state.load(Ordering::Acquire) != READY {
            self.initialize();
        }
        match unsafe { &*self.value.get() } {
            Some(value) => value,
            None => unreachable!("a lazy value is ready, but not there"),
        }
    }
}
