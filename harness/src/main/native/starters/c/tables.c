/* The tables: leaves of every size, cut, changed and removed, atomically or not at all.
 *
 * Frames are taken before a live entry changes, and freed after the invalidations are out. */
#include <stdlib.h>

#include "plants.h"
#include "stage2.h"

#define ENTRIES 512u
#define KEPT_FRAMES 4u

static uint64_t size_of(unsigned height) { return 1ull << (12 + 9 * height); }

static uint64_t read_entry(struct s2_space *s, uint64_t entry) {
  return *s->hal.pointer(s->hal.machine, entry);
}

static void write_entry(struct s2_space *s, uint64_t entry, uint64_t word) {
  if (BUG(s, TORN_STORE) && (word & s->format->present) != 0) /* the address first, then the rest */
    s->hal.write(s->hal.machine, entry, (read_entry(s, entry) & ~s->format->address) |
                 (word & s->format->address));
  s->hal.write(s->hal.machine, entry, word);
}

static int is_present(struct s2_space *s, uint64_t word) {
  return (word & s->format->present) != 0;
}

/* ---- Invalidations, and what is freed after them ---- */

static void flush_now(struct s2_space *s, uint64_t gpa) {
  if (BUG(s, NO_FLUSH)) return;
  uint64_t operand = BUG(s, FLUSH_OPERAND) ? gpa : gpa >> s->format->flush_shift;
  s->hal.flush(s->hal.machine, BUG(s, OPERAND_CUT) ? operand & 0xffff : operand);
}

static void flush_later(struct s2_space *s, uint64_t gpa) {
  if (s->flush_count < S2_FLUSHES) s->flushes[s->flush_count] = gpa;
  s->flush_count++;
}

static void flush_everything(struct s2_space *s) {
  if (!BUG(s, NO_FLUSH)) s->hal.flush_all(s->hal.machine);
}

static void flush(struct s2_space *s) {
  int eager = FREEDOM(s, EAGER_INVALIDATE);
  if (eager || s->flush_count > S2_FLUSHES || (s->flush_count > 0 && s->format->flush_shift < 0))
    flush_everything(s);
  else
    for (unsigned i = 0; i < s->flush_count; i++) flush_now(s, s->flushes[i]);
  s->flush_count = 0;
}

static void free_doomed(struct s2_space *s) {
  for (size_t i = 0; i < s->doomed_count; i++) {
    s->hal.free(s->hal.machine, s->doomed[i], 1);
    if (BUG(s, USE_AFTER_FREE)) s->hal.write(s->hal.machine, s->doomed[i], 0);
    if (BUG(s, FREED_TWICE)) s->hal.free(s->hal.machine, s->doomed[i], 1);
  }
  s->doomed_count = 0;
}

void s2_tables_finish(struct s2_space *s) {
  if (BUG(s, FREE_FIRST)) free_doomed(s);
  flush(s);
  free_doomed(s);
  unsigned kept = FREEDOM(s, FRAME_CACHE) ? KEPT_FRAMES : 0;
  while (s->spare_count > kept) s->hal.free(s->hal.machine, s->spares[--s->spare_count], 1);
}

static void doom(struct s2_space *s, uint64_t frame) {
  if (s->doomed_count == s->doomed_capacity) {
    s->doomed_capacity = s->doomed_capacity ? 2 * s->doomed_capacity : 64;
    s->doomed = realloc(s->doomed, s->doomed_capacity * sizeof *s->doomed);
  }
  s->doomed[s->doomed_count++] = frame;
}

/* Takes frames for tables; all or none. */
static int take_spares(struct s2_space *s, unsigned count) {
  unsigned wanted = count + (FREEDOM(s, FRAME_CACHE) ? KEPT_FRAMES : 0);
  while (s->spare_count < wanted) {
    uint64_t frame = s->hal.alloc(s->hal.machine, 1);
    if (frame == S2_NO_FRAME && s->spare_count >= count) return 1;
    if (frame == S2_NO_FRAME) {
      while (s->spare_count > 0) s->hal.free(s->hal.machine, s->spares[--s->spare_count], 1);
      return 0;
    }
    s->spares[s->spare_count++] = frame;
  }
  return 1;
}

/* ---- Walking ---- */

static uint64_t entry_in(uint64_t table, uint64_t gpa, unsigned height) {
  return table + (gpa >> (12 + 9 * height) & (ENTRIES - 1)) * 8;
}

