# Entered by the SBI in S-mode, paging off: a0 = hart id, a1 = device tree.
    .section .text.entry
    .globl _start
    .type _start, @function
_start:
    la t0, sbss
    la t1, ebss
1:  bgeu t0, t1, 2f
    sd zero, 0(t0)
    addi t0, t0, 8
    j 1b
2:  la sp, bootstacktop
    # No caller: where a debugger's walk through the frame pointers ends.
    li s0, 0
    li ra, 0
    call main
3:  j 3b
    .size _start, . - _start

    .section .bss.stack, "aw", @nobits
    .align 12
    .globl bootstack
bootstack:
    .space 4096 * 16
    .globl bootstacktop
bootstacktop:
