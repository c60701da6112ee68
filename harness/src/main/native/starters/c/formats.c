/* Entries of Intel EPT (SDM volume 3C, chapter 29) and of AArch64 stage 2, 4 KiB granule
 * (DDI 0487, D8.3). */
#include <string.h>

#include "stage2.h"

/* EPT: R, W, X in bits 2:0; the memory type in 5:3; bit 7 of leaves above the lowest level. */
static const int EPT_TYPE[] = {6, 4, 5, 1, 0};

static int ept_is_table(uint64_t word, unsigned height) {
  return height > 0 && (word & 7) != 0 && (word & 0x80) == 0;
}

static uint64_t ept_leaf(uint64_t hpa, unsigned attributes, unsigned height) {
  unsigned permissions = attributes & 15, type = attributes >> 4;
  if (permissions > 7 || type > S2_TYPE_DEVICE || (permissions & 3) == S2_WRITE) return 0;
  return hpa | permissions | (uint64_t)EPT_TYPE[type] << 3 | (height > 0 ? 0x80 : 0);
}

static uint64_t ept_table(uint64_t address) { return address | 7; }

static unsigned ept_granted(uint64_t word) { return word & 7; }

static unsigned ept_type(uint64_t word) {
  unsigned type = 0;
  while (EPT_TYPE[type] != (int)(word >> 3 & 7)) type++;
  return type;
}

/* Stage 2: bit 0 valid, bit 1 table or page; MemAttr 5:2, S2AP 7:6, SH 9:8, AF 10, XN 54. */
static const int MEM_ATTR[] = {15, 10, -1, 5, 1};
#define XN (1ull << 54)

static int arm_is_table(uint64_t word, unsigned height) { return height > 0 && (word & 3) == 3; }

static uint64_t arm_leaf(uint64_t hpa, unsigned attributes, unsigned height) {
  unsigned permissions = attributes & 15, type = attributes >> 4;
  if (permissions > 7 || type > S2_TYPE_DEVICE || MEM_ATTR[type] < 0) return 0;
  uint64_t word = hpa | 1 | (height == 0 ? 2 : 0) | (uint64_t)MEM_ATTR[type] << 2 | 1 << 10;
  word |= (uint64_t)(permissions & 3) << 6;
  word |= type == S2_TYPE_DEVICE ? 0 : 3 << 8;
  return word | (permissions & S2_EXECUTE ? 0 : XN);
}

static uint64_t arm_table(uint64_t address) { return address | 3; }

static unsigned arm_granted(uint64_t word) {
  return (word >> 6 & 3) | (word & XN ? 0 : S2_EXECUTE);
}

static unsigned arm_type(uint64_t word) {
  unsigned type = 0;
  while (MEM_ATTR[type] != (int)(word >> 2 & 15)) type++;
  return type;
}

#define EPT(name, levels, kept)                                                            \
  {name, levels, 12 + 9 * levels, 46, 1, 2, -1, 0, 7, ((1ull << 46) - 1) & ~0xfffull,      \
   0x3f, 0x38, kept, ept_is_table, ept_leaf, ept_table, ept_granted, ept_type}
#define ARM(name, levels, bits, roots)                                                     \
  {name, levels, bits, 48, roots, 2, 12, 1, 1, ((1ull << 48) - 1) & ~0xfffull,             \
   XN | 0x3fc, 0x3c, 0, arm_is_table, arm_leaf, arm_table, arm_granted, arm_type}

static const struct s2_format FORMATS[] = {
  EPT("ept-4", 4, 0),
  EPT("ept-4-ad", 4, 0x300), /* accessed and dirty */
  EPT("ept-5", 5, 0),
  ARM("aarch64-4k-ipa40-l1", 3, 40, 2),
  ARM("aarch64-4k-ipa48-l0", 4, 48, 1),
};

const struct s2_format *s2_find_format(const char *name) {
  for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
    if (strcmp(FORMATS[i].name, name) == 0) return &FORMATS[i];
  return NULL;
}
