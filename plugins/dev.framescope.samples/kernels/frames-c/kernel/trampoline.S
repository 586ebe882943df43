# The way between user mode and the kernel: a page that every address space has at the same address,
# so that satp can be changed in it. The offsets are those of UserFrame (process.h).
#define SEPC 32*8
#define KERNEL_SATP 33*8
#define KERNEL_STACK_TOP 34*8
#define USER_TRAP 35*8

    .section .trampoline, "ax", @progbits
    .align 12
    .globl trampoline
trampoline:

# Where traps of user mode come in: sscratch has the UserFrame's address in the process.
    .globl userVector
    .type userVector, @function
userVector:
    csrrw a0, sscratch, a0
    sd ra, 1*8(a0)
    sd sp, 2*8(a0)
    sd gp, 3*8(a0)
    sd tp, 4*8(a0)
    sd t0, 5*8(a0)
    sd t1, 6*8(a0)
    sd t2, 7*8(a0)
    sd s0, 8*8(a0)
    sd s1, 9*8(a0)
    sd a1, 11*8(a0)
    sd a2, 12*8(a0)
    sd a3, 13*8(a0)
    sd a4, 14*8(a0)
    sd a5, 15*8(a0)
    sd a6, 16*8(a0)
    sd a7, 17*8(a0)
    sd s2, 18*8(a0)
    sd s3, 19*8(a0)
    sd s4, 20*8(a0)
    sd s5, 21*8(a0)
    sd s6, 22*8(a0)
    sd s7, 23*8(a0)
    sd s8, 24*8(a0)
    sd s9, 25*8(a0)
    sd s10, 26*8(a0)
    sd s11, 27*8(a0)
    sd t3, 28*8(a0)
    sd t4, 29*8(a0)
    sd t5, 30*8(a0)
    sd t6, 31*8(a0)
    csrr t0, sscratch
    sd t0, 10*8(a0)
    csrw sscratch, a0
    csrr t0, sepc
    sd t0, SEPC(a0)

    ld sp, KERNEL_STACK_TOP(a0)
    ld t0, USER_TRAP(a0)
    ld t1, KERNEL_SATP(a0)
    csrw satp, t1
    sfence.vma
    jalr t0
    j userReturn
    .size userVector, . - userVector

# userReturn(usize satp): on with the process of that address space.
    .globl userReturn
    .type userReturn, @function
userReturn:
    csrw satp, a0
    sfence.vma
    csrr a0, sscratch
    ld t0, SEPC(a0)
    csrw sepc, t0
    ld ra, 1*8(a0)
    ld sp, 2*8(a0)
    ld gp, 3*8(a0)
    ld tp, 4*8(a0)
    ld t0, 5*8(a0)
    ld t1, 6*8(a0)
    ld t2, 7*8(a0)
    ld s0, 8*8(a0)
    ld s1, 9*8(a0)
    ld a1, 11*8(a0)
    ld a2, 12*8(a0)
    ld a3, 13*8(a0)
    ld a4, 14*8(a0)
    ld a5, 15*8(a0)
    ld a6, 16*8(a0)
    ld a7, 17*8(a0)
    ld s2, 18*8(a0)
    ld s3, 19*8(a0)
    ld s4, 20*8(a0)
    ld s5, 21*8(a0)
    ld s6, 22*8(a0)
    ld s7, 23*8(a0)
    ld s8, 24*8(a0)
    ld s9, 25*8(a0)
    ld s10, 26*8(a0)
    ld s11, 27*8(a0)
    ld t3, 28*8(a0)
    ld t4, 29*8(a0)
    ld t5, 30*8(a0)
    ld t6, 31*8(a0)
    ld a0, 10*8(a0)
    sret
    .size userReturn, . - userReturn
