package maplet.harness.check;

import maplet.harness.subject.Freedom;
import maplet.model.arch.Regime;

/// Judges words that are no leaves: entries that are absent, and those that lead to tables.
final class EntryJudge {
  private final EntryClasses classes;
  private final Findings findings;
  private final Liberties liberties;
  private final IgnoredBits ignored;
  private final EntryWords words;
  private final AdoptedWords adopted;

  EntryJudge(
      Regime regime,
      EntryClasses classes,
      Findings findings,
      Liberties liberties,
      AdoptedWords adopted) {
    this.adopted = adopted;
    this.classes = classes;
    this.findings = findings;
    this.liberties = liberties;
    this.ignored = new IgnoredBits(regime, classes);
    this.words = new EntryWords(regime);
  }

  /// An entry through which nothing can be reached: it should be zero.
  ///
  /// @param start first guest address of the entry
  void judgeAbsent(long start, int height, long word) {
    if (word == 0) {
      return;
    }
    boolean isAbsent = classes.classify(word, height) == EntryClasses.ABSENT;
    if (isAbsent && liberties.take(Freedom.SOFTWARE_BITS)) {
      return;
    }
    String expected = "an entry that is absent is zero";
    String found = words.difference(0, word, height);
    if (isAbsent) {
      liberties.take(Freedom.SOFTWARE_BITS, Oracle.ENTRY, start, expected, found);
    } else {
      findings.add(
          Symptom.ABSENT_WORD, start, expected, found + "; " + words.meaning(word, height));
    }
  }

  /// An entry that leads to a table.
  ///
  /// @param start first guest address of the entry
  /// @param wanted the word that the description asks for
  void judgeTable(long start, int height, long wanted, long word) {
    if (word == wanted) {
      adopted.remove(start, height);
      return;
    }
    boolean isFree = ignored.coverDifference(word, wanted, height);
    if (isFree && liberties.take(Freedom.SOFTWARE_BITS)) {
      return;
    }
    String expected = "table entry " + Text.hex(wanted);
    String found = words.difference(wanted, word, height);
    if (isFree) {
      liberties.take(Freedom.SOFTWARE_BITS, Oracle.ENTRY, start, expected, found);
    } else {
      findings.add(Oracle.ENTRY, start, expected, found);
      adopted.add(start, height, word, wanted, true);
    }
  }
}
