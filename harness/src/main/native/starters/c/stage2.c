/* The operations: what is asked is checked first, then areas and tables change together. */
#include "stage2.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plants.h"

#ifndef S2_DEFAULT_BUG
#define S2_DEFAULT_BUG ""
#endif

/* The bits of what a variable names. A name that there isn't must not look like a run without bugs. */
static uint64_t plants(const char *variable, const char *otherwise, const char *const names[],
                       int count) {
  const char *value = getenv(variable) ? getenv(variable) : otherwise;
  if (strcmp(value, "crate-like") == 0) value = S2_CRATE_LIKE;
  uint64_t bits = 0;
  while (*value) {
    size_t length = strcspn(value, ",");
    int found = 0;
    for (int i = 0; i < count; i++)
      if (strlen(names[i]) == length && strncmp(value, names[i], length) == 0) found = i + 1;
    if (!found) {
      fprintf(stderr, "%s: '%.*s' isn't in plants.h\n", variable, (int)length, value);
      abort();
    }
    bits |= 1ull << found;
    value += length + (value[length] == ',');
  }
  return bits;
}

#define S2_NAME(name, text) text,
static const char *const BUG_NAMES[] = {S2_BUGS(S2_NAME)};
static const char *const FREEDOM_NAMES[] = {S2_FREEDOMS(S2_NAME)};

/* ---- Checks of operands ---- */

static int range_is_legal(struct s2_space *s, uint64_t gpa, uint64_t hpa, uint64_t size) {
  if (size == 0 || ((gpa | hpa | size) & 0xfff) != 0 || gpa + size < gpa) return 0;
  return gpa >= s->base && gpa + size <= s->end;
}

static int host_is_legal(struct s2_space *s, uint64_t hpa, uint64_t size) {
  uint64_t limit = 1ull << s->format->output_bits;
  return size <= limit && hpa <= limit - size;
}

static int attributes_are_legal(struct s2_space *s, unsigned attributes) {
  return (attributes & 15) != 0 && s->format->leaf(0, attributes, 0) != 0;
}

/* 0, or the code that a bug makes of a range that must be refused. */
static int planted(struct s2_space *s, uint64_t gpa, uint64_t size) {
  if (BUG(s, EMPTY_RANGE_ERROR) && size == 0) return -EEXIST;
  return BUG(s, PANIC) && gpa + size < gpa ? -ENOTRECOVERABLE : 0;
}

/* 0, or why nothing can be mapped in a range. */
static int taken(struct s2_space *s, uint64_t gpa, uint64_t end) {
  if (s->has_areas) {
    struct s2_area *area = s2_areas_find(s, gpa);
    return area && area->start < end ? -EEXIST : 0;
  }
  uint64_t size, first = s2_tables_first(s, gpa, end, &size);
  if (first == end) return 0;
  uint64_t leaf = first & -size;
  return leaf < gpa || leaf + size > end ? -EBUSY : -EEXIST;
}

static int asks_again(struct s2_space *s) { return FREEDOM(s, AGAIN) && s->calls++ % 7 == 6; }

/* ---- Operations ---- */

int s2_create(struct s2_space *s, const struct s2_hal *hal, const struct s2_format *format,
              int has_areas, uint64_t base, uint64_t size) {
  memset(s, 0, sizeof *s);
  s->hal = *hal;
  s->format = format;
  s->has_areas = has_areas;
  s->bugs = plants("MAPLET_BUG", S2_DEFAULT_BUG, BUG_NAMES, S2_BUG_COUNT - 1);
  s->freedoms = plants("MAPLET_FREEDOM", "", FREEDOM_NAMES, S2_FREEDOM_COUNT - 1);
  s->base = has_areas ? base : 0;
  s->end = has_areas ? base + size : 1ull << format->input_bits;
  if (!range_is_legal(s, s->base, 0, s->end - s->base) || s->end > 1ull << format->input_bits)
    return -EINVAL;
  return s2_tables_create(s) ? 0 : -ENOMEM;
}

