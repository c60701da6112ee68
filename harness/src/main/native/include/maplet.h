/* maplet.h: how Maplet drives an implementation of stage-2 address spaces. ABI version 1.
 *
 * A subject (the implementation under test) is a shared library with one exported symbol,
 * maplet_subject(), which returns a table of functions. The harness calls them from one thread at a
 * time and compares tables, frames, answers and events with its model after every call.
 *
 * What both sides see is the control block: where the host's memory (the arena) is, which frames of
 * it are free, and a list of events. Physical address p of the arena is at control->memory +
 * (p - control->memory_base). Table frames and the guest's pages come from maplet_alloc() alone, and
 * go back with maplet_free(). Nothing outside of the arena, the control block and the subject's own
 * memory may be written.
 *
 * The static functions at the end are the whole of the harness that runs inside a subject; in other
 * languages write them again from this text (starters/rust/maplet.rs does). There are no upcalls.
 *
 * Numbers are little endian, structures have no hidden padding, 64-bit machines only. A later
 * version only adds fields at the ends of structures and functions at the end of the table.
 */
#ifndef MAPLET_H
#define MAPLET_H

#include <stdint.h>
#include <string.h>

#define MAPLET_ABI_VERSION 1

/* What functions return. Codes are negative errnos of Linux, whatever the system. */
enum maplet_code {
  MAPLET_OK = 0,           /* done; of translate: reached; of fault: resolved with a fresh frame */
  MAPLET_SPURIOUS = 1,     /* of fault: the page is present and permits the access; no change (in an
                              area that isn't ON_DEMAND a fault is MAPLET_EFAULT all the same) */
  MAPLET_EPERM = -1,       /* protect would widen permissions (freedom refuse-widen) */
  MAPLET_ENOENT = -2,      /* protect: not all of the range lies inside areas */
  MAPLET_EAGAIN = -11,     /* nothing has changed, ask again (freedom again) */
  MAPLET_ENOMEM = -12,     /* maplet_alloc() gave no frame; nothing has changed */
  MAPLET_EFAULT = -14,     /* translate: the walk ends in a fault. fault: not this space's to resolve */
  MAPLET_EBUSY = -16,      /* tables: the range lies inside a larger leaf, or crosses its ends */
  MAPLET_EEXIST = -17,     /* map: the range overlaps an area (of tables: a leaf) */
  MAPLET_EINVAL = -22,     /* an operand is empty, misaligned, out of range or not representable */
  MAPLET_ENOSYS = -38,     /* not supported: so the profile must say, too */
  MAPLET_EPANIC = -131     /* the implementation panicked, and its adapter caught that. What it wrote
                              to its error output meanwhile is the finding's: "panicked at FILE:LINE:",
                              "FILE:LINE: text", or else the last line. Message and place tell one
                              panic from another */
};

/* Attributes: permissions in bits 3:0, the memory type in bits 6:4. */
enum maplet_attribute {
  MAPLET_READ = 1,
  MAPLET_WRITE = 2,
  MAPLET_EXECUTE = 4,      /* where the regime tells them apart: privileged fetches only */
  MAPLET_USER_EXECUTE = 8, /* only where the regime has it */
  MAPLET_WRITE_BACK = 0 << 4,
  MAPLET_WRITE_THROUGH = 1 << 4,
  MAPLET_WRITE_PROTECTED = 2 << 4,
  MAPLET_NON_CACHEABLE = 3 << 4,
  MAPLET_DEVICE = 4 << 4
};

/* What the guest does with an address. */
enum maplet_access {
  MAPLET_ACCESS_READ = 0,
  MAPLET_ACCESS_WRITE = 1,
  MAPLET_ACCESS_EXECUTE = 2,
  MAPLET_ACCESS_USER_EXECUTE = 3
};

/* Why a walk ends in a fault. */
enum maplet_fault_kind {
  MAPLET_FAULT_TRANSLATION = 0,
  MAPLET_FAULT_PERMISSION = 1,
  MAPLET_FAULT_ACCESS_FLAG = 2,
  MAPLET_FAULT_ADDRESS_SIZE = 3,
  MAPLET_FAULT_MISCONFIGURATION = 4
};

/* What create makes: an address space has areas (what was mapped and how), a table has leaves only,
 * reaches over the whole input range, and never owns the guest's pages. */
enum maplet_layer { MAPLET_SPACE = 0, MAPLET_TABLE = 1 };

/* How map maps. Of a space: LINEAR, ALLOCATED or ON_DEMAND. Of a table: LINEAR or SMALL. */
enum maplet_how {
  MAPLET_LINEAR = 0,       /* to hpa and up, with the largest leaves that fit, from the low end up */
  MAPLET_ALLOCATED = 1,    /* to zeroed frames of maplet_alloc(), a granule each */
  MAPLET_ON_DEMAND = 2,    /* nothing is present until fault() */
  MAPLET_SMALL = 3         /* as LINEAR, but with leaves of the granule's size only */
};

