package maplet.harness.planted;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.Subject;
import maplet.harness.subject.SubjectProvider;

/// The implementation with some of its calls redirected; the shipped classes are left alone.
///
/// A class loader of its own defines the implementation afresh, but for `maplet.impl.memory`, which the
/// checker shares.
final class PatchedImplementation extends ClassLoader implements SubjectProvider {
  private final String bug;
  private final List<Redirection> redirections;
  private final SubjectProvider provider;

  PatchedImplementation(String bug, List<Redirection> redirections) {
    super(PatchedImplementation.class.getClassLoader());
    this.bug = bug;
    this.redirections = redirections;
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
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isPatched(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private static boolean isPatched(String name) {
    return name.startsWith("maplet.impl.") && !name.startsWith("maplet.impl.memory.")
        || name.startsWith(InProcessSubject.class.getName());
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (stream == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = stream.readAllBytes();
      for (Redirection redirection : redirections) {
        if (!name.equals(redirection.bugs().getName())) {
          bytes = redirection.apply(bytes);
        }
      }
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