int s2_map(struct s2_space *s, uint64_t gpa, uint64_t size, uint64_t hpa, unsigned attributes,
           unsigned how) {
  int linear = how == S2_LINEAR || how == S2_SMALL;
  if (BUG(s, ANY_ALIGNMENT)) size &= ~0xfffull;
  if (planted(s, gpa, size) != 0) return planted(s, gpa, size);
  if (!range_is_legal(s, gpa, linear ? hpa : 0, size)) return -EINVAL;
  if (linear && !host_is_legal(s, hpa, size)) return -EINVAL;
  if (!attributes_are_legal(s, attributes)) return -EINVAL;
  int refusal = taken(s, gpa, gpa + size);
  if (BUG(s, MAP_INTO_LEAF) && refusal == -EBUSY && size == 0x1000) refusal = 0;
  if (refusal != 0 && !(BUG(s, MAP_OVER) && how == S2_LINEAR))
    return FREEDOM(s, OTHER_ERROR) ? -EINVAL : refusal;
  if (asks_again(s)) return -EAGAIN;
  if (BUG(s, CRASH) && size == 0x7000) *(volatile int *)s->done = 1;
  if (BUG(s, SCRIBBLE) && how == S2_LINEAR) /* the word below the arena's first */
    s->hal.pointer(s->hal.machine, s->root & ~0xfffffull)[-3] = gpa;
  int complete = how == S2_ON_DEMAND ||
                 s2_tables_map(s, gpa, gpa + size, linear ? hpa - gpa : 0, attributes, how);
  if (!complete && !(FREEDOM(s, NO_ROLLBACK) && s->done > 0)) return -ENOMEM;
  uint64_t end = complete ? gpa + size : gpa + s->done;
  if (s->has_areas)
    s2_areas_assign(s, (struct s2_area){gpa, end, linear ? hpa - gpa : 0, attributes, how});
  return complete ? 0 : -ENOMEM;
}

/* Unmaps a range area by area: only some own their frames. */
static void unmap_areas(struct s2_space *s, uint64_t start, uint64_t end) {
  struct s2_area *area;
  for (uint64_t at = start; (area = s2_areas_find(s, at)) && area->start < end; at = area->end) {
    uint64_t from = area->start > start ? area->start : start;
    s2_tables_unmap(s, from, area->end < end ? area->end : end, area->how != S2_LINEAR);
    if (area->end >= end) break;
  }
}

int s2_unmap(struct s2_space *s, uint64_t gpa, uint64_t size) {
  if (planted(s, gpa, size) != 0) return planted(s, gpa, size);
  if (!range_is_legal(s, gpa, 0, size)) return -EINVAL;
  if (asks_again(s)) return -EAGAIN;
  uint64_t end = gpa + size;
  while (BUG(s, HANG) && size == 0x7000) s->calls++;
  if (FREEDOM(s, LAZY_REST) && !s->has_areas) { /* whole leaves go; the rest is mapped again later */
    uint64_t leaf;
    if (s2_tables_first(s, gpa, gpa + 1, &leaf) == gpa) gpa &= -leaf;
    if (s2_tables_first(s, end - 1, end, &leaf) == end - 1) end = ((end - 1) & -leaf) + leaf;
  }
  if (!s2_tables_cut_ends(s, gpa, end, -1)) {
    s2_tables_finish(s);
    return -ENOMEM;
  }
  if (s->has_areas) {
    unmap_areas(s, gpa, end);
    s2_areas_erase(s, gpa, end);
  } else {
    s2_tables_unmap(s, gpa, end, 0);
  }
  s2_tables_finish(s);
  return 0;
}

/* Whether a range has a page that would get a permission that it hasn't. */
static int widens(struct s2_space *s, uint64_t gpa, uint64_t end, unsigned attributes) {
  uint64_t size;
  for (uint64_t at = gpa; (at = s2_tables_first(s, at, end, &size)) < end; at = (at & -size) + size) {
    unsigned height;
    if (attributes & S2_PERMISSIONS & ~s->format->granted(s2_tables_word(s, at, &height))) return 1;
  }
  return 0;
}

