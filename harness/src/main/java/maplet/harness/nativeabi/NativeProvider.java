package maplet.harness.nativeabi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import maplet.harness.subject.Report;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;
import maplet.model.Capabilities;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// Makes address spaces of a native library.
public final class NativeProvider implements SubjectProvider {
  private static final long REGIME_BYTES = 40;

  private final NativeLibrary library;
  private final ErrorCapture errors = new ErrorCapture();
  private final ConcurrentMap<String, MemorySegment> regimes = new ConcurrentHashMap<>();

  public NativeProvider(NativeLibrary library) {
    this.library = library;
  }

  @Override
  public String name() {
    return library.name();
  }

  @Override
  public Set<Report> reports() {
    return library.reports();
  }

  @Override
  public SimulatedHost host(Capabilities capabilities) {
    return NativeHost.of(capabilities, !library.reports().contains(Report.STORES));
  }

  @Override
  public Subject open(String regimeId, SimulatedHost host) {
    if (host instanceof NativeHost shared) {
      MemorySegment regime = regimes.computeIfAbsent(regimeId, NativeProvider::describe);
      return new NativeSubject(library, shared, regime, errors);
    }
    throw new IllegalArgumentException("a native subject needs the host that its provider made");
  }

  /// `struct maplet_regime`.
  private static MemorySegment describe(String id) {
    Regime regime = Regimes.find(id);
    Capabilities capabilities = regime.capabilities();
    MemorySegment segment = Arena.global().allocate(REGIME_BYTES, Long.BYTES);
    segment.set(ValueLayout.ADDRESS, 0, Arena.global().allocateFrom(id));
    segment.set(ValueLayout.JAVA_INT, 8, capabilities.inputBits());
    segment.set(ValueLayout.JAVA_INT, 12, capabilities.outputBits());
    segment.set(ValueLayout.JAVA_INT, 16, regime.levels());
    segment.set(ValueLayout.JAVA_INT, 20, regime.rootFrames());
    segment.set(ValueLayout.JAVA_LONG, 24, capabilities.granule());
    return segment;
  }
}
