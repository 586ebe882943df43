//! What compiled Rust calls without saying so: in place of the crate of this name, which Debian's
//! rust-src does not have.

#![no_std]
// Or a loop that copies would become a call of memcpy.
#![no_builtins]
#![feature(compiler_builtins)]
#![compiler_builtins]

/// Copies upwards.
unsafe fn copy_up(to: *mut u8, from: *const u8, count: usize) {
    let words = if (to as usize | from as usize) % 8 == 0 { count / 8 } else { 0 };
    for i in 0..words {
        *(to as *mut u64).add(i) = *(from as *const u64).add(i);
    }
    for i in words * 8..count {
        *to.add(i) = *from.add(i);
    }
}

#[no_mangle]
pub unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, count: usize) -> *mut u8 {
    copy_up(to, from, count);
    to
}

#[no_mangle]
pub unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, count: usize) -> *mut u8 {
    if (to as usize).wrapping_sub(from as usize) >= count {
        copy_up(to, from, count);
    } else {
        let mut i = count;
        while i > 0 {
            i -= 1;
            *to.add(i) = *from.add(i);
        }
    }
    to
}

#[no_mangle]
pub unsafe extern "C" fn memset(to: *mut u8, value: i32, count: usize) -> *mut u8 {
    let word = value as u8 as u64 * 0x0101_0101_0101_0101;
    let words = if to as usize % 8 == 0 { count / 8 } else { 0 };
    for i in 0..words {
        *(to as *mut u64).add(i) = word;
    }
    for i in words * 8..count {
        *to.add(i) = value as u8;
    }
    to
}

#[no_mangle]
pub unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, count: usize) -> i32 {
    for i in 0..count {
        let difference = *a.add(i) as i32 - *b.add(i) as i32;
        if difference != 0 {
            return difference;
        }
    }
    0
}

#[no_mangle]
pub unsafe extern "C" fn bcmp(a: *const u8, b: *const u8, count: usize) -> i32 {
    memcmp(a, b, count)
}