/* An event: a kind and three operands; those that a kind doesn't have are zero. */
enum maplet_event_kind {
  MAPLET_STORE = 1,              /* a table entry written: its physical address, old word, new word */
  MAPLET_ZERO = 2,               /* a frame filled with zeros: its physical address */
  MAPLET_ALLOCATE = 3,           /* frames handed out: address of the first, how many */
  MAPLET_REFUSE = 4,             /* a request refused: how many frames */
  MAPLET_FREE = 5,               /* frames given back: address of the first, how many */
  MAPLET_INVALIDATE_ADDRESS = 6, /* one guest address invalidated: the instruction's own operand,
                                    so gpa >> 12 of TLBI IPAS2E1IS, gpa >> 2 of HFENCE.GVMA */
  MAPLET_INVALIDATE_ALL = 7      /* the whole address space (INVEPT, TLBI VMALLS12E1IS, ...) */
};

struct maplet_event {
  uint64_t kind, first, second, third;
};

/* What a call answers besides its code. The subject fills in what its profile lists under
 * "answers"; the harness looks at nothing else here. */
struct maplet_answer {
  uint64_t hpa;          /* translate: host physical address of the very byte */
  uint64_t page_size;    /* translate: bytes of the leaf */
  uint64_t attributes;   /* translate: of the leaf */
  uint64_t fault_kind;   /* translate, MAPLET_EFAULT: enum maplet_fault_kind */
  uint64_t fault_height; /* the entry that decided, counted from the leaves up: 0 is a 4K entry */
  uint64_t done;         /* MAPLET_ENOMEM: bytes from gpa on that were done (freedom no-rollback) */
};

/* Which events a subject tells. Frames are always told, by maplet_alloc() and maplet_free(). Where
 * stores aren't, the harness compares all tables after each call: slower, and it can't judge in
 * which order things happened within a call. */
enum maplet_reports { MAPLET_REPORTS_STORES = 1, MAPLET_REPORTS_INVALIDATIONS = 2 };

struct maplet_control {
  uint32_t abi_version;     /* MAPLET_ABI_VERSION, of the harness */
  uint32_t size;            /* bytes of this structure, of the harness */
  uint8_t *memory;          /* the arena, in this process */
  uint64_t memory_base;     /* its physical address */
  uint64_t memory_size;     /* bytes */
  uint64_t frame_size;      /* bytes: the regime's granule */
  uint64_t next_frame;      /* physical address of the first frame that was never handed out */
  uint64_t *free_frames;    /* frames that came back; the last one is handed out first */
  uint64_t free_count;
  uint64_t quarantine;      /* not 0: what is freed in a call isn't handed out in the same call */
  uint64_t refuse_from;     /* the n-th request from now on and all later ones are refused; 0: none */
  struct maplet_event *events;
  uint64_t event_capacity;
  uint64_t event_count;     /* the harness clears it before each call; may exceed the capacity */
  uint64_t root;            /* set by create: physical address of the root table */
  struct maplet_answer answer;
  uint64_t refuse_once;     /* not 0: the request that refuse_from counts is refused, and no later one */
};

/* The regime that create is asked for. The name says everything, see `maplet regimes`; the numbers
 * are there so that nobody needs to take names apart. */
struct maplet_regime {
  const char *id;           /* as in "ept-4", "aarch64-4k-ipa40-l1" or "riscv-sv39x4" */
  uint32_t input_bits;      /* width of a guest physical address */
  uint32_t output_bits;     /* width of a host physical address */
  uint32_t levels;          /* of tables, 1 to 5 */
  uint32_t root_frames;     /* frames that the root takes, more than 1 where roots are concatenated */
  uint64_t granule;         /* bytes of the smallest page */
  uint64_t reserved;
};

/* The subject. A function that isn't there (NULL) counts as MAPLET_ENOSYS. */
struct maplet_subject {
  uint32_t abi_version;     /* MAPLET_ABI_VERSION that the subject was built with */
  uint32_t size;            /* sizeof(struct maplet_subject) */
  const char *name;         /* for reports */
  const char *version;      /* for reports */
  uint64_t reports;         /* of enum maplet_reports */

