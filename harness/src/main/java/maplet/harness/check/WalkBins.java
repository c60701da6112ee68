package maplet.harness.check;

import maplet.model.FaultKind;
import maplet.model.arch.WalkResult;

/// How often walks ended in each fault at each height, and how often they reached memory.
public final class WalkBins {
  private static final int MOST_LEVELS = 5;

  private final long[] faults = new long[FaultKind.values().length * MOST_LEVELS];
  private long reached;

  /// Counts a walk.
  public void count(WalkResult walk) {
    switch (walk) {
      case WalkResult.Reached _ -> reached++;
      case WalkResult.Faulted fault -> faults[index(fault.kind(), fault.height())]++;
    }
  }

  /// Walks that reached memory.
  public long reached() {
    return reached;
  }

  /// Walks that ended in this fault at this height.
  public long get(FaultKind kind, int height) {
    return faults[index(kind, height)];
  }

  /// Adds another's counts to these.
  public void add(WalkBins other) {
    reached += other.reached;
    for (int i = 0; i < faults.length; i++) {
      faults[i] += other.faults[i];
    }
  }

  private static int index(FaultKind kind, int height) {
    return kind.ordinal() * MOST_LEVELS + height;
  }
}
