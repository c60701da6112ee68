/*
 * The guest runs in 64-bit mode and makes one access. Its own code and paging structures need EPT
 * too, so they lie where the probe isn't: guest physical memory has 2^40 bytes, two entries of the
 * root; the probe has one half and the guest's own things have the other. OWN is that half's base:
 *
 *   guest linear            guest physical           host physical
 *   0x200000 + n            OWN + 0x200000 + n       0x200000 + n      this program
 *   0x400000 + n            GPA - GPA % 2 MiB + n    what is probed
 *
 * For a probe of the guest's page walk CR3 is the probed page, so the walk for the guest's first
 * instruction reads its first entry.
 */
#include "guest.h"

#include "probes.h"

enum { RWX = 7, EPT_WRITE_BACK = 6 << 3, EPT_LARGE = 0x80 };
enum { EPT_ACCESSED = 0x100, EPT_DIRTY = 0x200 };
enum { PAGE_TABLE = 0x27, PAGE_LARGE = 0xe7 }; /* present, writable, user, accessed (and dirty) */
enum { HALF_SHIFT = 39, LARGE_SHIFT = 21 };
enum { CODE_SELECTOR = 8, DATA_SELECTOR = 16, TASK_SELECTOR = 24, TASK_LIMIT = 0x67 };
enum { CODE_RIGHTS = 0xa09b, DATA_RIGHTS = 0xc093, TASK_RIGHTS = 0x8b, UNUSABLE = 0x10000 };
enum { EFER_LONG_MODE = 0xd00, CR0_PAGING = 0x80000031, CR4_PAE_VMX = 0x2020 };
enum { SECONDARY_ON = 1u << 31, HLT_EXITS = 1 << 7, EPT_ON = 1 << 1 };
enum { EXIT_TO_64_BITS = 1 << 9, EXIT_EFER = 3 << 20 };
enum { ENTRY_64_BITS = 1 << 9, ENTRY_EFER = 1 << 15 };
enum { FEATURES_LOCKED_WITH_VMX = 5 };

#define PAGE __attribute__((aligned(4096)))

static PAGE u64 vmxon_region[512];
static PAGE u64 vmcs_region[512];
static PAGE u64 guest_pml4[512];
static PAGE u64 guest_pdpt[512];
static PAGE u64 guest_directory[512];
static PAGE u64 own_ept_pdpt[512];
static PAGE u64 own_ept_directory[512];
static u64 task_segment[(TASK_LIMIT + 8) / 8];
static u64 descriptors[5];

/* One for each access; a vmcall that is reached says that the access went through. */
asm(".globl guest_reads, guest_writes, guest_fetches\n"
    "guest_reads:\n mov (%rdi), %rax\n vmcall\n"
    /* The write makes "mov eax" a "mov ecx"; the read tells where that was. */
    "guest_writes:\n movb $0xb9, (%rdi)\n mov (%rdi), %rax\n vmcall\n"
    "guest_fetches:\n jmp *%rdi\n");
extern char guest_reads[], guest_writes[], guest_fetches[];

/* The controls that the processor demands and those that are wanted. */
static u64 controls(u64 wanted, u32 msr) {
  u64 allowed = read_msr(msr);
  if (wanted & ~(allowed >> 32)) {
    fail("controls that this processor lacks", wanted & ~(allowed >> 32));
  }
  return wanted | (u32)allowed;
}

static void enter_vmx_operation(void) {
  u64 cr0, cr4;
  u64 region = (u64)vmxon_region;
  u8 failed;
  if (read_msr(MSR_FEATURE_CONTROL) == 0) {
    write_msr(MSR_FEATURE_CONTROL, FEATURES_LOCKED_WITH_VMX);
  }
  asm volatile("mov %%cr0, %0" : "=r"(cr0));
  asm volatile("mov %%cr4, %0" : "=r"(cr4));
  asm volatile("mov %0, %%cr0" : : "r"(cr0 | 0x20));
  asm volatile("mov %0, %%cr4" : : "r"(cr4 | 0x2000));
  u32 revision = read_msr(MSR_VMX_BASIC) & 0x7fffffff;
  vmxon_region[0] = revision;
  vmcs_region[0] = revision;
  asm volatile("vmxon %1; setna %0" : "=qm"(failed) : "m"(region) : "cc", "memory");
  if (failed) {
    fail("vmxon", region);
  }
  region = (u64)vmcs_region;
  asm volatile("vmclear %1; setna %0" : "=qm"(failed) : "m"(region) : "cc", "memory");
  asm volatile("vmptrld %1; setna %0" : "=qm"(failed) : "m"(region) : "cc", "memory");
  if (failed) {
    fail("vmptrld", region);
  }
}

static void set_segment(int index, u64 selector, u64 limit, u64 rights, u64 base) {
  vmwrite(GUEST_SELECTORS + 2 * index, selector);
  vmwrite(GUEST_LIMITS + 2 * index, limit);
  vmwrite(GUEST_ACCESS_RIGHTS + 2 * index, rights);
  vmwrite(GUEST_BASES + 2 * index, base);
}

