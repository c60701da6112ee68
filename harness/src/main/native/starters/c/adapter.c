/* Joins stage2.c and Maplet: the machine that the implementation runs on, and its operations as
 * Maplet calls them. This is the file to write for an implementation of your own. */
#include <stdlib.h>

#include "maplet.h"
#include "stage2.h"

/* An implementation that has no place where each store passes tells none: then build with
 * -DTELLS_STORES=0, and Maplet finds the stores by itself. */
#ifndef TELLS_STORES
#define TELLS_STORES MAPLET_REPORTS_STORES
#endif

struct adapted {
  struct maplet_control *control;
  struct s2_space space;
};

/* ---- The machine ---- */

static uint64_t hal_alloc(void *machine, unsigned count) {
  struct maplet_control *control = machine;
  return maplet_alloc(control, count, count * control->frame_size);
}

static void hal_free(void *machine, uint64_t frame, unsigned count) {
  maplet_free(machine, frame, count);
}

static uint64_t *hal_pointer(void *machine, uint64_t address) {
  return maplet_pointer(machine, address);
}

static void hal_zero(void *machine, uint64_t frame) { maplet_zero(machine, frame); }

static void hal_write(void *machine, uint64_t entry, uint64_t word) {
  if (TELLS_STORES) maplet_store(machine, entry, word);
  else *hal_pointer(machine, entry) = word;
}

static void hal_flush(void *machine, uint64_t operand) { maplet_invalidate(machine, operand); }

static void hal_flush_all(void *machine) { maplet_invalidate_all(machine); }

/* ---- The operations ---- */

static int64_t create(struct maplet_control *control, const struct maplet_regime *regime,
                      uint32_t layer, uint64_t base, uint64_t size, void **space) {
  const struct s2_format *format = s2_find_format(regime->id);
  if (!format) return MAPLET_ENOSYS;
  struct s2_hal hal = {control, hal_alloc, hal_free, hal_pointer, hal_zero,
                       hal_write, hal_flush, hal_flush_all};
  struct adapted *adapted = malloc(sizeof *adapted);
  adapted->control = control;
  int code = s2_create(&adapted->space, &hal, format, layer == MAPLET_SPACE, base, size);
  if (code != 0) {
    free(adapted);
    return code;
  }
  control->root = adapted->space.root;
  *space = adapted;
  return MAPLET_OK;
}

static int64_t map(void *space, uint64_t gpa, uint64_t size, uint64_t hpa, uint32_t attributes,
                   uint32_t how) {
  struct adapted *adapted = space;
  adapted->space.done = 0;
  int64_t code = s2_map(&adapted->space, gpa, size, hpa, attributes, how);
  adapted->control->answer.done = adapted->space.done;
  return code;
}

static int64_t unmap(void *space, uint64_t gpa, uint64_t size) {
  return s2_unmap(&((struct adapted *)space)->space, gpa, size);
}

static int64_t protect(void *space, uint64_t gpa, uint64_t size, uint32_t attributes) {
  return s2_protect(&((struct adapted *)space)->space, gpa, size, attributes);
}

static unsigned permission(uint32_t access) {
  return access == MAPLET_ACCESS_READ ? S2_READ
         : access == MAPLET_ACCESS_WRITE ? S2_WRITE : S2_EXECUTE;
}

static int64_t fault(void *space, uint64_t gpa, uint32_t access) {
  return s2_fault(&((struct adapted *)space)->space, gpa, permission(access));
}

static int64_t translate(void *space, uint64_t gpa, uint32_t access) {
  struct adapted *adapted = space;
  struct s2_answer found = {0, 0, 0, 0, 0};
  int64_t code = s2_translate(&adapted->space, gpa, permission(access), &found);
  struct maplet_answer *answer = &adapted->control->answer;
  answer->hpa = found.hpa;
  answer->page_size = found.page_size;
  answer->attributes = found.attributes;
  answer->fault_kind = found.fault_kind;
  answer->fault_height = found.fault_height;
  return code;
}

static int64_t clear(void *space) { return s2_clear(&((struct adapted *)space)->space); }

static int64_t destroy(void *space) {
  s2_destroy(&((struct adapted *)space)->space);
  free(space);
  return MAPLET_OK;
}

const struct maplet_subject *maplet_subject(void) {
  static const struct maplet_subject subject = {
      MAPLET_ABI_VERSION, sizeof subject, "c-starter", "1",
      TELLS_STORES | MAPLET_REPORTS_INVALIDATIONS,
      create, map, unmap, protect, fault, translate, clear, destroy};
  return &subject;
}
