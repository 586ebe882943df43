# Entered in M-mode on hart 0. Runs work() in S-mode under Sv39, then powers off by the test finisher.
#define TEST_FINISHER 0x100000
#define FINISHER_PASS 0x5555
#define MSTATUS_MPP_S (1 << 11)
#define MSTATUS_MPP (3 << 11)
#define PMP_ALL_RWX 0x1f

    .section .text.entry, "ax"
    .globl _start
    .type _start, @function
_start:
    la t0, trap
    csrw mtvec, t0
    la sp, stacktop
    call makePageTables
    csrw satp, a0
    sfence.vma

    # S-mode may access everything.
    li t0, -1
    csrw pmpaddr0, t0
    li t0, PMP_ALL_RWX
    csrw pmpcfg0, t0

    li t0, MSTATUS_MPP
    csrc mstatus, t0
    li t0, MSTATUS_MPP_S
    csrs mstatus, t0
    la t0, inSupervisorMode
    csrw mepc, t0
    mret

inSupervisorMode:
    call work
    li t0, TEST_FINISHER
    li t1, FINISHER_PASS
    sw t1, 0(t0)
1:  j 1b

    # No trap is expected: fails with code 1.
    .align 2
trap:
    li t0, TEST_FINISHER
    li t1, 0x13333
    sw t1, 0(t0)
1:  j 1b
    .size _start, . - _start

    .section .bss
    .align 12
    .space 65536
stacktop:
