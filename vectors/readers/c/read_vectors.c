/* Reads all of Maplet's golden vectors without a library, and checks those of EPT and RISC-V.
 *
 * Checked: the index (file sizes, counts); each entry's meaning and address; each walk's outcome,
 * address, page size, fault, its height, and how many entries are read. Not checked: hashes, memory
 * types, syndromes, flags that hardware writes; AArch64 and sequences are only read and counted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "regimes.h"

int main(int argc, char **argv) {
  static char line[1 << 16], entry[1 << 16], path[4096];
  const char *folder = argc > 1 ? argv[1] : ".";
  long checked = 0, read = 0, wrong = 0;
  snprintf(path, sizeof path, "%s/index.json", folder);
  FILE *index = fopen(path, "r"), *file;
  while (index && fgets(entry, sizeof entry, index)) {
    if (!strstr(entry, "{\"file\":")) continue;
    const char *name = text(entry, "\"file\":");
    u64 count = 0, bytes = 0;
    snprintf(path, sizeof path, "%s/%.*s", folder, (int)strcspn(name, "\""), name);
    ept = strstr(path, "/ept-") != 0, noxo = strstr(path, "-noxo") != 0;
    mbe = strstr(path, "-mbe") != 0, svpbmt = strstr(path, "-svpbmt") != 0;
    svnapot = strstr(path, "-svnapot") != 0, svadu = strstr(path, "-svadu") != 0;
    file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
      bytes += strlen(line);
      if (strncmp(line, "\"inputBits\":", 12) == 0) input = number(line, "\"inputBits\":");
      if (strncmp(line, "\"outputBits\":", 13) == 0) output = number(line, "\"outputBits\":");
      if (strncmp(line, "\"levels\":", 9) == 0) levels = number(line, "\"levels\":");
      if (strncmp(line, "\"root\":", 7) == 0) root = number(line, "\"root\":");
      if (strncmp(line, "\"pageSizes\":", 12) == 0)
        for (sizes = 0, name = line; (name = strstr(name, "\"0x")); name++) sizes++;
      if (strncmp(line, "{\"id\":", 6) != 0) continue;
      int differs = 0, mine = ept || strstr(path, "/riscv-") != 0;
      if (mine && strstr(path, "/entry/")) checked++, differs = entry_differs(line);
      if (mine && strstr(path, "/walk/")) checked++, differs = walk_differs(line);
      if (differs) wrong++, printf("%.60s in %s differs\n", line, path);
      count++, read++;
    }
    if (!file || count != number(entry, "\"vectors\":") || bytes != number(entry, "\"bytes\":"))
      wrong++, printf("%s isn't as long as the index says\n", path);
    if (file) fclose(file);
  }
  printf("%ld vectors read, %ld checked, %ld differ\n", read, checked, wrong);
  return wrong || !checked;
}
