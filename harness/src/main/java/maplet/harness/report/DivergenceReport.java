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
    if (reproduction.walk().isPresent() && divergence.operations().size() > 0) {
      lines.add("walk of " + Text.hex(first.gpa()) + ":");
      for (String line : WalkExplainer.explain(divergence.regime(), reproduction.walk().get())) {
        lines.add("  " + line);
      }
    }
    lines.add("replay: " + replay);
    return lines;
  }

  private static void addOperations(List<String> lines, Reproduction reproduction) {
    Divergence divergence = reproduction.minimised();
    int count = divergence.operations().size();
    lines.add(
        reproduction.again().isPresent()
            ? "minimised: %d operations (from %d)"
                .formatted(count, reproduction.original().operations().size())
            : "minimised: no, %d operations haven't shown it a second time".formatted(count));
    int hidden = Math.max(0, count - MOST_STEPS);
    if (hidden > 0) {
      lines.add("  steps 1 to %d: see the trace".formatted(hidden));
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
    if (violation.gpa() != 0) {
      lines.add("address: " + Text.hex(violation.gpa()));
    }
    lines.add("expected: " + violation.expected());
    lines.add("actual: " + violation.actual());
  }
}
