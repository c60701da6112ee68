package maplet.harness.report;

import java.util.ArrayList;
import java.util.List;
import maplet.harness.check.Divergence;
import maplet.harness.check.Text;
import maplet.harness.check.Violation;
import maplet.harness.explain.WalkExplainer;
import maplet.harness.sequence.OperationSlot;
import maplet.model.Layer;

/// A divergence as facts, one `key: value` a line, from which a hypervisor engineer sees the bug.
public final class DivergenceReport {
  /// The last steps that are listed; all of a minimised sequence, but for monstrous ones.
  private static final int MOST_STEPS = 40;

  private static final String INDENT = "  ";

  /// Begins the whole walk, which only the full report has.
  private static final String WALK = "walk of ";

  private DivergenceReport() {}

  /// The facts.
  ///
  /// @param found where it was found, as in `seed 7, sequence 12`
  /// @param replay the command that shows it again
  public static List<String> lines(Reproduction reproduction, String found, String replay) {
    Divergence divergence = reproduction.minimised();
    Violation first = divergence.first();
    List<String> lines = new ArrayList<>();
    lines.add("divergence: " + first.oracle());
    lines.add("regime: " + divergence.regime().id() + " (" + divergence.regime().title() + ")");
    lines.add("subject: " + divergence.subject());
    lines.add("found: " + found);
    lines.add(
        (divergence.setup().layer() == Layer.TABLE ? "page table, aimed at: " : "address space: ")
            + Text.range(
                divergence.setup().base(), divergence.setup().base() + divergence.setup().size()));
    addOperations(lines, reproduction);
    addViolation(lines, first);
    for (Violation other : divergence.violations().subList(1, divergence.violations().size())) {
      lines.add("also: " + other.oracle());
      addViolation(lines, other);
    }
    reproduction
        .walk()
        .ifPresent(walk -> {
          String before = first.isInDestroy() ? ", before destroy" : "";
          addBlock(
              lines,
              "deciding entry" + before + ":",
              WalkExplainer.explainLast(divergence.regime(), walk));
          addBlock(
              lines,
              "%s%s%s:".formatted(WALK, Text.hex(first.gpa()), before),
              WalkExplainer.explain(divergence.regime(), walk));
        });
    lines.add("replay: " + replay);
    return lines;
  }

  private static void addBlock(List<String> lines, String head, List<String> block) {
    if (!block.isEmpty()) {
      lines.add(head);
      block.forEach(line -> lines.add(INDENT + line));
    }
  }

  /// The facts without the whole walk, of which the entry that decides is enough for most.
  ///
  /// @param lines as [#lines] makes them
  public static List<String> brief(List<String> lines) {
    List<String> kept = new ArrayList<>();
    boolean inWalk = false;
    for (String line : lines) {
      inWalk = line.startsWith(WALK) || inWalk && line.startsWith(INDENT);
      if (!inWalk) {
        kept.add(line);
      }
    }
    return kept;
  }

  private static void addOperations(List<String> lines, Reproduction reproduction) {
    Divergence divergence = reproduction.minimised();
    int count = divergence.operations().size();
    lines.add(
        reproduction.again().isPresent()
            ? "minimised: %s (from %,d)"
                .formatted(
                    Text.count(count, "operation"), reproduction.original().operations().size())
            : "minimised: no, %s didn't show it a second time"
                .formatted(Text.count(count, "operation")));
    int hidden = Math.max(0, count - MOST_STEPS);
    if (hidden > 0) {
      lines.add(INDENT + "steps 1 to %d: see the trace".formatted(hidden));
    }
    OperationSlot slot = new OperationSlot();
    for (int i = hidden; i < count; i++) {
      divergence.operations().get(i, slot);
      lines.add("  step %d: %s".formatted(i + 1, OperationText.of(slot)));
    }
    lines.add(count == 0 ? "step: 0, creation" : "step: " + count);
    String last = count == 0 ? "create" : OperationText.of(slot);
    lines.add("operation: " + divergence.first().phase().orElse(last));
  }

  private static void addViolation(List<String> lines, Violation violation) {
    if (violation.hasAddress()) {
      lines.add("address: " + Text.hex(violation.gpa()));
    }
    lines.add("expected: " + violation.expected());
    lines.add("actual: " + violation.actual());
  }
}
