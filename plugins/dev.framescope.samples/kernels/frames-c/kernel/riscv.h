// CSRs and page-table bits of the RISC-V privileged architecture.
#ifndef RISCV_H
#define RISCV_H

#include "types.h"

#define readCsr(name)                                   \
    ({                                                  \
        usize value;                                    \
        asm volatile("csrr %0, " #name : "=r"(value));  \
        value;                                          \
    })
#define writeCsr(name, value) asm volatile("csrw " #name ", %0" ::"r"((usize)(value)) : "memory")
#define setCsr(name, bits) asm volatile("csrs " #name ", %0" ::"r"((usize)(bits)) : "memory")
#define clearCsr(name, bits) asm volatile("csrc " #name ", %0" ::"r"((usize)(bits)) : "memory")

#define SSTATUS_SIE (1UL << 1)
#define SSTATUS_SPIE (1UL << 5)
#define SSTATUS_SPP (1UL << 8)
#define SIE_STIE (1UL << 5)
#define SCAUSE_INTERRUPT (1UL << 63)
#define SCAUSE_CODE 0xfffUL
#define IRQ_S_TIMER 5
#define SCAUSE_USER_ECALL 8

#define SATP_SV39 (8UL << 60)
#define SATP_ASID_SHIFT 44

#define PTE_V (1UL << 0)
#define PTE_R (1UL << 1)
#define PTE_W (1UL << 2)
#define PTE_X (1UL << 3)
#define PTE_U (1UL << 4)
#define PTE_G (1UL << 5)
#define PTE_A (1UL << 6)
#define PTE_D (1UL << 7)
#define PTE_PPN_SHIFT 10

#endif
