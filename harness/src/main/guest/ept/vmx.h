/* The VMX instructions, and the VMCS fields that are used (Intel SDM volume 3D, appendix B). */
#pragma once

#include "machine.h"

enum vmcs_field {
  /* What controls the guest. */
  PIN_BASED_CONTROLS = 0x4000,
  PRIMARY_CONTROLS = 0x4002,
  EXCEPTION_BITMAP = 0x4004,
  EXIT_CONTROLS = 0x400c,
  ENTRY_CONTROLS = 0x4012,
  SECONDARY_CONTROLS = 0x401e,
  EPT_POINTER = 0x201a,

  /* What an exit tells. */
  GUEST_PHYSICAL_ADDRESS = 0x2400,
  INSTRUCTION_ERROR = 0x4400,
  EXIT_REASON = 0x4402,
  EXIT_QUALIFICATION = 0x6400,
  GUEST_LINEAR_ADDRESS = 0x640a,

  /* The guest's state. Segments are in the order ES, CS, SS, DS, FS, GS, LDTR, TR. */
  GUEST_SELECTORS = 0x800,
  GUEST_LIMITS = 0x4800,
  GUEST_ACCESS_RIGHTS = 0x4814,
  GUEST_BASES = 0x6806,
  VMCS_LINK_POINTER = 0x2800,
  GUEST_EFER = 0x2806,
  GUEST_INTERRUPTIBILITY = 0x4824,
  GUEST_ACTIVITY = 0x4826,
  GUEST_CR0 = 0x6800,
  GUEST_CR3 = 0x6802,
  GUEST_CR4 = 0x6804,
  GUEST_DR7 = 0x681a,
  GUEST_RSP = 0x681c,
  GUEST_RIP = 0x681e,
  GUEST_RFLAGS = 0x6820,
  GUEST_PENDING_DEBUG = 0x6822,

  /* The monitor's state, restored by an exit. */
  HOST_SELECTORS = 0xc00,
  HOST_EFER = 0x2c02,
  HOST_CR0 = 0x6c00,
  HOST_CR3 = 0x6c02,
  HOST_CR4 = 0x6c04,
  HOST_TR_BASE = 0x6c0a,
  HOST_GDTR_BASE = 0x6c0c,
  HOST_RSP = 0x6c14,
  HOST_RIP = 0x6c16,
};

enum vmx_msr {
  MSR_FEATURE_CONTROL = 0x3a,
  MSR_VMX_BASIC = 0x480,
  MSR_PIN_BASED_CONTROLS = 0x481,
  MSR_PRIMARY_CONTROLS = 0x482,
  MSR_EXIT_CONTROLS = 0x483,
  MSR_ENTRY_CONTROLS = 0x484,
  MSR_SECONDARY_CONTROLS = 0x48b,
  MSR_EPT_VPID_CAP = 0x48c,
};

static inline u64 vmread(u64 field) {
  u64 value = 0;
  asm volatile("vmread %1, %0" : "=r"(value) : "r"(field) : "cc");
  return value;
}

/* Whether the field exists and can be written. */
static inline int try_vmwrite(u64 field, u64 value) {
  u8 failed;
  asm volatile("vmwrite %2, %1; setna %0" : "=qm"(failed) : "r"(field), "r"(value) : "cc");
  return !failed;
}

static inline void vmwrite(u64 field, u64 value) {
  if (!try_vmwrite(field, value)) {
    fail("vmwrite of field", field);
  }
}

/* All guest-physical and combined mappings of all EPTPs. */
static inline void invept_all(void) {
  struct {
    u64 eptp, reserved;
  } descriptor = {0, 0};
  asm volatile("invept %0, %1" : : "m"(descriptor), "r"(2ull) : "cc", "memory");
}

/* What the guest finds in its registers, and leaves there. */
struct guest_registers {
  u64 rax;
  u64 rdi;
};

/* Runs the guest until it exits. Returns 0, or 1 where VM entry itself failed. */
int enter_guest(struct guest_registers *registers, int launched);

/* Where an exit goes on; enter_guest.S. */
extern char vm_exit[];
