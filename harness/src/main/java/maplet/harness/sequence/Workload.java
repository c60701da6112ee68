package maplet.harness.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import maplet.model.Capabilities;
import maplet.model.Layer;

/// What kind of sequence the grammar makes.
public enum Workload {
  /// One to sixteen granules an operation in a working set of 16 MiB (4096 pages of 4 KiB).
  PAGES,
  /// Leaves of every size, and operations that cut them, in a working set several times the largest
  /// leaf.
  HUGE,
  /// Operations on a page table alone, with pages of every size, in the working set of [#HUGE].
  TABLE;

  private static final long PAGES_BYTES = 16L << 20;
  private static final int LARGEST_LEAVES = 4;
  private static final int LARGEST_MISSING = 30;
  private static final int SMALLEST_BOUNDARY = 24;

  /// Bytes of the working set, at most the regime's whole input range.
  long workingSet(Capabilities capabilities) {
    long bytes =
        switch (this) {
          case PAGES -> PAGES_BYTES;
          case HUGE, TABLE -> (long) LARGEST_LEAVES << sizes(capabilities).getLast();
        };
    return Math.min(bytes, capabilities.inputLimit());
  }

  /// Base-2 logarithms of the sizes that sequences aim at: those of pages, and the next one up to 1
  /// GiB, of which other machines of the architecture have pages.
  static List<Integer> sizes(Capabilities capabilities) {
    List<Integer> shifts = new ArrayList<>(capabilities.pageShifts());
    int levelBits = shifts.getFirst() - Long.numberOfTrailingZeros(Long.BYTES);
    int next = shifts.getLast() + levelBits;
    if (next <= LARGEST_MISSING) {
      shifts.add(next);
    }
    return shifts;
  }

  /// Draws where the next address space of this kind lies: at the bottom or the top of the input
  /// range, or across a boundary of a level.
  public Setup setup(Capabilities capabilities, ChoiceSource choices) {
    long size = workingSet(capabilities);
    long highest = capabilities.inputLimit() - size;
    long base =
        switch (choices.choose(4)) {
          case 0 -> 0;
          case 1 -> highest;
          case 2 -> {
            int boundaries = Math.max(1, capabilities.inputBits() - SMALLEST_BOUNDARY);
            int shift = capabilities.inputBits() - 1 - choices.choose(boundaries);
            yield (1L << shift) - size / 2;
          }
          default -> choices.chooseLong(highest + 1);
        };
    long granule = capabilities.granule();
    boolean recycled = choices.choose(2) == 0;
    return new Setup(
        Math.clamp(base, 0, highest) / granule * granule, size, layer(), 0, false, recycled);
  }

  /// The layer at which the sequences of this kind work.
  public Layer layer() {
    return this == TABLE ? Layer.TABLE : Layer.SPACE;
  }

  /// The workload with this name.
  ///
  /// @throws IllegalArgumentException for any other text; the message lists the names
  public static Workload parse(String text) {
    for (Workload workload : values()) {
      if (workload.toString().equals(text)) {
        return workload;
      }
    }
    throw new IllegalArgumentException(
        "workload (%s) must be 'pages', 'huge' or 'table'".formatted(text));
  }

  /// The name in lower case, as in `pages`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
