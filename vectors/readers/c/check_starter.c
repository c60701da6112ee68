/* Golden vectors in somebody's own tests: what Maplet's C starter writes into its tables is what the
 * entry vectors say. Build it together with the code under test:
 *
 *   S=harness/src/main/native/starters/c
 *   gcc -I $S -o check_starter vectors/readers/c/check_starter.c $S/formats.c && ./check_starter vectors
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "stage2.h"

static const char *text(const char *line, const char *name) { /* behind "name": and a quote */
  const char *at = strstr(line, name);
  return at ? at + strlen(name) + (at[strlen(name)] == '"') : "";
}

static uint64_t number(const char *line, const char *name) {
  return strtoull(text(line, name), 0, 0);
}

static unsigned attributes_of(const char *line) {
  static const char *const types[] = {"write-back", "write-through", "write-protected",
                                      "non-cacheable", "device"};
  const char *permissions = text(line, "\"permissions\":"), *type = text(line, "\"type\":");
  unsigned code = (permissions[0] == 'r') | (permissions[1] == 'w') << 1 | (permissions[2] == 'x') << 2;
  for (unsigned i = 0; i < 5; i++)
    if (strncmp(type, types[i], strlen(types[i])) == 0) return code | i << 4;
  return code;
}

static long check(const char *folder, const char *regime, long *checked) {
  static char line[1 << 16], path[4096];
  const struct s2_format *format = s2_find_format(regime);
  long wrong = 0;
  snprintf(path, sizeof path, "%s/entry/%s.json", folder, regime);
  FILE *file = fopen(path, "r");
  while (file && fgets(line, sizeof line, file)) {
    uint64_t word = number(line, "\"write\":"), address = number(line, "\"address\":"), mine;
    unsigned height = number(line, "\"height\":");
    if (strncmp(line, "{\"id\":", 6) != 0 || !strstr(line, "\"write\":")) continue;
    if (strncmp(text(line, "\"means\":"), "leaf", 4) == 0)
      mine = format->leaf(address, attributes_of(line), height);
    else if (strncmp(text(line, "\"means\":"), "table", 5) == 0)
      mine = format->table(address);
    else
      continue;
    ++*checked;
    if (mine != word && ++wrong)
      printf("%.40s of %s: 0x%llx, not 0x%llx\n", line, regime, (unsigned long long)mine,
             (unsigned long long)word);
  }
  if (file) fclose(file);
  return wrong;
}

int main(int argc, char **argv) {
  const char *folder = argc > 1 ? argv[1] : ".";
  long checked = 0, wrong = check(folder, "ept-4", &checked);
  wrong += check(folder, "aarch64-4k-ipa40-l1", &checked);
  printf("%ld words checked, %ld differ\n", checked, wrong);
  return wrong || !checked;
}
