package maplet.harness.check;

import java.util.Arrays;
import maplet.harness.sequence.OperationKind;
import maplet.harness.sequence.Workload;
import maplet.harness.subject.Detail;
import maplet.model.Attributes;

/// How often each operation was done, and its effect judged: by workload, by the heights of the
/// leaves that it made, changed, removed or read, by its attributes, and by what its answer said.
///
/// An operation that was refused, or that wanted to be asked again, isn't done. Of refusals only
/// the answer counts.
public final class ExerciseBins {
  private static final int KINDS = OperationKind.values().length;
  private static final int WORKLOADS = Workload.values().length;
  private static final int HEIGHTS = 5;
  private static final int DETAILS = Detail.values().length;

  private static final int BY_WORKLOAD = 0;
  private static final int BY_HEIGHT = BY_WORKLOAD + WORKLOADS * KINDS;
  private static final int BY_ATTRIBUTES = BY_HEIGHT + HEIGHTS * KINDS;
  private static final int BY_DETAIL = BY_ATTRIBUTES + Attributes.CODES * KINDS;

  /// Numbers that [#copyTo] copies.
  public static final int WORDS = BY_DETAIL + DETAILS * KINDS;

  private final long[] counts = new long[WORDS];
  private boolean counting;
  private int workload;

  /// What is done from now on belongs to a workload.
  void begin(Workload newWorkload) {
    counting = true;
    workload = newWorkload.ordinal();
  }

  /// What is done from now on doesn't count: it is somebody's choice, not the run's.
  void pause() {
    counting = false;
  }

  /// Whether anything counts at the moment.
  boolean isCounting() {
    return counting;
  }

  /// An operation was done.
  ///
  /// @param attributes its operand, 0 where it has none
  /// @param heights a bit for each height of the leaves concerned
  void done(OperationKind kind, int attributes, int heights) {
    int column = kind.ordinal();
    counts[BY_WORKLOAD + workload * KINDS + column]++;
    if (kind.hasAttributes()) {
      counts[BY_ATTRIBUTES + attributes * KINDS + column]++;
    }
    for (int rest = heights; rest != 0; rest &= rest - 1) {
      counts[BY_HEIGHT + Integer.numberOfTrailingZeros(rest) * KINDS + column]++;
    }
  }

  /// An answer to an operation said something, and that was compared.
  void said(OperationKind kind, Detail detail) {
    counts[BY_DETAIL + detail.ordinal() * KINDS + kind.ordinal()]++;
  }

  /// How often an operation was done in a workload.
  public long get(Workload of, OperationKind kind) {
    return counts[BY_WORKLOAD + of.ordinal() * KINDS + kind.ordinal()];
  }

  /// How often an operation was done.
  public long get(OperationKind kind) {
    return sum(BY_WORKLOAD, WORKLOADS, kind);
  }

  /// How often an operation was done to leaves of a height.
  public long ofLeaves(int height, OperationKind kind) {
    return counts[BY_HEIGHT + height * KINDS + kind.ordinal()];
  }

  /// How often an operation was done with attributes of this code.
  public long withAttributes(int code, OperationKind kind) {
    return counts[BY_ATTRIBUTES + code * KINDS + kind.ordinal()];
  }

  /// How often the answer to an operation said something.
  public long answered(Detail detail, OperationKind kind) {
    return counts[BY_DETAIL + detail.ordinal() * KINDS + kind.ordinal()];
  }

  private long sum(int from, int rows, OperationKind kind) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += counts[from + row * KINDS + kind.ordinal()];
    }
    return sum;
  }

  /// Adds another's counts to these.
  public void add(ExerciseBins other) {
    for (int i = 0; i < WORDS; i++) {
      counts[i] += other.counts[i];
    }
  }

  /// Whether a count is negative, which none can be.
  public boolean isDamaged() {
    return Arrays.stream(counts).anyMatch(count -> count < 0);
  }

  /// All counts, for somebody who keeps them; they mean nothing but to [#restore].
  ///
  /// @param target has room for [#WORDS]
  public void copyTo(long[] target) {
    System.arraycopy(counts, 0, target, 0, WORDS);
  }

  /// Goes on from counts that were kept.
  public void restore(long[] kept) {
    System.arraycopy(kept, 0, counts, 0, WORDS);
  }
}
