package maplet.harness.check;

import maplet.harness.subject.Freedom;
import maplet.model.Attributes;
import maplet.model.MappingTag;
import maplet.model.RangeMap;
import maplet.model.arch.Entry;
import maplet.model.arch.Regime;

/// Compares what the tables hold for a guest range with what the model holds, word by word.
///
/// The tables are read from the shadow; the model's mappings become the words that the
/// architecture's description asks for. Equal words need no decoding, so only a difference is
/// looked at closely: if the walk still reaches what the model says it is the entry oracle's, else
/// the translation oracle's.
final class RangeComparison {
  private final Regime regime;
  private final RangeMap mappings;
  private final ShadowMemory shadow;
  private final EntryClasses classes;
  private final ExpectedLeaves leaves;
  private final HardwareMarks marks;
  private final Findings findings;
  private final Liberties liberties;
  private final IgnoredBits ignored;
  private final int[] indexShifts;
  private final int rootHeight;
  private final long tableBytes;

  private long root;
  private boolean mapped;
  private int foundHeight;
  private long foundEntry;

  RangeComparison(
      Regime regime,
      RangeMap mappings,
      ShadowMemory shadow,
      EntryClasses classes,
      ExpectedLeaves leaves,
      HardwareMarks marks,
      Findings findings,
      Liberties liberties) {
    this.regime = regime;
    this.mappings = mappings;
    this.shadow = shadow;
    this.classes = classes;
    this.leaves = leaves;
    this.marks = marks;
    this.findings = findings;
    this.liberties = liberties;
    this.ignored = new IgnoredBits(regime, classes);
    this.rootHeight = regime.levels() - 1;
    this.tableBytes = regime.capabilities().granule();
    this.indexShifts = new int[regime.levels()];
    for (int height = 0; height <= rootHeight; height++) {
      indexShifts[height] = regime.indexShift(height);
    }
  }

  /// Begins with another root.
  void setRoot(long newRoot) {
    root = newRoot;
  }

