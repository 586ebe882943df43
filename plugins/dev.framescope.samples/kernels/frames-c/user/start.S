# Where a program begins, with its stack.
    .section .text.start
    .globl _start
    .type _start, @function
_start:
    # No caller: where a debugger's walk through the frame pointers ends.
    li s0, 0
    li ra, 0
    call main
    call exitProgram
    .size _start, . - _start
