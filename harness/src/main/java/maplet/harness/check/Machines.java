package maplet.harness.check;

import java.util.HashMap;
import java.util.Map;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.SubjectProvider;
import maplet.model.Capabilities;

/// The machines of one thread: one for all regimes that need the same, and one copy of memory for
/// all of them, for that is what is large.
public final class Machines implements AutoCloseable {
  private final SubjectProvider provider;
  private final Map<Kind, Machine> machines = new HashMap<>();
  private final Machine.Users users = new Machine.Users();
  private long[] words = new long[0];

  /// @param provider of the subjects that run on them
  public Machines(SubjectProvider provider) {
    this.provider = provider;
  }

  /// What machines differ in.
  private record Kind(long base, long granule) {}

  Machine of(Capabilities capabilities) {
    Kind kind = new Kind(SimulatedHost.base(capabilities), capabilities.granule());
    return machines.computeIfAbsent(kind, _ -> make(capabilities));
  }

  private Machine make(Capabilities capabilities) {
    SimulatedHost host = provider.host(capabilities);
    int needed = Math.toIntExact(host.memory().size() / Long.BYTES);
    if (words.length != needed) {
      words = new long[needed];
    }
    return new Machine(host, new ShadowMemory(host.memory(), words), users);
  }

  @Override
  public void close() {
    machines.values().forEach(machine -> machine.host().close());
    machines.clear();
  }
}
