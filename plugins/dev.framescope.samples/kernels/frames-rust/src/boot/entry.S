# Entered by the SBI in S-mode, paging off, at the load address: a0 = hart id, a1 = device tree.
# The kernel is linked 0x40000000 above; until the jump to higher_half everything is addressed
# relative to the pc.
    .section .text.entry, "ax", @progbits
    .globl start
    .type start, @function
start:
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
    mv s1, a0
    mv s2, a1
    # The satp of a page table that has the kernel at its load and at its link address.
    call prepare_paging
    csrw satp, a0
    sfence.vma
    # From here on at the link address.
    li t1, 0x40000000
    add sp, sp, t1
    la t0, higher_half
    add t0, t0, t1
    jr t0
    .size start, . - start

    .type higher_half, @function
higher_half:
    mv a0, s1
    mv a1, s2
    li s0, 0
    li ra, 0
    call rust_main
3:  j 3b
    .size higher_half, . - higher_half

    .section .bss.stack, "aw", @nobits
    .align 12
    .globl bootstack
bootstack:
    .space 4096 * 16
    .globl bootstacktop
bootstacktop:
