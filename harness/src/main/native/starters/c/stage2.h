/* A small, complete stage-2 implementation: Intel EPT and AArch64 stage 2, areas, huge leaves,
 * on-demand pages. It knows nothing of Maplet; adapter.c joins the two.
 *
 * Addresses and sizes are bytes. Functions return 0 or a negative errno. */
#ifndef STAGE2_H
#define STAGE2_H

#include <stddef.h>
#include <stdint.h>

enum { S2_READ = 1, S2_WRITE = 2, S2_EXECUTE = 4, S2_PERMISSIONS = 7 };
enum { S2_TYPE_WB = 0, S2_TYPE_WT = 1, S2_TYPE_WP = 2, S2_TYPE_NC = 3, S2_TYPE_DEVICE = 4 };
enum { S2_LINEAR = 0, S2_ALLOCATED = 1, S2_ON_DEMAND = 2, S2_SMALL = 3 };
enum { S2_SPURIOUS = 1 };
enum { S2_FAULT_TRANSLATION = 0, S2_FAULT_PERMISSION = 1 };

#define S2_NO_FRAME UINT64_MAX

/* The machine: frames, memory, stores to tables, invalidations. */
struct s2_hal {
  void *machine;
  uint64_t (*alloc)(void *machine, unsigned count); /* aligned to their size; S2_NO_FRAME: none */
  void (*free)(void *machine, uint64_t frame, unsigned count);
  uint64_t *(*pointer)(void *machine, uint64_t address);
  void (*zero)(void *machine, uint64_t frame);
  void (*write)(void *machine, uint64_t entry, uint64_t word);
  void (*flush)(void *machine, uint64_t operand);
  void (*flush_all)(void *machine);
};

/* One architecture's entries. Heights count from the leaves up. */
struct s2_format {
  const char *name;
  unsigned levels, input_bits, output_bits, root_frames;
  unsigned highest_leaf;   /* height of the largest leaves */
  int flush_shift;         /* operand of an invalidation by address; -1: there is none */
  int break_before_make;
  uint64_t present;        /* any of these bits: the entry isn't absent */
  uint64_t address;        /* the address bits of an entry */
  uint64_t attributes;     /* the bits of a leaf that permissions and types need */
  uint64_t type_bits;      /* those of them that are the memory type's */
  uint64_t kept;           /* flags that hardware sets in leaves: software keeps them */
  int (*is_table)(uint64_t word, unsigned height);
  uint64_t (*leaf)(uint64_t hpa, unsigned attributes, unsigned height); /* 0: not representable */
  uint64_t (*table)(uint64_t address);
  unsigned (*granted)(uint64_t word);
  unsigned (*type)(uint64_t word);
};

const struct s2_format *s2_find_format(const char *name);

struct s2_area {
  uint64_t start, end, delta; /* delta: host minus guest address, of linear areas */
  unsigned attributes, how;
};

struct s2_answer {
  uint64_t hpa, page_size;
  unsigned attributes, fault_kind, fault_height;
};

enum { S2_FLUSHES = 32, S2_SPARES = 16 };

struct s2_space {
  struct s2_hal hal;
  const struct s2_format *format;
  int has_areas;
  uint64_t base, end, root;
  struct s2_area *areas;
  size_t area_count, area_capacity;
  uint64_t flushes[S2_FLUSHES]; /* guest addresses that changed and aren't invalidated yet */
  unsigned flush_count;
  uint64_t spares[S2_SPARES];   /* frames for tables, taken before anything changes */
  unsigned spare_count;
  uint64_t *doomed;             /* frames to free once the invalidations are out */
  size_t doomed_count, doomed_capacity;
  uint64_t done;                /* bytes that a map left done when it ran out of frames */
  unsigned calls;
  uint64_t bugs, freedoms;      /* see plants.h */
};

int s2_create(struct s2_space *s, const struct s2_hal *hal, const struct s2_format *format,
              int has_areas, uint64_t base, uint64_t size);
int s2_map(struct s2_space *s, uint64_t gpa, uint64_t size, uint64_t hpa, unsigned attributes,
           unsigned how);
int s2_unmap(struct s2_space *s, uint64_t gpa, uint64_t size);
int s2_protect(struct s2_space *s, uint64_t gpa, uint64_t size, unsigned attributes);
int s2_fault(struct s2_space *s, uint64_t gpa, unsigned permission);
int s2_translate(struct s2_space *s, uint64_t gpa, unsigned permission, struct s2_answer *answer);
int s2_clear(struct s2_space *s);
void s2_destroy(struct s2_space *s);

/* tables.c: leaves, without areas. Ranges have been checked. */
int s2_tables_create(struct s2_space *s);
int s2_tables_map(struct s2_space *s, uint64_t gpa, uint64_t end, uint64_t delta,
                  unsigned attributes, unsigned how);
int s2_tables_cut_ends(struct s2_space *s, uint64_t start, uint64_t end, int keep);
void s2_tables_unmap(struct s2_space *s, uint64_t start, uint64_t end, int owned);
void s2_tables_protect(struct s2_space *s, uint64_t start, uint64_t end, unsigned attributes);
uint64_t s2_tables_word(struct s2_space *s, uint64_t gpa, unsigned *height);
uint64_t s2_tables_first(struct s2_space *s, uint64_t start, uint64_t end, uint64_t *size);
void s2_tables_finish(struct s2_space *s);
void s2_tables_destroy(struct s2_space *s);

/* areas.c: what the caller asked for, sorted and disjoint. */
struct s2_area *s2_areas_find(struct s2_space *s, uint64_t gpa);
int s2_areas_cover(struct s2_space *s, uint64_t start, uint64_t end);
void s2_areas_assign(struct s2_space *s, struct s2_area area);
void s2_areas_erase(struct s2_space *s, uint64_t start, uint64_t end);
void s2_areas_protect(struct s2_space *s, uint64_t start, uint64_t end, unsigned attributes);

#endif
