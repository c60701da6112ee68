package maplet.harness.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.arch.Citation;
import maplet.model.arch.Entry;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Regime;

/// What one table entry means in a regime.
public final class WordExplainer {
  private final Regime regime;

  /// Explains the entries of one regime.
  public WordExplainer(Regime regime) {
    this.regime = regime;
  }

  /// The height that the manual gives this number.
  ///
  /// @param level the manual's own number, as in `3` for an AArch64 page descriptor
  /// @throws IllegalArgumentException when the regime has no such level; the message lists those it has
  public int heightOfLevel(int level) {
    return IntStream.range(0, regime.levels())
        .filter(height -> regime.level(height) == level)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "level (%d) must be one of those of %s: %s"
                        .formatted(
                            level,
                            regime.id(),
                            IntStream.range(0, regime.levels())
                                .map(regime::level)
                                .sorted()
                                .boxed()
                                .toList())));
  }

  /// The height whose leaves have this size.
  ///
  /// @param pageSize in bytes
  /// @throws IllegalArgumentException when the regime has no such page size; the message lists those it
  ///     has
  public int heightOfPageSize(long pageSize) {
    List<Integer> shifts = regime.capabilities().pageShifts();
    return IntStream.range(0, regime.levels())
        .filter(height -> 1L << regime.indexShift(height) == pageSize)
        .filter(height -> shifts.contains(regime.indexShift(height)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "page size (%d) must be one of those of %s: %s"
                        .formatted(
                            pageSize,
                            regime.id(),
                            shifts.stream().map(shift -> 1L << shift).toList())));
  }

  /// The word's format, a line for each field from the highest bit down, and the verdict.
  ///
  /// @param word any 64 bits
  /// @param height 0 for the level of granule-sized leaves, up to `levels() - 1`
  /// @throws IllegalArgumentException when the regime has no such height
  public List<String> explain(long word, int height) {
    EntryFormat format = regime.format(word, height);
    List<String> lines = new ArrayList<>();
    lines.add(
        "word: 0x%016x at level %d of %s".formatted(word, regime.level(height), regime.id()));
    lines.add("format: %s (%s)".formatted(format.name(), format.citation()));
    for (Field field : format.fields()) {
      lines.add(
          "  %-5s  %-14s  %-14s  %s  [%s]"
              .formatted(
                  field.bits(),
                  field.name(),
                  "0x" + Long.toHexString(field.get(word)),
                  meaning(field, word),
                  format.citationOf(field)));
    }
    lines.add("verdict: " + verdict(word, height));
    return lines;
  }

  /// What the word means to a walk, in one line.
  ///
  /// @throws IllegalArgumentException when the regime has no such height
  public String verdict(long word, int height) {
    return switch (regime.decode(word, height)) {
      case Entry.Absent() -> "not valid: a walk ends in a translation fault";
      case Entry.Table(long address) -> "table at 0x%x".formatted(address);
      case Entry.Leaf(long address, Attributes attributes) ->
          "leaf of %d KiB at 0x%x, %s"
              .formatted((1L << regime.indexShift(height)) / 1024, address, attributes);
      case Entry.Reserved(FaultKind fault, String reason, Citation citation) ->
          "reserved, a walk ends in a fault (%s): %s [%s]".formatted(fault, reason, citation);
    };
  }

  private String meaning(Field field, long word) {
    long value = field.get(word);
    return switch (field.kind()) {
      case DEFINED -> {
        String otherwise = field.values().isEmpty() ? "" : ": value not listed, reserved";
        yield field.meaning() + field.meaningOf(value).map(text -> ": " + text).orElse(otherwise);
      }
      case ADDRESS ->
          "%s: 0x%x"
              .formatted(field.meaning(), regime.addressBits().extract(word & field.mask()));
      case RESERVED, RES0 -> field.meaning() + (value == 0 ? "" : ", but it is not zero");
      case IGNORED -> field.meaning();
    };
  }
}
