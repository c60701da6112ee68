package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import maplet.harness.sequence.SeededChoices;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.MemoryType;
import maplet.model.arch.Citation;
import maplet.model.arch.Entry;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Regime;

/// The entry vectors of one regime: at each height, words that software writes, and from these
/// every field of their format with other values.
final class EntryCases {
  private static final int MOST_ATTRIBUTES = 20;
  private static final int RANDOM_WORDS = 5;
  private static final int MOST_COMBINATIONS = 16;

  /// Of all architectures, the bits that make an entry valid.
  static final long VALID_BITS = 0b100_0000_0111;

  private final Regime regime;
  private final Capabilities capabilities;
  private final SeededChoices choices;
  private final VectorList list;

  private EntryCases(Regime regime, long seed) {
    this.regime = regime;
    capabilities = regime.capabilities();
    choices = new SeededChoices(seed);
    list = new VectorList(VectorKind.ENTRY, regime);
  }

  /// All of them, sorted.
  static List<ObjectNode> of(Regime regime, long seed) {
    EntryCases cases = new EntryCases(regime, seed);
    for (int height = 0; height < regime.levels(); height++) {
      cases.addHeight(height);
    }
    return cases.list.sorted();
  }

  private void addHeight(int height) {
    add("absent-entry", "zero", 0, height);
    addAttributes(height);
    addAddresses(height);
    for (long base : bases(height)) {
      addFields(base, height);
      addPermissions(base, height);
      addAbsent(base, height);
      for (int i = 0; i < RANDOM_WORDS; i++) {
        long noise = noise(choices);
        add("random-word", "a plain word with noise", base ^ noise, height);
      }
    }
    int nearest = Math.min(height, capabilities.pageShifts().size() - 1);
    if (nearest < height) {
      long word = regime.encodeLeaf(page(height), typical(), nearest);
      add("leaf-at-wrong-level", "a leaf of a level below", word, height);
    }
    if (height == 0 && regime.levels() > 1) {
      add("leaf-at-wrong-level", "a table entry", regime.encodeTable(page(1), 1), 0);
    }
  }

  /// Random bits, an eighth of them set.
  static long noise(SeededChoices choices) {
    long noise = choices.bits();
    noise &= choices.bits();
    return noise & choices.bits();
  }

  private void add(String flag, String comment, long word, int height) {
    add(flag, comment, Optional.empty(), word, height);
  }

  private void add(String flag, String comment, Optional<Citation> cite, long word, int height) {
    ObjectNode input = Json.object();
    input.put(VectorFields.HEIGHT, height).put(VectorFields.WORD, Json.hex(word));
    ObjectNode rest = Json.object();
    rest.put(VectorFields.LEVEL, regime.level(height));
    cite.ifPresent(where -> rest.put(VectorFields.CITE, where.toString()));
    ObjectNode expect = EntryMeaning.described(regime, word, height);
    boolean reserved = expect.path(VectorFields.MEANS).asText().equals("reserved");
    rest.put(VectorFields.RESULT, reserved ? "invalid" : "valid");
    rest.set(VectorFields.EXPECT, expect);
    list.add(flag, comment, input, rest);
  }

  private boolean hasLeaves(int height) {
    return height < capabilities.pageShifts().size();
  }

  /// What RAM has, or the nearest to it that the regime has.
  private Attributes typical() {
    List<Attributes> alternatives = capabilities.alternatives();
    return alternatives.stream()
        .filter(each -> each.memoryType() == MemoryType.WRITE_BACK)
        .reduce((_, last) -> last)
        .orElse(alternatives.getLast());
  }

  /// Some page of a height, not too high.
  private long page(int height) {
    long limit = capabilities.outputLimit() >>> regime.indexShift(height);
    return limit <= 1 ? 0 : 1 + choices.chooseLong(limit - 1) << regime.indexShift(height);
  }

  private List<Long> bases(int height) {
    List<Long> bases = new ArrayList<>();
    if (hasLeaves(height)) {
      bases.add(regime.encodeLeaf(page(height), typical(), height));
    }
    if (height > 0) {
      bases.add(regime.encodeTable(page(0), height));
    }
    return bases;
  }

  private void addAttributes(int height) {
    if (!hasLeaves(height)) {
      return;
    }
    List<Attributes> all = capabilities.alternatives();
    int step = height == 0 ? 1 : 1 + all.size() / MOST_ATTRIBUTES;
    for (int i = 0; i < all.size(); i += step) {
      long word = regime.encodeLeaf(page(height), all.get(i), height);
      add("plain-leaf", all.get(i).toString(), word, height);
    }
  }

  private void addAddresses(int height) {
    AddressCases addresses = new AddressCases(regime);
    if (height == 0) {
      for (long word : AddressCases.napot(regime, regime.encodeLeaf(page(0), typical(), 0))) {
        add("napot", "N and other low address bits", word, 0);
      }
    }
    if (hasLeaves(height)) {
      long plain = regime.encodeLeaf(0, typical(), height);
      for (AddressCases.Case each : addresses.leaf(plain, height)) {
        add(each.flag(), each.comment(), each.word(), height);
      }
    }
    if (height > 0) {
      add("plain-table", "a table", regime.encodeTable(page(0), height), height);
      long plain = regime.encodeTable(0, height);
      for (AddressCases.Case each : addresses.table(plain, height)) {
        add(each.flag(), each.comment(), each.word(), height);
      }
    }
  }

  /// Every field of the word's format with other values.
  private void addFields(long base, int height) {
    boolean table = regime.decode(base, height) instanceof Entry.Table;
    EntryFormat format = regime.format(base, height);
    for (Field field : format.fields()) {
      for (long value : FieldValues.other(field, base, choices)) {
        String comment =
            "%s [%s] = 0x%x in a %s".formatted(field.name(), field.bits(), value, format.name());
        add(
            FieldFlags.of(regime.architecture(), field, table),
            comment,
            Optional.of(format.citationOf(field)),
            field.set(base, value),
            height);
      }
    }
  }

  /// Every combination of the fields that grant something.
  private void addPermissions(long base, int height) {
    boolean table = regime.decode(base, height) instanceof Entry.Table;
    String flag = table ? "permission-by-table" : "permission";
    List<Field> fields =
        regime.format(base, height).fields().stream()
            .filter(field -> field.kind() == Field.Kind.DEFINED)
            .filter(field -> FieldFlags.of(regime.architecture(), field, table).equals(flag))
            .toList();
    List<Long> words = List.of(base);
    for (Field field : fields) {
      List<Long> more = new ArrayList<>();
      for (long word : words) {
        for (long value = 0; value < 1L << field.msb() - field.lsb() + 1; value++) {
          more.add(field.set(word, value));
        }
      }
      words = more;
    }
    if (!fields.isEmpty() && words.size() <= MOST_COMBINATIONS) {
      String names = String.join(", ", fields.stream().map(Field::name).toList());
      words.forEach(word -> add(flag, "a combination of " + names, word, height));
    }
  }

  /// Words that aren't valid but have much else set.
  private void addAbsent(long base, int height) {
    for (long word : new long[] {base, -1, base | choices.bits()}) {
      for (long clear : new long[] {1, VALID_BITS}) {
        if (regime.decode(word & ~clear, height) instanceof Entry.Absent) {
          add("absent-entry", "not valid, but other bits are set", word & ~clear, height);
        }
      }
    }
  }
}