/* The entry where the walk ends, or that of the wanted height. */
static uint64_t locate(struct s2_space *s, uint64_t gpa, unsigned wanted, unsigned *height) {
  unsigned at = s->format->levels - 1;
  uint64_t index = gpa >> (12 + 9 * at); /* concatenated roots: not masked */
  uint64_t entry = s->root + (BUG(s, SINGLE_ROOT) ? index & (ENTRIES - 1) : index) * 8;
  while (at > wanted) {
    uint64_t word = read_entry(s, entry);
    if (!s->format->is_table(word, at)) break;
    entry = entry_in(word & s->format->address, gpa, --at);
  }
  *height = at;
  return entry;
}

/* Where the walk for an address ends, which is the next after the one whose walk ended in an entry;
 * no walk while it is in the same table. */
static uint64_t locate_next(struct s2_space *s, uint64_t entry, uint64_t gpa, unsigned *height) {
  if (*height == 0 && (entry + 8) % 4096 != 0) return entry + 8;
  return locate(s, gpa, 0, height);
}

uint64_t s2_tables_word(struct s2_space *s, uint64_t gpa, unsigned *height) {
  return read_entry(s, locate(s, gpa, 0, height));
}

/* The first mapped address of a range and its leaf's size; end where nothing is mapped. */
uint64_t s2_tables_first(struct s2_space *s, uint64_t start, uint64_t end, uint64_t *size) {
  uint64_t at = start;
  while (at < end) {
    unsigned height;
    uint64_t word = s2_tables_word(s, at, &height);
    *size = size_of(height);
    if (is_present(s, word)) return at;
    at = (at & -*size) + *size;
  }
  return end;
}

/* ---- Mapping ---- */

/* The entry of a height for an address where nothing is mapped; makes the tables above it, and
 * links them with one store. */
static uint64_t reach(struct s2_space *s, uint64_t gpa, unsigned height) {
  unsigned top;
  uint64_t top_entry = locate(s, gpa, height, &top);
  if (top == height) return top_entry;
  if (!take_spares(s, top - height)) return S2_NO_FRAME;
  uint64_t entry = 0, below = 0;
  for (unsigned at = height; at < top; at++) {
    uint64_t table = s->spares[--s->spare_count];
    s->hal.zero(s->hal.machine, table);
    if (at == height) entry = entry_in(table, gpa, at);
    else write_entry(s, entry_in(table, gpa, at), s->format->table(below));
    below = table;
  }
  write_entry(s, top_entry, s->format->table(below));
  return entry;
}

static unsigned leaf_height(struct s2_space *s, uint64_t gpa, uint64_t hpa, uint64_t size,
                            unsigned how) {
  unsigned highest = FREEDOM(s, LEAF_CHOICE) ? s->format->highest_leaf - 1 : s->format->highest_leaf;
  unsigned height = how == S2_LINEAR ? highest : 0;
  uint64_t aligned = BUG(s, MISALIGNED_LEAF) ? gpa : gpa | hpa;
  while (height > 0 && ((aligned & (size_of(height) - 1)) != 0 || size < size_of(height)))
    height--;
  unsigned found;
  while (height > 0 && s->format->is_table(read_entry(s, locate(s, gpa, height, &found)), height))
    height--; /* an empty table is in the way */
  return height;
}

static uint64_t leaf_word(struct s2_space *s, uint64_t hpa, unsigned attributes, unsigned height) {
  if (BUG(s, ALWAYS_WB)) attributes &= S2_PERMISSIONS;
  uint64_t word = s->format->leaf(hpa, attributes, height);
  if (BUG(s, STRAY_BIT)) word |= s->format->flush_shift < 0 ? 1ull << 51 : 1ull << 50;
  if (BUG(s, NON_SHAREABLE)) word &= ~0x300ull;
  if (BUG(s, XN_MISSING)) word &= ~(1ull << 54);
  if (FREEDOM(s, SOFTWARE_BITS)) word |= s->format->flush_shift < 0 ? 1ull << 60 : 1ull << 56;
  return word;
}

/* One page or leaf; for allocated areas a fresh frame. Where the last one was a page in the same
 * table, its entry is known: before; else 0. Answers the entry, or 0 where there is no frame. */
static uint64_t map_one(struct s2_space *s, uint64_t gpa, uint64_t hpa, unsigned attributes,
                        unsigned height, int fresh, uint64_t before) {
  if (fresh && (hpa = s->hal.alloc(s->hal.machine, 1)) == S2_NO_FRAME) return 0;
  uint64_t entry = before != 0 && height == 0 ? before + 8 : reach(s, gpa, height);
  if (entry == S2_NO_FRAME) {
    if (fresh) s->hal.free(s->hal.machine, hpa, 1);
    return 0;
  }
  if (fresh && !BUG(s, NOT_ZEROED)) s->hal.zero(s->hal.machine, hpa);
  uint64_t old = read_entry(s, entry);
  write_entry(s, entry, leaf_word(s, hpa, attributes, height));
  if (is_present(s, old)) flush_later(s, gpa);
  return entry;
}