  /// Compares every address of the range; stops at the first difference.
  ///
  /// @return whether all are equal
  boolean compare(long start, long end) {
    long at = start;
    mapped = mappings.seek(at);
    while (at < end) {
      if (!locate(at)) {
        return false;
      }
      at = compareTable(at, end);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  /// The word of the entry that ends the tables' walk for an address, 0 where the walk leaves the
  /// memory.
  long terminalWord(long gpa) {
    return locate(gpa) ? shadow.read(foundEntry) : 0;
  }

  /// Finds the entry, not a table entry, at which the walk for an address ends.
  private boolean locate(long gpa) {
    long table = root;
    int height = rootHeight;
    long index = gpa >>> indexShifts[height];
    while (true) {
      long entry = table + index * Long.BYTES;
      if (!shadow.contains(entry)) {
        findings.add(
            Oracle.TRANSLATION, gpa, "a walk inside the tables", "a walk to " + Text.hex(entry));
        return false;
      }
      long word = shadow.read(entry);
      if (height == 0 || word == 0 || classes.classify(word, height) != EntryClasses.TABLE) {
        foundEntry = entry;
        foundHeight = height;
        return true;
      }
      table = leaves.address(word);
      height--;
      index = gpa >>> indexShifts[height] & tableBytes / Long.BYTES - 1;
    }
  }

  /// Compares the entries of the table in which the last search ended, from that entry on.
  ///
  /// @return the first address not compared, or -1 after a difference
  private long compareTable(long from, long end) {
    int height = foundHeight;
    long step = 1L << indexShifts[height];
    long at = from & -step;
    long entry = foundEntry;
    long tableEnd = (entry | tableBytes - 1) + 1;
    while (at < end && entry < tableEnd) {
      long word = shadow.read(entry);
      if (height > 0 && word != 0 && classes.classify(word, height) == EntryClasses.TABLE) {
        return at;
      }
      while (mapped && mappings.end() <= at) {
        mapped = mappings.next();
      }
      if (word != expected(at, at + step, height) && !isFree(at, word, height)) {
        report(Math.max(at, from), at, word, height);
        return -1;
      }
      at += step;
      entry += Long.BYTES;
    }
    return at;
  }

  /// The word that the model asks for in an entry, or a word that no entry can have where the model
  /// asks for smaller or larger leaves.
  private long expected(long start, long end, int height) {
    if (!mapped || mappings.start() >= end) {
      return 0;
    }
    int tag = mappings.tag();
    boolean whole = mappings.start() <= start && end <= mappings.end();
    if (!whole || leaves.height(MappingTag.pageIndex(tag)) != height) {
      return ExpectedLeaves.NONE;
    }
    return leafWord(height, MappingTag.attributes(tag), start);
  }

  /// Whether a word that isn't the expected one differs only by what the subject may choose.
  private boolean isFree(long start, long word, int height) {
    long end = start + (1L << indexShifts[height]);
    long wanted = expected(start, end, height);
    boolean smaller = wanted == ExpectedLeaves.NONE && isSmaller(start, end, height);
    if (smaller) {
      wanted = leafWord(height, MappingTag.attributes(mappings.tag()), start);
    }
    boolean otherBits = word != wanted;
    if (wanted == ExpectedLeaves.NONE
        || otherBits && !ignored.coverDifference(word, wanted, height)) {
      return false;
    }
    String expected = Text.hex(wanted) + " at height " + height;
    return (!smaller
            || liberties.take(
                Freedom.LEAF_CHOICE, Oracle.ENTRY, start, "a larger leaf", Text.hex(word)))
        && (!otherBits
            || liberties.take(
                Freedom.SOFTWARE_BITS, Oracle.ENTRY, start, expected, Text.hex(word)));
  }

  /// Whether the model has one larger leaf, or part of one, where the tables have this entry.
  private boolean isSmaller(long start, long end, int height) {
    return mapped
        && mappings.start() <= start
        && end <= mappings.end()
        && leaves.height(MappingTag.pageIndex(mappings.tag())) > height
        && leaves.hasLeaves(height);
  }

  private void report(long gpa, long entryStart, long word, int height) {
    long step = 1L << indexShifts[height];
    boolean modelMaps = mapped && mappings.start() < entryStart + step;
    long at = modelMaps ? Math.max(gpa, mappings.start()) : gpa;
    String actual = describe(regime.decode(word, height), at - entryStart, height);
    String found = actual + " (" + Text.hex(word) + " at height " + height + ")";
    if (!modelMaps) {
      boolean translates = regime.decode(word, height) instanceof Entry.Leaf;
      findings.add(
          translates ? Oracle.TRANSLATION : Oracle.ENTRY, at, "not mapped (a zero entry)", found);
      return;
    }
    Attributes attributes = Attributes.of(MappingTag.attributes(mappings.tag()));
    int modelHeight = leaves.height(MappingTag.pageIndex(mappings.tag()));
    String wanted =
        "%s %s in a leaf of height %d (%s)"
            .formatted(
                Text.hex(at + mappings.delta()),
                attributes,
                modelHeight,
                Text.hex(expectedLeaf(at, modelHeight)));
    boolean same =
        regime.decode(word, height) instanceof Entry.Leaf(long address, Attributes actualAttributes)
            && address + (at - entryStart) == at + mappings.delta()
            && actualAttributes.equals(attributes);
    findings.add(same ? Oracle.ENTRY : Oracle.TRANSLATION, at, wanted, found);
  }

  private long expectedLeaf(long at, int height) {
    long leafStart = at & -(1L << indexShifts[height]);
    return leafWord(height, MappingTag.attributes(mappings.tag()), leafStart);
  }

  private long leafWord(int height, int attributes, long start) {
    return leaves.word(height, attributes, start + mappings.delta())
        | marks.bits(start, attributes);
  }

  private static String describe(Entry entry, long offset, int height) {
    return switch (entry) {
      case Entry.Absent _ -> "not mapped";
      case Entry.Leaf(long address, Attributes attributes) ->
          "%s %s in a leaf of height %d".formatted(Text.hex(address + offset), attributes, height);
      case Entry.Table(long address) -> "a table at " + Text.hex(address);
      case Entry.Reserved reserved -> reserved.fault() + ": " + reserved.reason();
    };
  }
}
