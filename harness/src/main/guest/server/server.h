/*
 * A guest program that answers probes, and what host and guest tell each other.
 *
 * The host's side is the Java package maplet.harness.attest.qemu. All numbers are little-endian
 * words of 64 bits; the host's come through semihosting's standard input, the guest's answers leave
 * through its standard output.
 *
 *   hello:    REPLY_MAGIC, 32, then four words that say what the processor is
 *   request:  bytes that follow, then images
 *   image:    REGISTERS words, number of words, number of probes, then address and value of each
 *             word, then the probes
 *   probe:    GPA, access, number of the words that hardware may change, then the index of each
 *   reply:    REPLY_MAGIC, bytes that follow, then answers in the order of the probes
 *   answer:   four words, whose meaning is each architecture's own, then the number of words of the
 *             image that the probe changed, then index and value of each of these
 *   end:      after an image's answers, how many of its other words changed
 *
 * A request of no bytes ends the program. Each probe finds the image as it was sent. (Looking at all
 * words after each probe would cost more than the probe: each is in a page of its own.)
 */
#pragma once

typedef unsigned long u64;
typedef unsigned int u32;

enum {
  REGISTERS = 4,
  ANSWER_WORDS = 4,
};

enum access {
  ACCESS_READ = 0,
  ACCESS_WRITE = 1,
  ACCESS_EXECUTE = 2,
  ACCESS_USER_EXECUTE = 3,
  ACCESS_KINDS = 3, /* mask of the above */
  ACCESS_REAL = 4,  /* a load or store of the guest, where address translation instructions would do */
};

/* Answers requests until there are no more. */
void serve(void);

/* --- What each architecture provides. --- */

/* The debugger's services ("semihosting"), as Arm and RISC-V define them. */
u64 semihost(u64 operation, void *arguments);

/* Prepares the processor, and memory that tells where it is; writes four words that say what the
 * processor is. */
void prepare(u64 identity[ANSWER_WORDS]);

/* Makes the guest's accesses be translated as an image asks. */
void configure(const u64 registers[REGISTERS]);

/* Forgets translations after tables changed. */
void invalidate(void);

/* Makes one access. */
void probe(u64 gpa, u64 access, u64 answer[ANSWER_WORDS]);
