/*
 * Stage 2 of AArch64, probed from EL2.
 *
 * registers: VTCR_EL2, VTTBR_EL2, HCR_EL2, IPA of the companion page
 * answer:    how it ended, then as enum ending says
 */
#include "../server/server.h"

/* The host's MachineMemory says the same. */
enum {
  TELLING = 0x50000000,
  TELLING_SIZE = 64 << 20,
  COMPANION = 0x4a000000,
  PAGE_SHIFT = 12,
};

enum ending {
  BY_INSTRUCTION = 0, /* an address translation instruction: PAR_EL1 */
  OWN_ABORT = 1,      /* it was aborted: ESR_EL2 */
  ABORT = 2,          /* an abort of the guest's access: ESR_EL2, HPFAR_EL2 */
  EXECUTED = 3,       /* the guest ran a BRK: its number */
  LOADED = 4,         /* the guest loaded: the word */
  STORED = 5,         /* the guest stored: where, as far as that can be told, else all ones */
  AT_EL1 = 6,         /* an exception of the guest's own: ESR_EL1, FAR_EL1 */
  LOST = 7,           /* anything else: vector, ESR_EL2, ELR_EL2 */
};

/* The companion page: the guest's vectors, then code. */
enum {
  VECTORS_BRK = 0xe1,
  LOAD_OFFSET = 0x800,
  STORE_OFFSET = 0x810,
  LDR_X1_X0 = 0xf9400001,
  STR_XZR_X0 = 0xf900001f,
  BRK = 0xd4200000,
};

enum {
  EL1H = 0x3c5, /* all interrupts masked */
  EL0T = 0x3c0,
  CLASS_SHIFT = 26,
  CLASS_BRK = 0x3c,
  CLASS_INSTRUCTION_ABORT = 0x20,
  CLASS_DATA_ABORT = 0x24,
  SYNCHRONOUS_FROM_AARCH64 = 8,
};

struct visit {
  u64 vector, esr, hpfar, elr, x1;
};

void enter_guest(u64 pc, u64 spsr, u64 x0, struct visit *visit);
extern volatile u64 own_syndrome;

static u64 companion;

#define WRITE(register, value) __asm__ volatile("msr " #register ", %0" ::"r"((u64)(value)))
#define READ(register)                                    \
  ({                                                      \
    u64 value_;                                           \
    __asm__ volatile("mrs %0, " #register : "=r"(value_)); \
    value_;                                               \
  })
#define TRANSLATE(kind, address)                                            \
  ({                                                                        \
    __asm__ volatile("at " #kind ", %0\n isb" ::"r"(address) : "memory");   \
    READ(par_el1);                                                          \
  })

void prepare(u64 identity[ANSWER_WORDS]) {
  for (u64 at = TELLING; at < TELLING + TELLING_SIZE; at += sizeof(u64)) {
    u64 brk = BRK | (at >> PAGE_SHIFT & 0xffff) << 5;
    *(volatile u64 *)at = brk << 32 | brk;
  }
  volatile u32 *code = (volatile u32 *)(u64)COMPANION;
  for (u64 i = 0; i < LOAD_OFFSET / sizeof(u32); i++) {
    code[i] = BRK | VECTORS_BRK << 5;
  }
  volatile u32 *load = (volatile u32 *)(u64)(COMPANION + LOAD_OFFSET);
  load[0] = LDR_X1_X0;
  load[1] = BRK | 1 << 5;
  volatile u32 *store = (volatile u32 *)(u64)(COMPANION + STORE_OFFSET);
  store[0] = STR_XZR_X0;
  store[1] = BRK | 2 << 5;
  identity[0] = READ(id_aa64mmfr0_el1);
  identity[1] = READ(id_aa64mmfr1_el1);
  identity[2] = READ(id_aa64mmfr2_el1);
  identity[3] = READ(midr_el1);
}

void configure(const u64 registers[REGISTERS]) {
  WRITE(vtcr_el2, registers[0]);
  WRITE(vttbr_el2, registers[1]);
  WRITE(hcr_el2, registers[2]);
  companion = registers[3];
  WRITE(vbar_el1, companion);
  __asm__ volatile("isb");
}

void invalidate(void) {
  __asm__ volatile("dsb ish\n tlbi alle1\n dsb ish\n isb" ::: "memory");
}

static void by_instruction(u64 gpa, u64 access, u64 *answer) {
  own_syndrome = 0;
  u64 par = access == ACCESS_WRITE ? TRANSLATE(s12e1w, gpa) : TRANSLATE(s12e1r, gpa);
  answer[0] = own_syndrome != 0 ? OWN_ABORT : BY_INSTRUCTION;
  answer[1] = own_syndrome != 0 ? own_syndrome : par;
}

/* Where a store went: translation says, and memory must agree. The tag is put back. */
static u64 stored_at(u64 gpa) {
  u64 par = TRANSLATE(s12e1w, gpa);
  u64 at = (par & 0xffffffffff000) | (gpa & 0xfff);
  int telling = at >= TELLING && at < TELLING + TELLING_SIZE;
  if ((par & 1) != 0 || !telling || *(volatile u64 *)at != 0) {
    return ~0UL;
  }
  u64 brk = BRK | (at >> PAGE_SHIFT & 0xffff) << 5;
  *(volatile u64 *)at = brk << 32 | brk;
  return at;
}

static void by_guest(u64 gpa, u64 access, u64 *answer) {
  struct visit visit;
  int data = access == ACCESS_READ || access == ACCESS_WRITE;
  u64 offset = access == ACCESS_READ ? LOAD_OFFSET : STORE_OFFSET;
  u64 pc = data ? companion + offset : gpa;
  enter_guest(pc, access == ACCESS_USER_EXECUTE ? EL0T : EL1H, gpa, &visit);
  u64 class = visit.esr >> CLASS_SHIFT;
  u64 number = visit.esr & 0xffff;
  answer[1] = visit.esr;
  answer[2] = visit.hpfar;
  answer[3] = visit.elr;
  if (visit.vector != SYNCHRONOUS_FROM_AARCH64) {
    answer[0] = LOST;
  } else if (class == CLASS_BRK && data && visit.elr == pc + sizeof(u32)) {
    answer[0] = access == ACCESS_READ ? LOADED : STORED;
    answer[1] = access == ACCESS_READ ? visit.x1 : stored_at(gpa);
  } else if (class == CLASS_BRK && !data && visit.elr == gpa) {
    answer[0] = EXECUTED;
    answer[1] = number;
  } else if (class == CLASS_BRK && number == VECTORS_BRK) {
    answer[0] = AT_EL1;
    answer[1] = READ(esr_el1);
    answer[2] = READ(far_el1);
  } else if (data && visit.elr == pc && class == CLASS_INSTRUCTION_ABORT) {
    by_instruction(gpa, access, answer); /* not even our own page can be run */
  } else if (visit.elr == pc && class == (data ? CLASS_DATA_ABORT : CLASS_INSTRUCTION_ABORT)) {
    answer[0] = ABORT;
  } else {
    answer[0] = LOST;
  }
}

void probe(u64 gpa, u64 access, u64 answer[ANSWER_WORDS]) {
  u64 kind = access & ACCESS_KINDS;
  answer[2] = answer[3] = 0;
  if (kind <= ACCESS_WRITE && (access & ACCESS_REAL) == 0) {
    by_instruction(gpa, kind, answer);
  } else {
    by_guest(gpa, kind, answer);
  }
}