  /* Makes an empty space of [base, base + size), or an empty table (base and size: where the harness
   * will aim; ignore them), and sets control->root. Two at a time are never asked for. A space that is
   * empty, misaligned, wraps or is wider than the input range is MAPLET_EINVAL; maplet_alloc() may
   * have no frame for the root. What the arena holds is anything, in the beginning too. */
  int64_t (*create)(struct maplet_control *control, const struct maplet_regime *regime,
                    uint32_t layer, uint64_t base, uint64_t size, void **space);
  int64_t (*map)(void *space, uint64_t gpa, uint64_t size, uint64_t hpa, uint32_t attributes,
                 uint32_t how);
  /* Of a space: removes areas and parts of areas; holes are fine. Of a table: leaves. */
  int64_t (*unmap)(void *space, uint64_t gpa, uint64_t size);
  /* Of a space: all of the range must lie inside areas. Of a table: holes are skipped. */
  int64_t (*protect)(void *space, uint64_t gpa, uint64_t size, uint32_t attributes);
  /* Of a space: resolves a guest's fault at any byte of a page of an ON_DEMAND area. */
  int64_t (*fault)(void *space, uint64_t gpa, uint32_t access);
  /* What an access of the guest's at any byte reaches; changes nothing. */
  int64_t (*translate)(void *space, uint64_t gpa, uint32_t access);
  /* Removes everything but the root. */
  int64_t (*clear)(void *space);
  /* Gives every frame back, the root's too, and ends the space, which may be full. What hardware may
   * remember is invalidated before, as ever. */
  int64_t (*destroy)(void *space);
};

/* The one symbol that a subject exports. */
const struct maplet_subject *maplet_subject(void);

/* ---- The part of the harness that runs in the subject ---- */

#define MAPLET_NO_FRAME UINT64_MAX

/* Where a physical address of the arena is in this process. */
static inline void *maplet_pointer(const struct maplet_control *c, uint64_t address) {
  return c->memory + (address - c->memory_base);
}

static inline void maplet_event(struct maplet_control *c, uint64_t kind, uint64_t first,
                                uint64_t second, uint64_t third) {
  uint64_t n = c->event_count++;
  if (n < c->event_capacity) {
    struct maplet_event *event = &c->events[n];
    event->kind = kind;
    event->first = first;
    event->second = second;
    event->third = third;
  }
}

static inline uint64_t maplet_refuse(struct maplet_control *c, uint64_t count) {
  if (c->size >= sizeof *c && c->refuse_once) c->refuse_from = 0;
  maplet_event(c, MAPLET_REFUSE, count, 0, 0);
  return MAPLET_NO_FRAME;
}

/* Hands out count frames that follow each other, the first a multiple of alignment (a power of two,
 * at least the frame size); what they hold is anything. MAPLET_NO_FRAME where there are none. */
static inline uint64_t maplet_alloc(struct maplet_control *c, uint64_t count, uint64_t alignment) {
  if (c->refuse_from != 0 && (c->refuse_from == 1 || --c->refuse_from == 0))
    return maplet_refuse(c, count);
  uint64_t address;
  if (count == 1 && c->free_count > 0) {
    address = c->free_frames[--c->free_count];
  } else {
    address = (c->next_frame + alignment - 1) & ~(alignment - 1);
    if (address + count * c->frame_size > c->memory_base + c->memory_size)
      return maplet_refuse(c, count);
    for (; c->next_frame < address; c->next_frame += c->frame_size)
      c->free_frames[c->free_count++] = c->next_frame;
    c->next_frame = address + count * c->frame_size;
  }
  maplet_event(c, MAPLET_ALLOCATE, address, count, 0);
  return address;
}

/* Takes frames back. */
static inline void maplet_free(struct maplet_control *c, uint64_t address, uint64_t count) {
  maplet_event(c, MAPLET_FREE, address, count, 0);
  /* A frame that was freed twice must not fill the list: it is told, and that is enough. */
  for (uint64_t i = 0; !c->quarantine && i < count; i++)
    if (c->free_count < c->memory_size / c->frame_size)
      c->free_frames[c->free_count++] = address + i * c->frame_size;
}

/* Fills a frame with zeros, and tells. */
static inline void maplet_zero(struct maplet_control *c, uint64_t address) {
  memset(maplet_pointer(c, address), 0, c->frame_size);
  maplet_event(c, MAPLET_ZERO, address, 0, 0);
}

/* Writes a table entry as one store, and tells. */
static inline void maplet_store(struct maplet_control *c, uint64_t address, uint64_t word) {
  uint64_t *entry = (uint64_t *)maplet_pointer(c, address);
  maplet_event(c, MAPLET_STORE, address, *entry, word);
  __atomic_store_n(entry, word, __ATOMIC_RELAXED);
}

/* Tells of an invalidation of one guest address, with the instruction's operand. */
static inline void maplet_invalidate(struct maplet_control *c, uint64_t operand) {
  maplet_event(c, MAPLET_INVALIDATE_ADDRESS, operand, 0, 0);
}

/* Tells of an invalidation of the whole address space. */
static inline void maplet_invalidate_all(struct maplet_control *c) {
  maplet_event(c, MAPLET_INVALIDATE_ALL, 0, 0, 0);
}

#endif
