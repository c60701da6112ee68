/* The part of the guest program that all architectures share: talking, and minding the image. */
#include "server.h"

enum {
  SYS_OPEN = 0x01,
  SYS_WRITE = 0x05,
  SYS_READ = 0x06,
  SYS_EXIT = 0x18,
  MODE_READ_BINARY = 1,
  MODE_WRITE_BINARY = 5,
  APPLICATION_EXIT = 0x20026,
};

static const u64 REPLY_MAGIC = 0x74657374656c706dUL;

enum {
  MOST_REQUEST = 8 << 20,
  MOST_REPLY = 32 << 20,
};

static u64 input, output;
static u64 request[MOST_REQUEST / sizeof(u64)];
static u64 reply[MOST_REPLY / sizeof(u64)];

struct word {
  u64 address;
  u64 value;
};

static u64 open(const char *name, u64 length, u64 mode) {
  u64 arguments[3] = {(u64)name, mode, length};
  return semihost(SYS_OPEN, arguments);
}

static void finish(u64 code) {
  u64 arguments[2] = {APPLICATION_EXIT, code};
  semihost(SYS_EXIT, arguments);
  for (;;) {
  }
}

/* Reads so many bytes, or ends the program where there are no more. */
static void receive(void *to, u64 bytes) {
  char *next = to;
  while (bytes > 0) {
    u64 arguments[3] = {input, (u64)next, bytes};
    u64 left = semihost(SYS_READ, arguments);
    if (left >= bytes) {
      finish(0);
    }
    next += bytes - left;
    bytes = left;
  }
}

static void send(const void *from, u64 bytes) {
  const char *next = from;
  while (bytes > 0) {
    u64 arguments[3] = {output, (u64)next, bytes};
    u64 left = semihost(SYS_WRITE, arguments);
    if (left >= bytes) {
      finish(1);
    }
    next += bytes - left;
    bytes = left;
  }
}

static void put(u64 address, u64 value) {
  *(volatile u64 *)address = value;
}

static u64 get(u64 address) {
  return *(volatile u64 *)address;
}

/* Notes and undoes what a probe did to the words that hardware may change.
 * indices: their number, then they */
static u64 *note_changes(const struct word *words, const u64 *indices, u64 *to) {
  u64 *changes = to++;
  *changes = 0;
  for (u64 i = 1; i <= indices[0]; i++) {
    const struct word *word = &words[indices[i]];
    u64 found = get(word->address);
    if (found != word->value) {
      *to++ = indices[i];
      *to++ = found;
      put(word->address, word->value);
      ++*changes;
    }
  }
  if (*changes != 0) {
    invalidate();
  }
  return to;
}

/* Takes an image's words away again; returns how many weren't as they should be. */
static u64 clear(const struct word *words, u64 count) {
  u64 changed = 0;
  for (u64 i = 0; i < count; i++) {
    changed += get(words[i].address) != words[i].value;
    put(words[i].address, 0);
  }
  return changed;
}

/* Answers the probes of one image.
 * from: the image in the request, moved behind it
 * to: where its answers go; returns what follows them */
static u64 *answer_image(const u64 **from, u64 *to) {
  const u64 *registers = *from;
  u64 count = registers[REGISTERS];
  u64 probes = registers[REGISTERS + 1];
  const struct word *words = (const struct word *)(registers + REGISTERS + 2);
  const u64 *next = (const u64 *)(words + count);
  for (u64 i = 0; i < count; i++) {
    put(words[i].address, words[i].value);
  }
  configure(registers);
  invalidate();
  for (u64 i = 0; i < probes; i++) {
    probe(next[0], next[1], to);
    to = note_changes(words, next + 2, to + ANSWER_WORDS);
    next += 3 + next[2];
  }
  *to++ = clear(words, count);
  *from = next;
  return to;
}

void serve(void) {
  u64 hello[2 + ANSWER_WORDS] = {REPLY_MAGIC, ANSWER_WORDS * sizeof(u64)};
  input = open("/dev/stdin", 10, MODE_READ_BINARY);
  output = open("/dev/stdout", 11, MODE_WRITE_BINARY);
  prepare(hello + 2);
  send(hello, sizeof hello);
  for (;;) {
    u64 bytes;
    receive(&bytes, sizeof bytes);
    if (bytes == 0 || bytes > MOST_REQUEST) {
      finish(bytes != 0);
    }
    receive(request, bytes);
    const u64 *end = request + bytes / sizeof(u64);
    u64 *to = reply + 2;
    for (const u64 *from = request; from < end;) {
      to = answer_image(&from, to);
    }
    reply[0] = REPLY_MAGIC;
    reply[1] = (to - (reply + 2)) * sizeof(u64);
    send(reply, (to - reply) * sizeof(u64));
  }
}
