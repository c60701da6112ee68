package maplet.harness.check;

import java.util.List;
import maplet.harness.subject.Subject;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.MappingTag;
import maplet.model.RangeMap;
import maplet.model.Rules;
import maplet.model.arch.Regime;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;

/// The full look that checks the step-by-step checking: memory against its shadow, every address
/// against the model, and the manual's walk at the ends of many mappings.
final class Audit {
  /// Mappings whose ends are walked in one audit; the others have their turn in later ones, as have
  /// the other accesses.
  private static final int WALKED_MAPPINGS = 128;

  private static final List<Access> ACCESSES = List.of(Access.values());

  private final Regime regime;
  private final Rules rules;
  private final WordMemory tables;
  private final ShadowMemory shadow;
  private final FrameLedger ledger;
  private final RangeComparison comparison;
  private final Findings findings;
  private final UnusedFrames unused;
  private final AdoptedWords adopted;

  private int turn;

  Audit(
      Regime regime,
      Rules rules,
      WordMemory tables,
      ShadowMemory shadow,
      FrameLedger ledger,
      RangeComparison comparison,
      UnusedFrames unused,
      Findings findings,
      AdoptedWords adopted) {
    this.adopted = adopted;
    this.regime = regime;
    this.rules = rules;
    this.tables = tables;
    this.shadow = shadow;
    this.ledger = ledger;
    this.comparison = comparison;
    this.findings = findings;
    this.unused = unused;
  }

  /// Forgets whose turn it is, for a new address space.
  void reset() {
    turn = 0;
  }

  void run(long root) {
    compareShadow();
    unused.judge();
    comparison.compare(0, regime.capabilities().inputLimit());
    if (!findings.any()) {
      walkMappings(root);
    }
  }

  /// Has the subject show its tables, unless something else is wrong; what it throws was found
  /// during that.
  void showTables(Subject subject) {
    if (!findings.any()) {
      findings.during(Violation.IN_DUMP);
      subject.showTables(ledger.tableFrames(shadow));
    }
  }

  /// Takes in words that changed without a store, as if they had been stored now.
  void adoptWords(EventReplay replay) {
    for (int frame = 0; frame < ledger.highWater(); frame++) {
      long address = shadow.address(frame);
      for (int i = 0; ledger.kind(frame) == FrameLedger.TABLE && i < shadow.wordsPerFrame(); i++) {
        long word = tables.read(address + (long) i * Long.BYTES);
        if (word != shadow.read(frame, i)) {
          replay.adoptWord(address + (long) i * Long.BYTES, word);
        }
      }
    }
  }

  private void compareShadow() {
    for (int frame = 0; frame < ledger.highWater(); frame++) {
      if (ledger.kind(frame) != FrameLedger.TABLE) {
        continue;
      }
      long address = shadow.address(frame);
      for (int i = 0; i < shadow.wordsPerFrame(); i++) {
        long word = tables.read(address + (long) i * Long.BYTES);
        if (word != shadow.read(frame, i)) {
          findings.add(
              Symptom.UNTOLD_STORE,
              ledger.firstGpa(frame) + ((long) i << regime.indexShift(ledger.height(frame))),
              Text.hex(shadow.read(frame, i)) + " in a reachable table, as the stores say",
              Text.hex(word) + ": changed without a store");
        }
      }
    }
  }

  private void walkMappings(long root) {
    RangeMap mappings = rules.mappings();
    int skip = mappings.size() > WALKED_MAPPINGS ? turn * WALKED_MAPPINGS % mappings.size() : 0;
    boolean more = mappings.seek(rules.base());
    for (int i = 0; more && i < skip + WALKED_MAPPINGS; i++) {
      if (i >= skip) {
        walk(root, mappings.start(), access(turn + i), mappings);
        walk(root, mappings.end() - 1, access(turn + i + 1), mappings);
      }
      more = mappings.next();
    }
    turn++;
  }

  /// One access for each walk, by turns: what an entry means otherwise doesn't depend on it.
  private static Access access(int number) {
    return ACCESSES.get(number % ACCESSES.size());
  }

  private void walk(long root, long gpa, Access access, RangeMap mapping) {
    Attributes attributes = Attributes.of(MappingTag.attributes(mapping.tag()));
    boolean permitted = regime.capabilities().permits(attributes.permissions(), access);
    boolean equal =
        switch (regime.walk(tables, root, gpa, access)) {
          case WalkResult.Reached reached ->
              permitted
                  && reached.hpa() == gpa + mapping.delta()
                  && reached.attributes().equals(attributes);
          case WalkResult.Faulted faulted -> !permitted && faulted.kind() == FaultKind.PERMISSION;
        };
    if (!equal && !adopted.mislead(gpa)) {
      findings.add(
          Oracle.TRANSLATION,
          gpa,
          "%s %s for %s".formatted(Text.hex(gpa + mapping.delta()), attributes, access),
          regime.walk(tables, root, gpa, access).toString());
    }
  }
}
