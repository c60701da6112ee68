/*
 * What the host and this program tell each other, all in little-endian words of 64 bits. The host's
 * side is the Java package maplet.harness.attest.bochs.
 *
 * The disk starts with a header, and then the requests follow one another:
 *
 *   header:   magic, number of requests, bytes in all, bits of the secondary controls
 *   request:  EPTP, GPA, access, number of words, then an address and a value for each word
 *
 * The answers are in memory at ANSWERS, in the order of the requests:
 *
 *   answer:   exit reason (bits 31:0) and VM-instruction error (63:32), exit qualification,
 *             guest-physical address, guest-linear address, RAX, RIP, then what each word of the
 *             request holds afterwards
 *
 * Addresses in answers are as the guest sees them: see guest.c for where things are.
 */
#pragma once

#include "machine.h"

enum {
  HEADER_MAGIC = 0x4550544d, /* "MTPE" */
  HEADER_WORDS = 64,         /* one sector */
};

/*
 * Physical memory, of 512 MiB. Tables may be anywhere in the rest, but a write can be undone only
 * in TABLES.
 */
enum {
  TABLES = 0x800000,
  TABLES_SIZE = 0x800000,
  REQUESTS = 0x14000000,
  ANSWERS = 0x1a000000,
};

/*
 * Memory that tells where it is: each 8 bytes at HPA are the instructions "mov $(HPA >> 3), %eax;
 * vmcall". A read loads them, a fetch runs them, and both tell the HPA.
 */
enum {
  TELLING_LOW = 0x1000000,
  TELLING_LOW_SIZE = 0x400000,
  TELLING_HIGH_SIZE = 0x200000, /* at 2^25, 2^26, 2^27 and 2^28 */
};

enum access {
  ACCESS_READ = 0,
  ACCESS_WRITE = 1,
  ACCESS_FETCH = 2,
  ACCESS_PAGE_WALK = 3, /* of a guest paging-structure entry, by the processor */
};

struct header {
  u64 magic;
  u64 requests;
  u64 bytes;
  u64 secondary_controls;
  u64 unused[HEADER_WORDS - 4];
};

struct word {
  u64 address;
  u64 value;
};

struct request {
  u64 eptp;
  u64 gpa;
  u64 access;
  u64 count;
  struct word words[];
};

struct answer {
  u64 reason;
  u64 qualification;
  u64 gpa;
  u64 gla;
  u64 rax;
  u64 rip;
  u64 words[];
};
