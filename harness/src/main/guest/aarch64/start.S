// Start, exceptions and entry of the guest. Everything of ours runs at EL2 with the MMU off.
    .section .text.start, "ax"
    .globl _start
_start:
    mrs x0, CurrentEL
    cmp x0, #(2 << 2)
    b.ne .                      // QEMU must be started with virtualization=on
    ldr x0, =stack_top
    mov sp, x0
    adr x0, vectors
    msr vbar_el2, x0
    msr cptr_el2, xzr           // no traps of floating point
    msr sctlr_el1, xzr          // the guest has no stage 1
    mov x0, #(1 << 8)
    msr mdcr_el2, x0            // TDE: the guest's BRK comes to EL2
    isb
    bl serve
    b .

    .globl semihost
semihost:
    hlt #0xf000
    ret

// void enter_guest(u64 pc, u64 spsr, u64 x0, struct visit *visit)
// Runs the guest until an exception brings it back to EL2. It changes x1 at most, and no memory that
// the program knows of, so only what the C caller may lose is lost.
    .globl enter_guest
enter_guest:
    stp x3, x30, [sp, #-16]!
    msr elr_el2, x0
    msr spsr_el2, x1
    mov x0, x2
    mov x1, xzr
    eret

left_guest:                     // x9: number of the vector
    ldp x3, x30, [sp], #16
    mrs x10, esr_el2
    stp x9, x10, [x3]
    mrs x9, hpfar_el2
    mrs x10, elr_el2
    stp x9, x10, [x3, #16]
    str x1, [x3, #32]
    ret

// An exception of our own. Only address translation instructions may cause one: an external abort
// of their walk. Its syndrome is noted and the instruction skipped.
own_exception:
    stp x0, x1, [sp, #-16]!
    ldr x0, =own_syndrome
    mrs x1, esr_el2
    str x1, [x0]
    mrs x1, elr_el2
    add x1, x1, #4
    msr elr_el2, x1
    ldp x0, x1, [sp], #16
    eret

    .balign 2048
vectors:
    .irp number, 0, 1, 2, 3
    .balign 128
    b .
    .endr
    .balign 128
    b own_exception
    .irp number, 5, 6, 7
    .balign 128
    b .
    .endr
    .irp number, 8, 9, 10, 11, 12, 13, 14, 15
    .balign 128
    mov x9, #\number
    b left_guest
    .endr

    .bss
    .balign 8
    .globl own_syndrome
own_syndrome:
    .space 8
