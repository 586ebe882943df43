// What user programs ask the kernel for: the number in a7, arguments in a0 and a1, the result in a0.
#ifndef SYSCALL_H
#define SYSCALL_H

// (text, length)
#define SYS_WRITE 1
// Lets the other processes run.
#define SYS_YIELD 2
#define SYS_GETPID 3
// (pages): zeroed memory behind the last one; its address, or 0 when there is none left.
#define SYS_GROW 4
// (code)
#define SYS_EXIT 5

// What a system call returns that could not be served.
#define SYS_FAILED (-1UL)

#endif
