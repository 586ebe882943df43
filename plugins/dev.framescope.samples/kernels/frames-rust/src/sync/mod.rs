//! Global state: `static FOO: Lazy<Mutex<Foo>>`.

mod lazy;
mod mutex;

pub use lazy::Lazy;
pub use mutex::{Mutex, MutexGuard};
