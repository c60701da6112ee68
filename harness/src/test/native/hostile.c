/* The C starter behind calls that misbehave as the variable HOSTILE says: from the third call of a
 * space's life on, or in loading and in create where the mode says so. The macro of the same name is
 * the mode where there is no variable. */
#define _GNU_SOURCE
#define maplet_subject good_subject /* its structure has that name then, too */
#include "adapter.c"
#undef maplet_subject

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#ifndef HOSTILE
#define HOSTILE ""
#endif

const struct good_subject *maplet_subject(void);

static const struct good_subject *good;
static struct good_subject mine;
static struct maplet_control *control;
static int calls;

static int is(const char *mode) {
  const char *wanted = getenv("HOSTILE");
  return strcmp(wanted != 0 ? wanted : HOSTILE, mode) == 0;
}

static void write_word(uint8_t *at, uint64_t word) { memcpy(at, &word, sizeof word); }

/* Overwrites what of a mapped file, whose name has a word in it, is mapped here. */
static void overwrite_mapping(const char *name) {
  FILE *maps = fopen("/proc/self/maps", "r");
  char line[1024];
  while (maps != 0 && fgets(line, sizeof line, maps) != 0) {
    unsigned long from, to;
    if (strstr(line, name) != 0 && sscanf(line, "%lx-%lx rw", &from, &to) == 2)
      memset((void *)from, 0xff, 8192);
  }
  if (maps != 0) fclose(maps);
}

/* A daemon: nobody's child, in a session of its own. */
static void start_daemon(void) {
  if (fork() != 0) return;
  setsid();
  if (fork() == 0) execlp("sleep", "sleep", "613", (char *)0);
  _exit(0);
}

static void store(void) {
  struct maplet_control *c = control;
  if (is("below")) write_word(c->memory - 8, 0xdead);
  if (is("above")) write_word(c->memory + c->memory_size, 0xdead);
  if (is("above-far")) write_word(c->memory + c->memory_size + 32768, 0xdead);
  if (is("unused-next")) write_word(c->memory + (c->next_frame - c->memory_base) + 0x4000, 0xdead);
  if (is("unused-once") && calls == 3)
    write_word(c->memory + (c->next_frame - c->memory_base) + 0x4000, 0xdead);
  if (is("unused-last")) write_word(c->memory + c->memory_size - 64, 0xdead);
  if (is("control-all")) memset(c, 0xff, sizeof *c);
  if (is("control-zero")) memset(c, 0, sizeof *c);
  if (is("control-before")) write_word((uint8_t *)c - 8, 0xdead);
  if (is("control-after")) write_word((uint8_t *)(c + 1), 0xdead);
  if (is("memory")) c->memory += 4096;
  if (is("memory-base")) c->memory_base += 4096;
  if (is("memory-size")) c->memory_size = 1ull << 40;
  if (is("frame-size")) c->frame_size = 8192;
  if (is("capacity")) c->event_capacity = 1ull << 40;
  if (is("next-frame")) c->next_frame = ~0ull;
  if (is("next-frame-low")) c->next_frame = c->memory_base;
  if (is("free-count")) c->free_count = 1ull << 40;
  if (is("free-frames")) for (int i = 0; i < 1000; i++) c->free_frames[i] = 0xdeadbeef000ull;
  if (is("free-frames-after")) c->free_frames[c->memory_size / c->frame_size] = 0xdead;
  if (is("root")) c->root += 4096;
  if (is("root-misaligned")) c->root += 3;
  if (is("events-after")) c->events[c->event_capacity].kind = 0xdead;
  if (is("events-far-after")) memset(c->events + c->event_capacity, 0xaa, 1 << 20);
  if (is("event-count")) c->event_count = ~0ull;
  if (is("event-count-over")) c->event_count = c->event_capacity + 1;
  if (is("recorder")) overwrite_mapping(".recorder");
}

static void tell(void) {
  struct maplet_control *c = control;
  if (is("kind")) maplet_event(c, 0xffffffffffffull, 0, 0, 0);
  if (is("kind-high")) maplet_event(c, 1ull << 32 | MAPLET_INVALIDATE_ALL, 0, 0, 0);
  if (is("free-all")) maplet_event(c, MAPLET_FREE, 0, ~0ull, 0);
  if (is("free-many")) maplet_event(c, MAPLET_FREE, 0, 0x7fffffff, 0);
  if (is("free-high")) maplet_event(c, MAPLET_FREE, c->memory_base, 1ull << 32 | 1, 0);
  if (is("take-many")) maplet_event(c, MAPLET_ALLOCATE, c->memory_base, 0x7fffffff, 0);
  if (is("take-elsewhere")) maplet_event(c, MAPLET_ALLOCATE, 3, 0, 0);
  if (is("zero-elsewhere")) maplet_event(c, MAPLET_ZERO, ~7ull, 0, 0);
  if (is("store-elsewhere")) maplet_event(c, MAPLET_STORE, ~7ull, 0, 1);
}

static int64_t answer(int64_t result) {
  if (++calls < 3) return result;
  if (is("code")) return 0x123456789abcdefll;
  if (is("code-high")) return 0x100000001ll;
  if (is("code-high-zero")) return 0x100000000ll;
  if (is("attributes-high")) control->answer.attributes |= 1ull << 32;
  if (is("height-high")) control->answer.fault_height |= 1ull << 32;
  if (is("fault-kind-high")) control->answer.fault_kind |= 1ull << 63;
  if (is("fault-kind-all")) control->answer.fault_kind = ~0ull;
  if (is("daemon") && calls == 3) start_daemon();
  store();
  tell();
  return result;
}

static int64_t bad_create(struct maplet_control *c, const struct maplet_regime *regime,
                          uint32_t layer, uint64_t base, uint64_t size, void **space) {
  control = c;
  calls = 0;
  if (is("create-crash")) abort();
  int64_t result = good->create(c, regime, layer, base, size, space);
  if (is("create-misaligned-root")) c->root += 1;
  if (is("create-root-elsewhere")) c->root = c->memory_base + c->memory_size;
  return result;
}

static int64_t bad_map(void *s, uint64_t gpa, uint64_t size, uint64_t hpa, uint32_t attributes,
                       uint32_t how) {
  return answer(good->map(s, gpa, size, hpa, attributes, how));
}

static int64_t bad_unmap(void *s, uint64_t gpa, uint64_t size) {
  return answer(good->unmap(s, gpa, size));
}

static int64_t bad_protect(void *s, uint64_t gpa, uint64_t size, uint32_t attributes) {
  return answer(good->protect(s, gpa, size, attributes));
}

static int64_t bad_fault(void *s, uint64_t gpa, uint32_t access) {
  return answer(good->fault(s, gpa, access));
}

static int64_t bad_translate(void *s, uint64_t gpa, uint32_t access) {
  return answer(good->translate(s, gpa, access));
}

const struct good_subject *maplet_subject(void) {
  if (is("load-crash")) abort();
  if (is("load-exit")) exit(0);
  if (is("load-hang")) for (;;) pause();
  if (is("load-nothing")) return 0;
  good = good_subject();
  mine = *good;
  mine.create = bad_create;
  mine.map = bad_map;
  mine.unmap = bad_unmap;
  mine.protect = bad_protect;
  mine.fault = bad_fault;
  mine.translate = bad_translate;
  if (is("version")) mine.abi_version = 2;
  return &mine;
}