int s2_protect(struct s2_space *s, uint64_t gpa, uint64_t size, unsigned attributes) {
  if (planted(s, gpa, size) != 0) return planted(s, gpa, size);
  if (!range_is_legal(s, gpa, 0, size) || !attributes_are_legal(s, attributes)) return -EINVAL;
  uint64_t end = gpa + size;
  if (s->has_areas && !s2_areas_cover(s, gpa, end)) return -ENOENT;
  if (asks_again(s)) return -EAGAIN;
  if (FREEDOM(s, REFUSE_WIDEN) && widens(s, gpa, end, attributes)) return -EPERM;
  if (BUG(s, GARBAGE) && size > 0x4000) return 42;
  if (!BUG(s, HUGE_STAYS) && !s2_tables_cut_ends(s, gpa, end, attributes)) {
    s2_tables_finish(s);
    return -ENOMEM;
  }
  if (s->has_areas) s2_areas_protect(s, gpa, end, attributes);
  s2_tables_protect(s, gpa, end, attributes);
  s2_tables_finish(s);
  return 0;
}

int s2_fault(struct s2_space *s, uint64_t gpa, unsigned permission) {
  struct s2_area *area = s2_areas_find(s, gpa);
  if (gpa < s->base || gpa >= s->end) return BUG(s, FAULT_BEYOND) ? S2_SPURIOUS : -EFAULT;
  if (!area || area->start > gpa) return -EFAULT;
  if (area->how != S2_ON_DEMAND || !(area->attributes & permission)) return -EFAULT;
  unsigned height;
  uint64_t page = gpa & ~0xfffull;
  int present = (s2_tables_word(s, page, &height) & s->format->present) != 0;
  if (present && !BUG(s, FAULT_REPLACES)) return S2_SPURIOUS;
  if (asks_again(s)) return -EAGAIN;
  assert(!BUG(s, ABORT) || (gpa & 0xfff) != 0xfff);
  int done = s2_tables_map(s, page, page + 4096, 0, area->attributes, S2_ALLOCATED);
  return done ? 0 : -ENOMEM;
}

int s2_translate(struct s2_space *s, uint64_t gpa, unsigned permission, struct s2_answer *answer) {
  unsigned height = s->format->levels - 1;
  uint64_t limit = 1ull << s->format->input_bits;
  if (BUG(s, HIGH_ALIAS)) gpa &= limit - 1;
  int inside = gpa < limit || (BUG(s, BOUND_OFF_BY_ONE) && gpa == limit);
  uint64_t word = inside ? s2_tables_word(s, gpa, &height) : 0;
  answer->fault_height = height;
  answer->fault_kind = S2_FAULT_TRANSLATION;
  if ((word & s->format->present) == 0) return -EFAULT;
  unsigned granted = s->format->granted(word);
  if (BUG(s, PERMISSIONS_IGNORED)) granted = S2_PERMISSIONS;
  if (BUG(s, PERMISSIONS_SWAPPED))
    granted = (granted & S2_READ) | (granted & S2_WRITE) << 1 | (granted & S2_EXECUTE) >> 1;
  if (BUG(s, WRITE_INVERTED)) granted ^= S2_WRITE;
  answer->fault_kind = S2_FAULT_PERMISSION;
  if (!(granted & permission)) return -EFAULT;
  if (BUG(s, WRONG_LEVEL) && height > 0) height--;
  answer->page_size = 1ull << (12 + 9 * height);
  answer->attributes = granted | s->format->type(word) << 4;
  answer->hpa = (word & s->format->address) + (gpa & (answer->page_size - 1));
  if (BUG(s, PAGE_ADDRESS)) answer->hpa &= ~0xfffull;
  if (BUG(s, LIMIT_BEYOND)) answer->page_size <<= 9;
  return 0;
}

int s2_clear(struct s2_space *s) {
  if (s->has_areas) unmap_areas(s, s->base, s->end);
  else s2_tables_unmap(s, 0, s->end, 0);
  s->area_count = 0;
  s2_tables_finish(s);
  return 0;
}

void s2_destroy(struct s2_space *s) {
  while (BUG(s, HANG_IN_DESTROY) && s->area_count > 0) s->calls++;
  if (!BUG(s, LEAK_IN_DESTROY)) s2_clear(s);
  s2_tables_destroy(s);
  free(s->areas);
}