static void set_guest_state(void) {
  for (int segment = 0; segment < 6; segment++) {
    int code = segment == 1;
    set_segment(segment, code ? CODE_SELECTOR : DATA_SELECTOR, 0xffffffff,
                code ? CODE_RIGHTS : DATA_RIGHTS, 0);
  }
  set_segment(6, 0, 0, UNUSABLE, 0);
  set_segment(7, TASK_SELECTOR, TASK_LIMIT, TASK_RIGHTS, (u64)task_segment);
  vmwrite(VMCS_LINK_POINTER, ~0ull);
  vmwrite(GUEST_EFER, EFER_LONG_MODE);
  vmwrite(GUEST_CR0, CR0_PAGING);
  vmwrite(GUEST_CR4, CR4_PAE_VMX);
  vmwrite(GUEST_DR7, 0x400);
}

static void set_host_state(void) {
  u64 cr0, cr3, cr4;
  asm volatile("mov %%cr0, %0" : "=r"(cr0));
  asm volatile("mov %%cr3, %0" : "=r"(cr3));
  asm volatile("mov %%cr4, %0" : "=r"(cr4));
  descriptors[1] = 0x00af9b000000ffffull;
  descriptors[2] = 0x00cf93000000ffffull;
  descriptors[3] = 0x00008b0000000000ull | TASK_LIMIT | (u64)task_segment << 16;
  for (int segment = 0; segment < 6; segment++) {
    vmwrite(HOST_SELECTORS + 2 * segment, segment == 1 ? CODE_SELECTOR : DATA_SELECTOR);
  }
  vmwrite(HOST_SELECTORS + 2 * 6, TASK_SELECTOR);
  vmwrite(HOST_EFER, EFER_LONG_MODE);
  vmwrite(HOST_CR0, cr0);
  vmwrite(HOST_CR3, cr3);
  vmwrite(HOST_CR4, cr4);
  vmwrite(HOST_TR_BASE, (u64)task_segment);
  vmwrite(HOST_GDTR_BASE, (u64)descriptors);
  vmwrite(HOST_RIP, (u64)vm_exit);
}

/* Accessed and dirty flags of the guest's own entries are set already, so nothing changes them. */
static void prepare_own_paging(void) {
  own_ept_pdpt[0] = (u64)own_ept_directory | RWX | EPT_ACCESSED;
  own_ept_directory[1] =
      1ull << LARGE_SHIFT | RWX | EPT_WRITE_BACK | EPT_LARGE | EPT_ACCESSED | EPT_DIRTY;
}

void prepare_guest(u64 secondary_controls) {
  enter_vmx_operation();
  vmwrite(PIN_BASED_CONTROLS, controls(0, MSR_PIN_BASED_CONTROLS));
  vmwrite(PRIMARY_CONTROLS, controls(SECONDARY_ON | HLT_EXITS, MSR_PRIMARY_CONTROLS));
  vmwrite(SECONDARY_CONTROLS, controls(EPT_ON | secondary_controls, MSR_SECONDARY_CONTROLS));
  vmwrite(EXIT_CONTROLS, controls(EXIT_TO_64_BITS | EXIT_EFER, MSR_EXIT_CONTROLS));
  vmwrite(ENTRY_CONTROLS, controls(ENTRY_64_BITS | ENTRY_EFER, MSR_ENTRY_CONTROLS));
  vmwrite(EXCEPTION_BITMAP, 0xffffffff);
  set_guest_state();
  set_host_state();
  prepare_own_paging();
}

/* The entry of the root through which the guest reaches its own things. */
static volatile u64 *own_root_entry(u64 eptp, u64 gpa) {
  u64 root = eptp & ((1ull << 40) - 4096);
  return words_at(root) + (~gpa >> HALF_SHIFT & 1);
}

void clean_root(u64 eptp, u64 gpa) { *own_root_entry(eptp, gpa) = 0; }

void aim_guest(u64 eptp, u64 gpa, u64 access) {
  u64 own = (~gpa >> HALF_SHIFT & 1) << HALF_SHIFT;
  *own_root_entry(eptp, gpa) = (u64)own_ept_pdpt | RWX | EPT_ACCESSED;
  guest_pml4[0] = (own + (u64)guest_pdpt) | PAGE_TABLE;
  guest_pdpt[0] = (own + (u64)guest_directory) | PAGE_TABLE;
  guest_directory[1] = (own + (1ull << LARGE_SHIFT)) | PAGE_LARGE;
  guest_directory[2] = (gpa >> LARGE_SHIFT << LARGE_SHIFT) | PAGE_LARGE;
  vmwrite(EPT_POINTER, eptp);
  vmwrite(GUEST_CR3, access == ACCESS_PAGE_WALK ? gpa >> 12 << 12 : own + (u64)guest_pml4);
  char *code = access == ACCESS_WRITE ? guest_writes
               : access == ACCESS_FETCH ? guest_fetches
                                        : guest_reads;
  vmwrite(GUEST_RIP, (u64)code);
  vmwrite(GUEST_RFLAGS, 2);
  vmwrite(GUEST_ACTIVITY, 0);
  vmwrite(GUEST_INTERRUPTIBILITY, 0);
  vmwrite(GUEST_PENDING_DEBUG, 0);
  invept_all();
}
