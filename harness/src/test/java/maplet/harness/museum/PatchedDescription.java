package maplet.harness.museum;

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
final class PatchedDescription extends RedirectingClassLoader implements Function<String, Regime> {
  private final Map<String, Regime> regimes = new HashMap<>();

  PatchedDescription(List<Redirection> redirections) {
    super(redirections);
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
  boolean isPatched(String name) {
    return name.startsWith("maplet.model.arch.aarch64.")
        || name.startsWith("maplet.model.arch.riscv.");
  }
}
