/* Areas: what the caller asked for, as a sorted array of disjoint ranges. */
#include <stdlib.h>
#include <string.h>

#include "stage2.h"

/* Index of the first area that ends above an address. */
static size_t seek(struct s2_space *s, uint64_t gpa) {
  size_t index = 0;
  for (size_t left = s->area_count; left > 0; left /= 2) { /* it is index to index + left */
    size_t half = (left + 1) / 2;
    index += s->areas[index + half - 1].end <= gpa ? half : 0;
  }
  return index;
}

/* The area that holds an address, or else the next one; NULL where there is none. */
struct s2_area *s2_areas_find(struct s2_space *s, uint64_t gpa) {
  size_t index = seek(s, gpa);
  return index < s->area_count ? &s->areas[index] : NULL;
}

/* Whether every address of a range lies inside areas. */
int s2_areas_cover(struct s2_space *s, uint64_t start, uint64_t end) {
  size_t index = seek(s, start);
  while (index < s->area_count && s->areas[index].start <= start) {
    if (s->areas[index].end >= end) return 1;
    start = s->areas[index++].end;
  }
  return 0;
}

static void insert(struct s2_space *s, size_t index, struct s2_area area) {
  if (s->area_count == s->area_capacity) {
    s->area_capacity = s->area_capacity ? 2 * s->area_capacity : 64;
    s->areas = realloc(s->areas, s->area_capacity * sizeof area);
  }
  memmove(&s->areas[index + 1], &s->areas[index], (s->area_count++ - index) * sizeof area);
  s->areas[index] = area;
}

/* Makes an address a boundary between areas, if it lies inside one. Answers the index of the first
 * area from it on. */
static size_t split(struct s2_space *s, uint64_t gpa) {
  size_t index = seek(s, gpa);
  if (index == s->area_count || s->areas[index].start >= gpa) return index;
  struct s2_area right = s->areas[index];
  s->areas[index].end = gpa;
  right.start = gpa;
  insert(s, index + 1, right);
  return index + 1;
}

/* Answers the index of the first area behind the range. */
static size_t erase(struct s2_space *s, uint64_t start, uint64_t end) {
  size_t first = split(s, start), last = split(s, end);
  if (first < last) {
    memmove(&s->areas[first], &s->areas[last], (s->area_count - last) * sizeof *s->areas);
    s->area_count -= last - first;
  }
  return first;
}

void s2_areas_erase(struct s2_space *s, uint64_t start, uint64_t end) { erase(s, start, end); }

void s2_areas_assign(struct s2_space *s, struct s2_area area) {
  insert(s, erase(s, area.start, area.end), area);
}

void s2_areas_protect(struct s2_space *s, uint64_t start, uint64_t end, unsigned attributes) {
  size_t first = split(s, start), last = split(s, end);
  for (size_t i = first; i < last; i++) s->areas[i].attributes = attributes;
}
