package maplet.harness.museum;

import java.util.List;
import java.util.Set;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;

/// The implementation with some of its calls redirected; the shipped classes are left alone.
///
/// A class loader of its own defines the implementation afresh, but for `maplet.impl.memory`, which
/// the checker shares.
final class PatchedImplementation extends RedirectingClassLoader implements SubjectProvider {
  /// What the subject uses of its own package, where nobody else may.
  private static final Set<String> OF_ITS_PACKAGE =
      Set.of("maplet.harness.subject.GuestAccesses", "maplet.harness.subject.WatchedHal");

  private final String bug;
  private final SubjectProvider provider;

  PatchedImplementation(String bug, List<Redirection> redirections) {
    super(redirections);
    this.bug = bug;
    try {
      provider =
          (SubjectProvider)
              loadClass(InProcessSubject.Provider.class.getName())
                  .getDeclaredConstructor()
                  .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't load the patched implementation", e);
    }
  }

  @Override
  public String name() {
    return bug;
  }

  @Override
  public Subject open(String regimeId, SimulatedHost host) {
    return provider.open(regimeId, host);
  }

  @Override
  boolean isPatched(String name) {
    return name.startsWith("maplet.impl.") && !name.startsWith("maplet.impl.memory.")
        || name.startsWith(InProcessSubject.class.getName())
        || OF_ITS_PACKAGE.contains(name);
  }
}
