package maplet.harness.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import maplet.harness.check.ClaimedCells;
import maplet.harness.check.ExerciseBins;
import maplet.harness.check.Oracle;
import maplet.harness.profile.Claims;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.PageSizes;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.Detail;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Report;
import maplet.harness.verdict.Row;
import maplet.harness.verdict.Row.Verdict;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.Layer;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// What a regime's check was about, row by row: nothing that Maplet could check is left out, what
/// wasn't checked says why.
final class Rows {
  private static final String NOT_CLAIMED = "the profile doesn't claim it";
  private static final String NOT_EXERCISED = "never done and judged";

  private final ConformPlan plan;
  private final Claims claims;
  private final Claims possible;
  private final String transport;
  private final Regime regime;
  private final Capabilities whole;
  private final Totals totals;
  private final ExerciseBins done;
  private final List<Row> rows = new ArrayList<>();

  private Rows(ConformPlan plan, Regime regime, Totals totals) {
    this.plan = plan;
    this.claims = plan.claims();
    this.possible = plan.subject().possible(Claims.EVERYTHING);
    this.transport = plan.subject().transport().toString();
    this.regime = regime;
    this.whole = Regimes.find(regime.id()).capabilities();
    this.totals = totals;
    this.done = totals.exercised();
  }

  /// All rows.
  ///
  /// @param reports what the subject tells of itself
  static List<Row> of(ConformPlan plan, Regime regime, Totals totals, Set<Report> reports) {
    Rows rows = new Rows(plan, regime, totals);
    rows.addLayers();
    rows.addOperations();
    rows.addOracles(reports);
    rows.addCapabilities();
    rows.addAnswers();
    rows.addFreedoms(reports);
    return rows.rows;
  }

  private void add(String subject, Object name, boolean applicable, String why) {
    Verdict verdict = applicable ? Verdict.CHECKED : Verdict.NOT_APPLICABLE;
    rows.add(new Row(subject, name.toString(), verdict, 0, applicable ? "" : why));
  }

  /// A row for what is claimed, by how often it was exercised.
  private void addCounted(String subject, Object name, long count, String otherwise) {
    Verdict verdict = count > 0 ? Verdict.CHECKED : Verdict.NOT_MET;
    rows.add(new Row(subject, name.toString(), verdict, count, count > 0 ? "" : otherwise));
  }

  private void addLayers() {
    for (Layer layer : Layer.values()) {
      if (!claims.layers().contains(layer)) {
        add("layer", layer, false, NOT_CLAIMED);
        continue;
      }
      long count = 0;
      for (Workload workload : Workload.values()) {
        count += workload.layer() == layer ? sum(kind -> done.get(workload, kind)) : 0;
      }
      addCounted("layer", layer, count, NOT_EXERCISED);
    }
    for (Workload workload : Workload.values()) {
      if (claims.layers().contains(workload.layer())) {
        long count = sum(kind -> done.get(workload, kind));
        addCounted("workload", workload, count, NOT_EXERCISED);
      }
    }
  }

  private void addOperations() {
    for (OperationKind kind : OperationKind.values()) {
      if (claims.has(kind)) {
        addCounted("operation", kind, done.get(kind), NOT_EXERCISED);
      } else {
        String why = possible.has(kind) ? NOT_CLAIMED : transport + " hasn't got it";
        add("operation", kind, false, why);
      }
    }
  }

  private static long sum(ToLongFunction<OperationKind> count) {
    return Arrays.stream(OperationKind.values()).mapToLong(count).sum();
  }

  private void addOracles(Set<Report> reports) {
    Set<Oracle> judged = plan.oracles(reports);
    for (Oracle oracle : Oracle.values()) {
      String why =
          plan.oracles().contains(oracle)
              ? "the subject doesn't tell invalidations"
              : "switched off, --without " + oracle;
      add("oracle", oracle, judged.contains(oracle), why);
    }
    add(
        "order",
        "of stores",
        reports.contains(Report.STORES),
        "the subject doesn't tell stores; tables are compared after each call,"
            + " and nobody can say whether more was invalidated than changed");
  }

  private void addCapabilities() {
    for (int shift : whole.pageShifts()) {
      String size = PageSizes.text(1L << shift);
      int height = heightOf(shift);
      if (regime.capabilities().pageShifts().contains(shift)) {
        addCounted("page size", size, sum(kind -> done.ofLeaves(height, kind)), NOT_EXERCISED);
      } else {
        add("page size", size, false, NOT_CLAIMED);
      }
    }
    for (Attributes attributes : whole.alternatives()) {
      int code = attributes.code();
      if (regime.capabilities().represents(attributes)) {
        long count = sum(kind -> done.withAttributes(code, kind));
        addCounted("attributes", attributes, count, NOT_EXERCISED);
      } else {
        add("attributes", attributes, false, NOT_CLAIMED);
      }
    }
  }

  private int heightOf(int pageShift) {
    int height = 0;
    while (regime.indexShift(height) != pageShift) {
      height++;
    }
    return height;
  }

  private void addAnswers() {
    for (Detail detail : Detail.values()) {
      boolean isPossible = possible.answers().contains(detail);
      if (claims.answers().contains(detail)) {
        addCounted("answer", detail, sum(kind -> done.answered(detail, kind)), NOT_EXERCISED);
      } else {
        String why = isPossible ? NOT_CLAIMED : transport + " has no field for it";
        add("answer", detail, false, why);
      }
    }
  }

  private void addFreedoms(Set<Report> reports) {
    List<Freedom> takeable =
        ClaimedCells.takeable(claims.freedoms(), regime, claims.operations(), reports);
    for (Freedom freedom : Freedom.values()) {
      if (takeable.contains(freedom)) {
        addCounted("freedom", freedom, totals.taken(freedom), "never taken");
      } else if (claims.freedoms().contains(freedom)) {
        add("freedom", freedom, false, "nobody could see it taken here");
      } else {
        add("freedom", freedom, false, "the profile doesn't name it: to take it is a finding");
      }
    }
  }
}
