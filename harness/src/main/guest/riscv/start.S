# Start, traps, and the instructions that access memory as the guest. Everything of ours runs in
# M-mode, where addresses are physical.
    .section .text.start, "ax"
    .globl _start
_start:
    la sp, stack_top
    la t0, trap
    csrw mtvec, t0
    csrw mscratch, zero
    csrw mie, zero
    csrw medeleg, zero          # all traps come to M-mode
    csrw mideleg, zero
    li t0, -1
    csrw pmpaddr0, t0           # all of memory, or the guest's walks are refused
    li t0, 0x1f
    csrw pmpcfg0, t0
    call serve
    j .

    # The three instructions that QEMU knows must not be compressed, nor cross a page.
    .option push
    .option norvc
    .balign 16
    .globl semihost
semihost:
    slli x0, x0, 0x1f
    ebreak
    srai x0, x0, 7
    ret
    .option pop

    # Functions of one instruction. Where it traps, the handler notes that and skips it. The
    # assembler doesn't know the hypervisor extension.
    .macro access name, instruction:vararg
    .globl \name
    .balign 4
\name:
    .option push
    .option norvc
    \instruction
    .option pop
    ret
    .endm
    access guest_load, .insn r 0x73, 4, 0x36, a0, a0, x0     # hlv.d a0, (a0)
    access guest_store, .insn r 0x73, 4, 0x37, x0, a0, a1    # hsv.d a1, (a0)

    .globl hfence_gvma
hfence_gvma:
    .insn r 0x73, 0, 0x31, x0, x0, x0
    ret

# void enter_guest(u64 pc, u64 mpp)
# Runs the guest until it traps. mpp: the bits of mstatus.MPP. The guest runs nothing that changes a
# register.
    .globl enter_guest
enter_guest:
    addi sp, sp, -16
    sd ra, 0(sp)
    csrw mscratch, sp
    csrw mepc, a0
    li t0, (3 << 11) | (1 << 39)
    csrc mstatus, t0
    li t0, 1 << 39              # MPV: the guest's modes
    or t0, t0, a1
    csrs mstatus, t0
    mret

    .balign 4
trap:
    la t0, last_trap
    csrr t1, mcause
    sd t1, 0(t0)
    csrr t1, mtval
    sd t1, 8(t0)
    csrr t1, 0x34b              # mtval2
    sd t1, 16(t0)
    csrr t1, mepc
    sd t1, 24(t0)
    csrr t2, mscratch
    bnez t2, left_guest
    addi t1, t1, 4
    csrw mepc, t1
    mret
left_guest:
    csrw mscratch, zero
    mv sp, t2
    ld ra, 0(sp)
    addi sp, sp, 16
    ret

    .bss
    .balign 8
    .globl last_trap
last_trap:
    .space 32
