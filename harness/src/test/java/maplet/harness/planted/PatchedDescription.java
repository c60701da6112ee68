package maplet.harness.planted;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import maplet.model.RegimeId;
import maplet.model.arch.Regime;
import maplet.model.arch.aarch64.AArch64;
import maplet.model.arch.riscv.GStage;

/// The description of AArch64 and RISC-V with some of its calls redirected; the shipped classes are
/// left alone. What all architectures share isn't changed.
final class PatchedDescription extends ClassLoader implements Function<String, Regime> {
  private final List<Redirection> redirections;
  private final Map<String, Regime> regimes = new HashMap<>();

  PatchedDescription(List<Redirection> redirections) {
    super(PatchedDescription.class.getClassLoader());
    this.redirections = redirections;
  }

  @Override
  public Regime apply(String words) {
    return regimes.computeIfAbsent(words, this::make);
  }

  private Regime make(String words) {
    RegimeId id = RegimeId.parse(words);
    Class<?> factory = id.architecture().equals("riscv") ? GStage.class : AArch64.class;
    try {
      return (Regime) loadClass(factory.getName()).getMethod("of", RegimeId.class).invoke(null, id);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make the patched " + words, e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("maplet.model.arch.aarch64.")
        && !name.startsWith("maplet.model.arch.riscv.")) {
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