int s2_tables_map(struct s2_space *s, uint64_t gpa, uint64_t end, uint64_t delta,
                  unsigned attributes, unsigned how) {
  uint64_t at = gpa, entry = 0;
  int fresh = how == S2_ALLOCATED;
  while (at < end) {
    unsigned height = fresh ? 0 : leaf_height(s, at, at + delta, end - at, how);
    entry = map_one(s, at, at + delta, attributes, height, fresh, entry);
    if (entry == 0) {
      if (FREEDOM(s, NO_ROLLBACK)) s->done = at - gpa;
      else if (!BUG(s, HALF_DONE)) s2_tables_unmap(s, gpa, at, fresh);
      s2_tables_finish(s);
      return 0;
    }
    at += size_of(height);
    if (height > 0 || (entry + 8) % 4096 == 0) entry = 0;
  }
  s2_tables_finish(s);
  return 1;
}

/* ---- Cutting ---- */

/* Height of the leaf that crosses an address, 0 where none does. */
static unsigned crossing(struct s2_space *s, uint64_t gpa) {
  unsigned height;
  if ((gpa & (size_of(s->format->highest_leaf) - 1)) == 0) return 0;
  uint64_t word = s2_tables_word(s, gpa, &height);
  return is_present(s, word) && (gpa & (size_of(height) - 1)) != 0 ? height : 0;
}

static unsigned cuts(uint64_t gpa, unsigned height) {
  unsigned count = 0;
  while ((gpa & (size_of(height - count) - 1)) != 0) count++;
  return count;
}

static void cut(struct s2_space *s, uint64_t gpa) {
  unsigned height;
  uint64_t entry = locate(s, gpa, 0, &height);
  uint64_t word = read_entry(s, entry), hpa = word & s->format->address;
  uint64_t table = s->spares[--s->spare_count];
  unsigned attributes = s->format->granted(word) | s->format->type(word) << 4;
  if (BUG(s, SPLIT_WIDENS)) attributes |= S2_PERMISSIONS;
  uint64_t stride = size_of(BUG(s, SPLIT_STRIDE) ? 0 : height - 1);
  for (unsigned i = 0; i < ENTRIES; i++)
    write_entry(s, table + i * 8, leaf_word(s, hpa + i * stride, attributes, height - 1) |
                (word & s->format->kept));
  if (s->format->break_before_make && !BUG(s, NO_BREAK)) {
    write_entry(s, entry, 0);
    flush_now(s, BUG(s, FLUSH_BESIDE) ? gpa + size_of(height) : gpa);
  } else {
    flush_later(s, gpa);
  }
  write_entry(s, entry, s->format->table(table));
}

static void cut_at(struct s2_space *s, uint64_t gpa) {
  while (crossing(s, gpa) > 0) cut(s, gpa);
}

/* Whether a leaf maps the address with other attributes than these; -1: with any. */
static int differs(struct s2_space *s, uint64_t gpa, int attributes) {
  unsigned height;
  uint64_t word = s2_tables_word(s, gpa, &height);
  if (!is_present(s, word) || attributes < 0) return is_present(s, word);
  return ((word ^ leaf_word(s, 0, attributes, height)) & s->format->attributes) != 0;
}

/* Cuts the leaves that cross the ends of a range, but not those that have the attributes to keep
 * (-1: all are cut). Answers whether there were frames for it; if not, nothing has changed. */
int s2_tables_cut_ends(struct s2_space *s, uint64_t start, uint64_t end, int keep) {
  unsigned first = crossing(s, start), last = crossing(s, end);
  if (first > 0 && !differs(s, start, keep)) first = 0;
  if (last > 0 && !differs(s, end - 1, keep)) last = 0;
  unsigned below = last;
  if (first > 0 && first == last && start / size_of(first) == end / size_of(first))
    while ((start & (size_of(below) - 1)) != 0 && start / size_of(below) == end / size_of(below))
      below--; /* cutting at the start cuts for the end, too */
  if (!take_spares(s, cuts(start, first) + cuts(end, below))) return 0;
  if (first > 0) cut_at(s, start);
  if (last > 0) cut_at(s, end);
  return 1;
}

/* ---- Removing and changing ---- */

