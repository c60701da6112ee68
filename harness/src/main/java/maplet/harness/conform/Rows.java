package maplet.harness.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.profile.Claims;
import maplet.harness.sequence.OperationKind;
import maplet.harness.subject.Detail;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Report;
import maplet.harness.verdict.Row;
import maplet.harness.verdict.Row.Verdict;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.Layer;
import maplet.model.Status;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// What a regime's check was about, row by row: nothing that Maplet could check is left out, what
/// wasn't checked says why.
final class Rows {
  private static final String NOT_CLAIMED = "the profile doesn't claim it";

  private final Claims claims;
  private final Claims possible;
  private final String transport;
  private final Regime regime;
  private final Capabilities whole;
  private final Totals totals;
  private final List<Row> rows = new ArrayList<>();

  private Rows(ConformPlan plan, Regime regime, Totals totals) {
    this.claims = plan.claims();
    this.possible = plan.subject().possible(Claims.EVERYTHING);
    this.transport = plan.subject().transport().toString();
    this.regime = regime;
    this.whole = Regimes.find(regime.id()).capabilities();
    this.totals = totals;
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
    rows.addFreedoms();
    return rows.rows;
  }

  private void add(String subject, Object name, boolean applicable, String why) {
    Verdict verdict = applicable ? Verdict.CHECKED : Verdict.NOT_APPLICABLE;
    rows.add(new Row(subject, name.toString(), verdict, 0, applicable ? "" : why));
  }

  private void addLayers() {
    for (Layer layer : Layer.values()) {
      add("layer", layer, claims.layers().contains(layer), NOT_CLAIMED);
    }
  }

  private void addOperations() {
    for (OperationKind kind : OperationKind.values()) {
      if (!claims.has(kind)) {
        String why = possible.has(kind) ? NOT_CLAIMED : transport + " hasn't got it";
        add("operation", kind, false, why);
        continue;
      }
      long count = count(totals.bins(), kind) + totals.lost(kind);
      Verdict verdict = count > 0 ? Verdict.CHECKED : Verdict.NOT_MET;
      rows.add(
          new Row("operation", kind.toString(), verdict, count, count > 0 ? "" : "never drawn"));
    }
  }

  private static long count(OutcomeBins bins, OperationKind kind) {
    long count = 0;
    for (Status status : Status.values()) {
      count += bins.get(kind, status);
    }
    return count;
  }

  private void addOracles(Set<Report> reports) {
    Set<Oracle> oracles = RegimeCampaign.oracles(reports);
    for (Oracle oracle : Oracle.values()) {
      add("oracle", oracle, oracles.contains(oracle), "the subject doesn't tell invalidations");
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
      boolean claimed = regime.capabilities().pageShifts().contains(shift);
      add("page size", Claims.sizeText(1L << shift), claimed, NOT_CLAIMED);
    }
    for (Attributes attributes : whole.alternatives()) {
      add("attributes", attributes, regime.capabilities().represents(attributes), NOT_CLAIMED);
    }
  }

  private void addAnswers() {
    for (Detail detail : Detail.values()) {
      boolean isPossible = possible.answers().contains(detail);
      String why = isPossible ? NOT_CLAIMED : transport + " has no field for it";
      add("answer", detail, claims.answers().contains(detail), why);
    }
  }

  private void addFreedoms() {
    for (Freedom freedom : Freedom.values()) {
      if (!claims.freedoms().contains(freedom)) {
        add("freedom", freedom, false, "the profile doesn't name it: to take it is a finding");
        continue;
      }
      long taken = totals.taken(freedom);
      Verdict verdict = taken > 0 ? Verdict.CHECKED : Verdict.NOT_MET;
      rows.add(
          new Row("freedom", freedom.toString(), verdict, taken, taken > 0 ? "" : "never taken"));
    }
  }
}
