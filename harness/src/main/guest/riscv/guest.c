/*
 * The G-stage of RISC-V, probed from M-mode.
 *
 * registers: hgatp, menvcfg
 * answer:    mcause, or all ones where the access succeeded; mtval, or the word that was loaded, or
 *            where it was stored (all ones where that can't be told); mtval2; mepc
 */
#include "../server/server.h"

/* The host's MachineMemory says the same. */
enum {
  TELLING_SIZE = 64 << 20,
};
static const u64 TELLING = 0x90000000; /* a multiple of 256 MiB, which tags can name */

/* The opcode custom-3, which no extension of QEMU's uses. */
enum {
  ILLEGAL = 0x7b,
  NUMBER_SHIFT = 7,
};

enum {
  MPP_SUPERVISOR = 1 << 11,
  MPP_USER = 0,
};

struct trap {
  u64 cause, value, value2, pc;
};

extern volatile struct trap last_trap;
u64 guest_load(u64 gpa);
void guest_store(u64 gpa, u64 value);
void hfence_gvma(void);
void enter_guest(u64 pc, u64 mpp);

#define WRITE(csr, value) __asm__ volatile("csrw " #csr ", %0" ::"r"((u64)(value)))
#define READ(csr)                                     \
  ({                                                  \
    u64 value_;                                       \
    __asm__ volatile("csrr %0, " #csr : "=r"(value_)); \
    value_;                                           \
  })
#define HGATP 0x680
#define VSATP 0x280
#define HSTATUS 0x600
#define MENVCFG 0x30a
#define CSR_WRITE(number, value) WRITE_(number, value)
#define WRITE_(number, value) WRITE(number, value)
#define CSR_READ(number) READ_(number)
#define READ_(number) READ(number)

static const u64 NUMBERS = 0x1ffffff;
static const u64 NO_TRAP = ~0UL;
static const u64 UNKNOWN = ~0UL;

/* Two illegal instructions that name their address, in units of eight bytes. */
static u64 tag(u64 at) {
  u64 instruction = ILLEGAL | (at >> 3 & NUMBERS) << NUMBER_SHIFT;
  return instruction << 32 | instruction;
}

void prepare(u64 identity[ANSWER_WORDS]) {
  for (u64 at = TELLING; at < TELLING + TELLING_SIZE; at += sizeof(u64)) {
    *(volatile u64 *)at = tag(at);
  }
  CSR_WRITE(VSATP, 0);
  CSR_WRITE(HSTATUS, 2UL << 32 | 1 << 8); /* VSXL = 64 bits; SPVP: loads and stores as VS-mode */
  CSR_WRITE(MENVCFG, ~0UL);
  identity[0] = READ(misa);
  identity[1] = CSR_READ(MENVCFG);
  identity[2] = READ(mvendorid);
  identity[3] = READ(mimpid);
}

void configure(const u64 registers[REGISTERS]) {
  CSR_WRITE(HGATP, registers[0]);
  CSR_WRITE(MENVCFG, registers[1]);
}

void invalidate(void) {
  hfence_gvma();
}

/* The address that a tag names. */
static u64 named_by(u64 word) {
  return (TELLING & ~(NUMBERS << 3 | 7)) | (word >> NUMBER_SHIFT & NUMBERS) << 3;
}

static int is_telling(u64 at) {
  return at >= TELLING && at < TELLING + TELLING_SIZE;
}

/* Where a store of zero went: the word beside it tells, and memory must agree. The tag is put
 * back. */
static u64 stored_at(u64 gpa) {
  u64 beside = guest_load(gpa ^ sizeof(u64));
  if (last_trap.cause != NO_TRAP) {
    return UNKNOWN;
  }
  u64 at = named_by(beside) ^ sizeof(u64);
  if (!is_telling(at) || beside != tag(at ^ sizeof(u64)) || *(volatile u64 *)at != 0) {
    return UNKNOWN;
  }
  *(volatile u64 *)at = tag(at);
  return at;
}

void probe(u64 gpa, u64 access, u64 answer[ANSWER_WORDS]) {
  u64 value = 0;
  last_trap.cause = NO_TRAP;
  switch (access & ACCESS_KINDS) {
    case ACCESS_READ:
      value = guest_load(gpa);
      break;
    case ACCESS_WRITE:
      guest_store(gpa, 0);
      break;
    case ACCESS_EXECUTE:
      enter_guest(gpa, MPP_SUPERVISOR);
      break;
    default:
      enter_guest(gpa, MPP_USER);
      break;
  }
  answer[0] = last_trap.cause;
  answer[1] = last_trap.cause == NO_TRAP ? value : last_trap.value;
  answer[2] = last_trap.value2;
  answer[3] = last_trap.pc;
  if (last_trap.cause == NO_TRAP && (access & ACCESS_KINDS) == ACCESS_WRITE) {
    answer[1] = stored_at(gpa);
  }
}