/* Whether the table of an entry has nothing present; its neighbours are looked at first. */
static int is_empty(struct s2_space *s, uint64_t entry) {
  const uint64_t *table = s->hal.pointer(s->hal.machine, entry & ~0xfffull);
  for (unsigned i = 1; i <= ENTRIES; i++)
    if (is_present(s, table[((entry >> 3) + i) & (ENTRIES - 1)])) return 0;
  return 1;
}

/* Unlinks the table of a cleared entry if it is empty, and then the tables above it. */
static void reclaim(struct s2_space *s, uint64_t cleared, unsigned height, uint64_t gpa) {
  unsigned found;
  if (BUG(s, EMPTY_TABLES)) return;
  while (height < s->format->levels - 1 && is_empty(s, cleared)) {
    if (!BUG(s, LEAKED_TABLE)) doom(s, cleared & ~0xfffull);
    cleared = locate(s, gpa, ++height, &found);
    write_entry(s, cleared, 0);
  }
}

void s2_tables_unmap(struct s2_space *s, uint64_t start, uint64_t end, int owned) {
  uint64_t at = start, entry = 0;
  unsigned height = s->format->levels; /* no entry yet */
  while (at < end) {
    entry = locate_next(s, entry, at, &height);
    uint64_t word = read_entry(s, entry), next = (at & -size_of(height)) + size_of(height);
    int last = next >= end || (next & (size_of(height + 1) - 1)) == 0;
    if (is_present(s, word) && !(BUG(s, UNMAP_SHORT) && next >= end && at > start)) {
      write_entry(s, entry, 0);
      if (!BUG(s, UNMAP_NO_FLUSH)) flush_later(s, at);
      if (owned && !BUG(s, LEAKED_FRAME)) doom(s, word & s->format->address);
    }
    if (last && !FREEDOM(s, KEEP_EMPTY_TABLES)) reclaim(s, entry, height, at);
    at = next;
  }
}

void s2_tables_protect(struct s2_space *s, uint64_t start, uint64_t end, unsigned attributes) {
  uint64_t at = start, entry = 0;
  unsigned height = s->format->levels; /* no entry yet */
  while (at < end) {
    entry = locate_next(s, entry, at, &height);
    uint64_t old = read_entry(s, entry);
    uint64_t word = leaf_word(s, old & s->format->address, attributes, height);
    if (!BUG(s, FLAGS_LOST)) word |= old & s->format->kept;
    int wanted = is_present(s, old) || (BUG(s, PROTECT_ABSENT) && height == 0);
    if (BUG(s, HUGE_STAYS) && height > 0) wanted = 0;
    if (wanted && word != old) {
      int new_type = ((old ^ word) & s->format->type_bits) != 0;
      if (s->format->break_before_make && new_type && !BUG(s, NO_BREAK)) {
        write_entry(s, entry, 0);
        flush_now(s, at);
      } else if (!BUG(s, PROTECT_NO_FLUSH)) {
        flush_later(s, at);
      }
      write_entry(s, entry, word);
    }
    at = (at & -size_of(height)) + size_of(height);
  }
}

/* ---- Beginning and end ---- */

int s2_tables_create(struct s2_space *s) {
  s->root = s->hal.alloc(s->hal.machine, s->format->root_frames);
  if (s->root == S2_NO_FRAME) return 0;
  for (unsigned i = 0; i < s->format->root_frames; i++)
    s->hal.zero(s->hal.machine, s->root + i * 4096ull);
  return 1;
}

/* Frees a table whose entries are all absent or lead to such tables. */
static void free_tables(struct s2_space *s, uint64_t table, unsigned height, int is_root) {
  for (unsigned i = 0; height > 0 && i < ENTRIES; i++) {
    uint64_t word = read_entry(s, table + i * 8);
    if (s->format->is_table(word, height)) {
      write_entry(s, table + i * 8, 0);
      free_tables(s, word & s->format->address, height - 1, 0);
    }
  }
  if (!is_root) doom(s, table);
}

void s2_tables_destroy(struct s2_space *s) {
  for (unsigned i = 0; i < s->format->root_frames; i++)
    free_tables(s, s->root + i * 4096ull, s->format->levels - 1, 1);
  flush_everything(s); /* absent entries of the root may be cached, too */
  s->flush_count = 0;
  free_doomed(s);
  while (s->spare_count > 0) s->hal.free(s->hal.machine, s->spares[--s->spare_count], 1);
  s->hal.free(s->hal.machine, s->root, s->format->root_frames);
  free(s->doomed);
}
