package maplet.harness.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.PageSizes;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.Detail;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Report;
import maplet.model.Attributes;
import maplet.model.Layer;
import maplet.model.arch.Regime;

/// What a subject claims in one regime, and what of it a run has exercised: each pair of a
/// workload, a page size, attributes or a detail of answers with an operation, as far as it can be
/// ([MeaningfulPairs]), and each freedom that it can take.
///
/// A layer is its workloads.
public final class ClaimedCells {
  private final Regime regime;
  private final List<Workload> workloads;
  private final List<OperationKind> operations;
  private final Set<Detail> details;
  private final List<Freedom> freedoms;

  private final List<Gap> gaps = new ArrayList<>();
  private final Set<OperationKind> neverDone = new HashSet<>();
  private int claimed;
  private int missing;

  private ClaimedCells(
      Regime regime,
      Set<Layer> layers,
      Set<OperationKind> operations,
      Set<Detail> details,
      List<Freedom> freedoms) {
    this.regime = regime;
    this.workloads =
        Arrays.stream(Workload.values()).filter(each -> layers.contains(each.layer())).toList();
    this.operations =
        operations.stream().filter(kind -> layers.stream().anyMatch(kind::isOf)).sorted().toList();
    this.details = details;
    this.freedoms = freedoms;
  }

  /// Compares what is claimed with what was done.
  ///
  /// @param regime as far as it is claimed
  /// @param freedoms that it can take, see [#takeable]
  /// @param taken how often it took a freedom
  public static Coverage coverage(
      Regime regime,
      Set<Layer> layers,
      Set<OperationKind> operations,
      Set<Detail> details,
      List<Freedom> freedoms,
      ExerciseBins bins,
      ToLongFunction<Freedom> taken) {
    return new ClaimedCells(regime, layers, operations, details, freedoms).compare(bins, taken);
  }

  /// Those of the named freedoms that a subject can be seen to take in a regime.
  ///
  /// @param named in a profile
  /// @param regime as far as it is claimed
  /// @param operations that are claimed
  /// @param reports what the subject tells
  public static List<Freedom> takeable(
      Set<Freedom> named, Regime regime, Set<OperationKind> operations, Set<Report> reports) {
    boolean hasLarge = regime.capabilities().pageShifts().size() > 1;
    return named.stream()
        .filter(freedom ->
            switch (freedom) {
              case LEAF_CHOICE -> hasLarge;
              case LAZY_REST -> hasLarge && operations.contains(OperationKind.UNMAP_REGION);
              case REFUSE_WIDEN ->
                  operations.contains(OperationKind.PROTECT)
                      || operations.contains(OperationKind.PROTECT_REGION);
              case EAGER_INVALIDATE -> reports.containsAll(Set.of(Report.values()));
              case KEEP_EMPTY_TABLES, AGAIN, NO_ROLLBACK, SOFTWARE_BITS, OTHER_ERROR, FRAME_CACHE ->
                  true;
              case EXTRA_WORK -> true;
            })
        .sorted()
        .toList();
  }

  private Coverage compare(ExerciseBins bins, ToLongFunction<Freedom> taken) {
    for (OperationKind kind : operations) {
      if (bins.get(kind) == 0) {
        neverDone.add(kind);
        gaps.add(new Gap("operation", kind.toString(), ""));
      }
    }
    addLayers(bins);
    for (int shift : regime.capabilities().pageShifts()) {
      addPageSize(shift, bins);
    }
    for (Attributes attributes : regime.capabilities().alternatives()) {
      int code = attributes.code();
      add(
          "attributes",
          attributes,
          OperationKind::hasAttributes,
          kind -> bins.withAttributes(code, kind));
    }
    for (Detail detail : details.stream().sorted().toList()) {
      add(
          "answer",
          detail,
          kind -> MeaningfulPairs.canSay(kind, detail),
          kind -> bins.answered(detail, kind));
    }
    for (Freedom freedom : freedoms) {
      claimed++;
      if (taken.applyAsLong(freedom) == 0) {
        missing++;
        gaps.add(new Gap(Gap.FREEDOM, freedom.toString(), ""));
      }
    }
    return new Coverage(claimed, missing, gaps);
  }

  private void addLayers(ExerciseBins bins) {
    Set<Layer> idle = new HashSet<>();
    for (Workload workload : workloads) {
      idle.add(workload.layer());
    }
    for (Workload workload : workloads) {
      if (operations.stream().anyMatch(kind -> bins.get(workload, kind) > 0)) {
        idle.remove(workload.layer());
      }
    }
    idle.stream().sorted().forEach(layer -> gaps.add(new Gap("layer", layer.toString(), "")));
    for (Workload workload : workloads) {
      int before = gaps.size();
      add(
          "workload",
          workload,
          kind -> kind.isOf(workload.layer()),
          kind -> bins.get(workload, kind));
      if (idle.contains(workload.layer())) {
        gaps.subList(before, gaps.size()).clear(); // the layer is said
      }
    }
  }

  private void addPageSize(int shift, ExerciseBins bins) {
    boolean isLarge = 1L << shift != regime.capabilities().granule();
    int height = 0;
    while (regime.indexShift(height) != shift) {
      height++;
    }
    int ofLeaves = height;
    Set<OperationKind> all = Set.copyOf(operations);
    add(
        "page size",
        PageSizes.text(1L << shift),
        kind -> MeaningfulPairs.hasLeaves(kind, isLarge, all),
        kind -> bins.ofLeaves(ofLeaves, kind));
  }

  /// Counts the pairs of one thing.
  private void add(
      String subject,
      Object name,
      Predicate<OperationKind> isMeaningful,
      ToLongFunction<OperationKind> count) {
    List<OperationKind> meaningful = operations.stream().filter(isMeaningful).toList();
    List<OperationKind> without =
        meaningful.stream().filter(kind -> count.applyAsLong(kind) == 0).toList();
    claimed += meaningful.size();
    missing += without.size();
    if (without.isEmpty()) {
      return;
    }
    if (without.size() == meaningful.size() && !neverDone.containsAll(meaningful)) {
      gaps.add(new Gap(subject, name.toString(), ""));
      return;
    }
    for (OperationKind kind : without) {
      if (!neverDone.contains(kind)) {
        gaps.add(new Gap(subject, name.toString(), kind.toString()));
      }
    }
  }
}
