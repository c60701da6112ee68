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
  private final AdoptedWords adopted;
  private final IgnoredBits ignored;
  private final EntryWords words;
  private final int[] indexShifts;
  private final int rootHeight;
  private final long tableBytes;

  private long root;
  private int foundHeight;
  private long foundEntry;
  private boolean isOutside;

  /// The difference that was found last: the first address that differs, and the entry there.
  private long difference;

  private long entryStart;
  private long entryWord;

  /// The model's run that ends above the address that is compared, read once for all its leaves.
  private boolean mapped;

  private long runStart;
  private long runEnd;
  private long runDelta;
  private int runAttributes;
  private int runHeight;

  RangeComparison(
      Regime regime,
      RangeMap mappings,
      ShadowMemory shadow,
      EntryClasses classes,
      ExpectedLeaves leaves,
      HardwareMarks marks,
      Findings findings,
      Liberties liberties,
      AdoptedWords adopted) {
    this.adopted = adopted;
    this.regime = regime;
    this.mappings = mappings;
    this.shadow = shadow;
    this.classes = classes;
    this.leaves = leaves;
    this.marks = marks;
    this.findings = findings;
    this.liberties = liberties;
    this.ignored = new IgnoredBits(regime, classes);
    this.words = new EntryWords(regime);
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
    boolean equal = areEqual(start, end);
    if (!equal && !isOutside) {
      report();
    }
    return equal;
  }

  /// Looks for a difference; what it is, the methods below tell.
  ///
  /// @return whether there is none in the range
  boolean areEqual(long start, long end) {
    long at = start;
    mapped = mappings.seek(at);
    readRun();
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

  /// Whether the last walk has led out of the memory.
  boolean isOutside() {
    return isOutside;
  }

  /// First guest address of the entry that differs.
  long entryStart() {
    return entryStart;
  }

  /// Height of the entry that differs.
  int entryHeight() {
    return foundHeight;
  }

  /// The entry's word.
  long entryWord() {
    return entryWord;
  }

  /// The word that the model asks for in an entry, as it is now.
  long wanted(long start, int height) {
    mapped = mappings.seek(start);
    readRun();
    return expected(start, start + (1L << indexShifts[height]), height);
  }

  private void readRun() {
    if (mapped) {
      int tag = mappings.tag();
      runStart = mappings.start();
      runEnd = mappings.end();
      runDelta = mappings.delta();
      runAttributes = MappingTag.attributes(tag);
      runHeight = leaves.height(MappingTag.pageIndex(tag));
    } else {
      runStart = Long.MAX_VALUE;
      runEnd = Long.MAX_VALUE;
    }
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
        isOutside = true;
        return false;
      }
      long word = shadow.read(entry);
      if (height == 0 || word == 0 || classes.classify(word, height) != EntryClasses.TABLE) {
        foundEntry = entry;
        foundHeight = height;
        isOutside = false;
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
      while (runEnd <= at) {
        mapped = mappings.next();
        readRun();
      }
      if (word != expected(at, at + step, height) && !isFree(at, word, height)) {
        difference = Math.max(at, from);
        entryStart = at;
        entryWord = word;
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
    if (runStart >= end) {
      return 0;
    }
    boolean whole = runStart <= start && end <= runEnd;
    return whole && runHeight == height ? leafWord(height, start) : ExpectedLeaves.NONE;
  }

  /// Whether a word that isn't the expected one differs only by what the subject may choose.
  private boolean isFree(long start, long word, int height) {
    long end = start + (1L << indexShifts[height]);
    long wanted = expected(start, end, height);
    if (adopted.accept(start, height, word, wanted)) {
      return true;
    }
    boolean smaller = wanted == ExpectedLeaves.NONE && isSmaller(start, end, height);
    if (smaller) {
      wanted = leafWord(height, start);
    }
    boolean otherBits = word != wanted;
    if (wanted == ExpectedLeaves.NONE
        || otherBits && !ignored.coverDifference(word, wanted, height)) {
      return false;
    }
    return (!smaller || mayBeSmaller(start, word, height))
        && (!otherBits || mayHaveBits(start, wanted, word, height));
  }

  private boolean mayBeSmaller(long start, long word, int height) {
    return liberties.take(Freedom.LEAF_CHOICE)
        || liberties.take(
            Freedom.LEAF_CHOICE,
            Oracle.ENTRY,
            start,
            "a leaf of height " + runHeight,
            "one of height %d (%s)".formatted(height, Text.hex(word)));
  }

  private boolean mayHaveBits(long start, long wanted, long word, int height) {
    return liberties.take(Freedom.SOFTWARE_BITS)
        || liberties.take(
            Freedom.SOFTWARE_BITS,
            Oracle.ENTRY,
            start,
            Text.hex(wanted) + " at height " + height,
            words.difference(wanted, word, height));
  }

  /// Whether the model has one larger leaf, or part of one, where the tables have this entry.
  private boolean isSmaller(long start, long end, int height) {
    return runStart <= start && end <= runEnd && runHeight > height && leaves.hasLeaves(height);
  }

  private void report() {
    long gpa = difference;
    long word = entryWord;
    int height = foundHeight;
    long step = 1L << indexShifts[height];
    boolean modelMaps = runStart < entryStart + step;
    long at = modelMaps ? Math.max(gpa, runStart) : gpa;
    String actual = words.meaning(word, height, at - entryStart);
    if (!modelMaps) {
      String found = "%s (%s)".formatted(actual, words.difference(0, word, height));
      boolean translates = regime.decode(word, height) instanceof Entry.Leaf;
      findings.add(
          translates ? Symptom.MAPPED : Symptom.ABSENT_WORD,
          at,
          "not mapped (a zero entry)",
          found);
      return;
    }
    Attributes attributes = Attributes.of(runAttributes);
    long leaf = leafWord(runHeight, at & -(1L << indexShifts[runHeight]));
    String wanted =
        "%s %s in a leaf of height %d (%s)"
            .formatted(Text.hex(at + runDelta), attributes, runHeight, Text.hex(leaf));
    String found =
        "%s (%s)"
            .formatted(
                actual,
                word != 0 && runHeight == height
                    ? words.difference(leaf, word, height)
                    : Text.hex(word) + " at height " + height);
    if (!(regime.decode(word, height)
        instanceof Entry.Leaf(long address, Attributes actualAttributes))) {
      findings.add(Symptom.LOST, at, wanted, found);
    } else if (address + (at - entryStart) != at + runDelta) {
      findings.add(Symptom.ELSEWHERE, at, wanted, found);
    } else if (actualAttributes.equals(attributes)) {
      findings.add(Oracle.ENTRY, at, wanted, found);
    } else {
      Symptom symptom = Symptom.of(attributes, actualAttributes);
      findings.add(symptom, at, wanted, found);
    }
  }

  /// The word of a leaf of the run.
  private long leafWord(int height, long start) {
    return leaves.word(height, runAttributes, start + runDelta) | marks.bits(start, runAttributes);
  }
}
