/* What EPT and RISC-V G-stage entries mean, and where walks end; written from the manuals for the
 * golden vectors' reader. A vector is one line, so that finding a field's name is all the parsing. */
typedef unsigned long long u64;
enum { ABSENT, TABLE, LEAF, RESERVED };
static int ept, levels, input, output, sizes, noxo, mbe, svpbmt, svnapot, svadu;
static u64 root;

static const char *text(const char *line, const char *name) {  /* behind "name": and a quote */
  const char *at = strstr(line, name);
  return at ? at + strlen(name) + (at[strlen(name)] == '"') : "";
}
static u64 number(const char *line, const char *name) { return strtoull(text(line, name), 0, 0); }

static int decode_ept(u64 word, int height, u64 *address, int *granted) {
  int leaf = height == 0 || (height < sizes && word & 0x80), type = word >> 3 & 7;
  *granted = (word & 7) | (mbe ? word >> 7 & 8 : 0);
  *address = word & 0xffffffffff000;
  if (!*granted) return ABSENT;
  if (*address >> output || (!(*granted & 1) && (*granted & 2 || noxo))) return RESERVED;
  if (!leaf) return word & (height < sizes ? 0x78 : 0xf8) ? RESERVED : TABLE;
  if (type == 2 || type == 3 || type == 7) return RESERVED;
  return *address & ((4096ull << 9 * height) - 1) ? RESERVED : LEAF;
}
static int decode_riscv(u64 word, int height, u64 *address, int *granted) {
  int napot = word >> 63, type = word >> 61 & 3;
  *address = (word >> 10 & 0xfffffffffff) << 12, *granted = word & 16 ? word >> 1 & 7 : 0;
  if (!(word & 1)) return ABSENT;
  if (!(word & 14)) {
    *granted = 15;
    return word & 0xd0 || word >> 54 || height == 0 ? RESERVED : TABLE;
  }
  if ((word & 6) == 4 || word >> 54 & 0x7f || type > 2 * svpbmt) return RESERVED;
  if (napot && (height || !svnapot || (*address >> 12 & 15) != 8)) return RESERVED;
  *address -= napot ? 0x8000 : 0;
  return *address & ((4096ull << 9 * height) - 1) ? RESERVED : LEAF;
}
static int decode(u64 word, int height, u64 *address, int *granted) {
  return (ept ? decode_ept : decode_riscv)(word, height, address, granted);
}
static int entry_differs(const char *line) {
  static const char *const means[] = {"absent", "table", "leaf", "reserved"};
  u64 address, word = number(line, "\"word\":");
  int granted, kind = decode(word, number(line, "\"height\":"), &address, &granted);
  return strncmp(text(line, "\"means\":"), means[kind], strlen(means[kind])) != 0
         || ((kind == TABLE || kind == LEAF) && address != number(line, "\"address\":"));
}
static u64 read_word(const char *line, u64 address) {  /* what isn't listed is zero */
  char name[32];
  sprintf(name, "[\"0x%llx\",", address);
  return number(text(line, "\"memory\":"), name);
}
static int walk_differs(const char *line) {
  u64 gpa = number(line, "\"gpa\":"), table = root, word = 0, address = 0, size;
  int kind = ABSENT, height = levels - 1, granted = 15, mine = 0, reads = 0;
  const char *access = text(line, "\"access\":"), *fault = "translation";
  int needed = *access == 'r' ? 1 : *access == 'w' ? 2 : *access == 'e' ? 4 : 8;
  u64 flags = *access == 'w' ? 0xc0 : 0x40;
  while (!(gpa >> input)) {
    u64 index = gpa >> (12 + 9 * height) & (reads ? 511 : -1ull);
    word = read_word(line, table + 8 * index), reads++;
    kind = decode(word, height, &address, &mine), granted &= mine;
    if (kind != TABLE) break;
    table = address, height--;
  }
  size = !ept && word >> 63 ? 65536 : 4096ull << 9 * height;
  if (kind == RESERVED) fault = "misconfiguration";
  else if (kind == LEAF && !(granted & needed)) fault = "permission";
  else if (kind == LEAF && !ept && !svadu && (word & flags) != flags) fault = "access-flag";
  else if (kind == LEAF)
    return number(line, "\"hpa\":") != (address | (gpa & (size - 1)))
           || number(line, "\"pageSize\":") != size || number(line, "\"reads\":") != (u64)reads;
  return strncmp(text(line, "\"fault\":"), fault, strlen(fault)) != 0
         || number(line, "\"height\":") != (u64)height || number(line, "\"reads\":") != (u64)reads;
}
