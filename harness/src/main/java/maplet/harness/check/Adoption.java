package maplet.harness.check;

import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.MappingTag;
import maplet.model.RangeMap;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;

/* Overview
 *
 * After a finding the expectation takes in what the tables hold where they differ from it, entry by
 * entry: a translation goes into the model's mappings; a word that isn't the one for its
 * translation, or no translation at all, is remembered with the word that the model asks for, and
 * passes as long as neither changes. So everything else there is judged as before, and the next
 * operation on it in full.
 */
/// Makes the model's mappings follow tables that have been found to differ from them.
final class Adoption {
  private final Regime regime;
  private final long outputLimit;
  private final RangeMap mappings;
  private final ShadowMemory shadow;
  private final FrameLedger ledger;
  private final RangeComparison comparison;
  private final ExpectedLeaves leaves;
  private final HardwareMarks marks;
  private final AdoptedWords words;
  private final Suspects suspects;

  Adoption(
      Regime regime,
      RangeMap mappings,
      ShadowMemory shadow,
      FrameLedger ledger,
      RangeComparison comparison,
      ExpectedLeaves leaves,
      HardwareMarks marks,
      AdoptedWords words,
      Suspects suspects) {
    this.suspects = suspects;
    this.regime = regime;
    Capabilities capabilities = regime.capabilities();
    this.outputLimit = capabilities.outputLimit();
    this.mappings = mappings;
    this.shadow = shadow;
    this.ledger = ledger;
    this.comparison = comparison;
    this.leaves = leaves;
    this.marks = marks;
    this.words = words;
  }

  /// Takes in what the tables hold in a range.
  ///
  /// @return false where that can't be followed: a walk leads out of the memory, or a leaf to a
  ///   frame that isn't its own
  boolean follow(long start, long end) {
    long at = start;
    long stop = end;
    while (at < stop && !comparison.areEqual(at, stop)) {
      if (comparison.isOutside()) {
        return false;
      }
      int height = comparison.entryHeight();
      long entry = comparison.entryStart();
      long word = comparison.entryWord();
      long next = entry + (1L << regime.indexShift(height));
      if (isPiece(entry, next)) {
        // All of the model's leaf is to be looked at, also what nobody has asked for.
        long leaf = entry & -pageSize();
        stop = Math.max(stop, leaf + pageSize());
        cut(leaf, height);
        if (leaf < at && !follow(leaf, at)) {
          return false;
        }
      }
      if (!take(entry, next, height, word)) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /// Whether the model has a leaf that holds an entry's range and more; then the position of the
  /// mappings is there.
  private boolean isPiece(long start, long end) {
    return mappings.seek(start) && mappings.start() <= start && pageSize() > end - start;
  }

  private long pageSize() {
    return 1L << regime.indexShift(leaves.height(MappingTag.pageIndex(mappings.tag())));
  }

  /// The model's leaf at the position becomes leaves that aren't larger than entries of a height.
  private void cut(long leaf, int height) {
    int index = MappingTag.pageIndex(mappings.tag());
    long end = leaf + pageSize();
    while (leaves.height(index) > height) {
      index--;
    }
    int attributes = MappingTag.attributes(mappings.tag());
    mappings.assign(leaf, end, mappings.delta(), MappingTag.of(attributes, index));
  }

  private boolean take(long start, long end, int height, long word) {
    boolean misleads = false;
    switch (regime.decode(word, height)) {
      case Entry.Absent _ -> {
        if (isMapped(start, end)) {
          suspects.add(start, end);
        }
        mappings.erase(start, end);
        marks.unmapped(start, end);
      }
      case Entry.Leaf(long address, Attributes attributes) -> {
        if (!isOurs(start, end, height, address)) {
          return false;
        }
        if (!isMapped(start, end)) {
          suspects.add(start, end);
        }
        map(start, end, address, MappingTag.of(attributes.code(), leaves.pageIndex(height)));
        long unmarked = leaves.word(height, attributes.code(), address);
        marks.adopt(start, end, word, unmarked, attributes.code());
      }
      case Entry.Reserved _ -> misleads = true;
      case Entry.Table _ -> {
        return false;
      }
    }
    long wanted = comparison.wanted(start, height);
    if (word != wanted) {
      words.add(start, height, word, wanted, misleads);
    }
    return true;
  }

  /// Whether the model maps an address of a range.
  private boolean isMapped(long start, long end) {
    return mappings.seek(start) && mappings.start() < end;
  }

  private void map(long start, long end, long address, int tag) {
    boolean same =
        mappings.seek(start)
            && mappings.start() <= start
            && end <= mappings.end()
            && mappings.delta() == address - start
            && mappings.tag() == tag;
    if (!same) {
      mappings.assign(start, end, address - start, tag);
      marks.unmapped(start, end);
    }
  }

  /// Whether a leaf leads to memory that may be its own: outside of the host's frames, or to the
  /// page that the ledger has for it.
  private boolean isOurs(long start, long end, int height, long address) {
    if (shadow.contains(address)) {
      int frame = shadow.frame(address);
      return height == 0
          && ledger.kind(frame) == FrameLedger.PAGE
          && ledger.firstGpa(frame) == start;
    }
    long size = end - start;
    return address + size <= outputLimit && !shadow.contains(address + size - 1);
  }
}
