/* Runs the disk's requests, one after another, and leaves the answers in memory. */
#include "probes.h"

#include "guest.h"

enum { LARGE_OFFSET = (1 << 21) - 1, PROBED_LINEAR = 0x400000 /* guest.c */ };
enum { ENTRY_FAILED = 0xffffffff };
enum { ENTERED_AND_FAILED = 1u << 31, WRITTEN_OPCODE = 0xb9, SECTOR = 512 };

static u64 telling_word(u64 hpa) { return 0xc1010f00000000b8ull | hpa >> 3 << 8; }

static void fill(u64 start, u64 size) {
  for (u64 hpa = start; hpa < start + size; hpa += 8) {
    *words_at(hpa) = telling_word(hpa);
  }
}

/*
 * A write that arrived has changed one byte of a word that tells where it is, or of a table. (Where
 * no memory is the word is all ones.)
 */
static void undo_write(u64 word) {
  u64 hpa = (word >> 8 & 0xffffffff) << 3;
  if ((word & 0xff) != WRITTEN_OPCODE) {
    return;
  }
  if (word >> 40 == telling_word(0) >> 40 && hpa < REQUESTS) {
    *words_at(hpa) = telling_word(hpa);
    return;
  }
  for (u64 address = TABLES; address < TABLES + TABLES_SIZE; address += 8) {
    *words_at(address) = 0;
  }
}

static void put_words(const volatile struct request *request) {
  for (u64 i = 0; i < request->count; i++) {
    *words_at(request->words[i].address) = request->words[i].value;
  }
}

static void take_words(const volatile struct request *request, volatile struct answer *answer) {
  for (u64 i = 0; i < request->count; i++) {
    answer->words[i] = *words_at(request->words[i].address);
  }
  for (u64 i = 0; i < request->count; i++) {
    *words_at(request->words[i].address) = 0;
  }
}

/* Whether the VMCS has been launched by an entry before. */
static int launched;

static void run(const volatile struct request *request, volatile struct answer *answer) {
  struct guest_registers registers = {0, PROBED_LINEAR + (request->gpa & LARGE_OFFSET)};
  put_words(request);
  aim_guest(request->eptp, request->gpa, request->access);
  if (enter_guest(&registers, launched)) {
    answer->reason = ENTRY_FAILED | vmread(INSTRUCTION_ERROR) << 32;
  } else {
    u64 reason = vmread(EXIT_REASON);
    launched |= !(reason & ENTERED_AND_FAILED);
    answer->reason = reason;
    answer->qualification = vmread(EXIT_QUALIFICATION);
    answer->gpa = vmread(GUEST_PHYSICAL_ADDRESS);
    answer->gla = vmread(GUEST_LINEAR_ADDRESS);
    answer->rax = registers.rax;
    answer->rip = vmread(GUEST_RIP);
  }
  take_words(request, answer);
  if (request->access == ACCESS_WRITE) {
    undo_write(registers.rax); /* 0 where the write didn't arrive */
  }
  clean_root(request->eptp, request->gpa);
}

void run_probes(void) {
  volatile struct header *header = (struct header *)REQUESTS;
  read_disk(REQUESTS, 1);
  if (header->magic != HEADER_MAGIC) {
    fail("no header on the disk", header->magic);
  }
  read_disk(REQUESTS, (header->bytes + SECTOR - 1) / SECTOR);
  fill(TELLING_LOW, TELLING_LOW_SIZE);
  for (int bit = 25; bit <= 28; bit++) {
    fill(1ull << bit, TELLING_HIGH_SIZE);
  }
  prepare_guest(header->secondary_controls);
  print("IA32_VMX_EPT_VPID_CAP", read_msr(MSR_EPT_VPID_CAP));

  const volatile u64 *next = words_at(REQUESTS) + HEADER_WORDS;
  volatile u64 *free = words_at(ANSWERS);
  for (u64 i = 0; i < header->requests; i++) {
    const volatile struct request *request = (const volatile struct request *)next;
    run(request, (volatile struct answer *)free);
    next += 4 + 2 * request->count;
    free += 6 + request->count;
  }
  print("ANSWERED", header->requests);
}
