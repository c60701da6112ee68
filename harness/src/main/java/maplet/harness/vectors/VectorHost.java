package maplet.harness.vectors;

import maplet.harness.subject.SimulatedHost;
import maplet.model.Capabilities;
import maplet.model.Environment;

/// A host for the model alone: its frames follow each other with gaps, so that no two of them look
/// like one.
final class VectorHost implements Environment {
  private static final long LIMIT = SimulatedHost.CAMPAIGN_SIZE;

  private final long base;
  private final long granule;
  private long used;
  private boolean refuses;

  VectorHost(Capabilities capabilities) {
    base = SimulatedHost.base(capabilities);
    granule = capabilities.granule();
  }

  /// Begins an operation.
  ///
  /// @param refusing whether the allocator has no frame for it
  void begin(boolean refusing) {
    refuses = refusing;
  }

  /// Whether an address is in a frame of this host; linear areas keep away from them.
  boolean isFrame(long hpa) {
    return hpa >= base && hpa < base + LIMIT;
  }

  @Override
  public long frameFor(long gpa) {
    long frame = base + used;
    used += 2 * granule;
    return refuses ? NO_FRAME : frame;
  }

  @Override
  public boolean refused() {
    return refuses;
  }
}
