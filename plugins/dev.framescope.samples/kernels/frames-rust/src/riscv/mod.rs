//! What the privileged architecture defines.

pub mod addr;
pub mod paging;
pub mod register;
