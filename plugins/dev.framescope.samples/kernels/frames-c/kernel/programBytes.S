# The user programs, without their symbols and debug information: a debugger has those from the
# programs' own files.
    .section .rodata
    .globl sortProgram
    .align 3
sortProgram:
    .incbin "sort.stripped"
    .globl primesProgram
    .align 3
primesProgram:
    .incbin "primes.stripped"
