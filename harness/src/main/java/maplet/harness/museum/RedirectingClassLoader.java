package maplet.harness.museum;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Defines some classes afresh, with some of their calls redirected; the shipped classes are left
/// alone.
abstract class RedirectingClassLoader extends ClassLoader {
  private final List<Redirection> redirections;

  RedirectingClassLoader(List<Redirection> redirections) {
    super(RedirectingClassLoader.class.getClassLoader());
    this.redirections = List.copyOf(redirections);
  }

  /// Whether a class is defined afresh.
  abstract boolean isPatched(String name);

  @Override
  protected final Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isPatched(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
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
