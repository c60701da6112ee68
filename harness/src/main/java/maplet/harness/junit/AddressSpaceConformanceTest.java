package maplet.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import maplet.harness.check.Oracle;
import maplet.harness.check.WorkloadMix;
import maplet.harness.conform.ConformPlan;
import maplet.harness.conform.Conformance;
import maplet.harness.conform.SubjectSpec;
import maplet.harness.conform.TraceRun;
import maplet.harness.jvm.GuestSpaces;
import maplet.harness.jvm.JvmProvider;
import maplet.harness.profile.Profile;
import maplet.harness.profile.ProfileReader;
import maplet.harness.trace.TraceReader;
import maplet.harness.verdict.ConformReport;
import maplet.harness.verdict.Expectation;
import maplet.harness.verdict.ExpectationReader;
import maplet.harness.verdict.TextReport;
import maplet.model.arch.Regime;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Checks an implementation on the JVM: extend it, and say what to check.
///
/// Each regime of the profile is a test of its own. Properties of the system: `maplet.seed` (1),
/// `maplet.seconds` for each regime (10), and `maplet.replay`, a trace that is run instead.
public abstract class AddressSpaceConformanceTest {
  /// For classes that say what to check.
  protected AddressSpaceConformanceTest() {}

  /// The implementation.
  protected abstract GuestSpaces subject();

  /// The file of the profile: what the implementation has, and may do otherwise.
  protected abstract Path profile();

  /// The file of divergences that are expected, if there is one; one that is gone fails as stale.
  protected Optional<Path> expected() {
    return Optional.empty();
  }

  /// Whether a test passes though something that the profile claims wasn't exercised.
  protected boolean allowIncomplete() {
    return false;
  }

  /// Time for each regime.
  protected Duration time() {
    return Duration.ofSeconds(number("maplet.seconds", 10));
  }

  /// Sequences for each regime at most.
  protected long sequences() {
    return Long.MAX_VALUE;
  }

  /// After this long without a step the implementation hangs.
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  /// Where findings are kept: for each a trace.
  protected Path folder() {
    return Path.of("target", "maplet-findings", getClass().getName());
  }

  /// Names all sequences; the same seed gives the same ones.
  protected long seed() {
    return number("maplet.seed", 1);
  }

  /// A test for each regime of the profile, or for the trace that is to be run.
  @TestFactory
  public Stream<DynamicTest> conforms() throws IOException {
    String trace = System.getProperty("maplet.replay", "");
    if (!trace.isEmpty()) {
      return Stream.of(DynamicTest.dynamicTest("replay of " + trace, () -> replay(Path.of(trace))));
    }
    return ProfileReader.read(profile()).regimes().stream()
        .map(Regime::id)
        .map(regime -> DynamicTest.dynamicTest(regime, () -> check(regime)));
  }

  private static long number(String property, long unless) {
    String text = System.getProperty(property, Long.toString(unless));
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "-D%s=%s must be a whole number".formatted(property, text), e);
    }
  }

  private ConformPlan plan(String regime) throws IOException {
    Profile profile = ProfileReader.read(profile());
    return new ConformPlan(
        SubjectSpec.of(getClass().getName(), new JvmProvider(subject())),
        profile.name(),
        Optional.of(profile()),
        profile.claims(),
        List.of(regime),
        WorkloadMix.ALL,
        EnumSet.allOf(Oracle.class),
        seed(),
        sequences(),
        time(),
        folder().toAbsolutePath(),
        patience(),
        true,
        Map.of());
  }

  /// Runs sequences of one regime.
  ///
  /// @throws AssertionError with the whole report when something diverges unexpectedly, no longer
  ///   diverges that was expected to, or wasn't exercised though the profile claims it
  void check(String regime) throws IOException, InterruptedException {
    List<Expectation> expectations =
        expected().isPresent() ? ExpectationReader.read(expected().get()) : List.of();
    Conformance conformance = new Conformance(plan(regime), _ -> {});
    conformance.forget();
    ConformReport report = conformance.run(expectations).allowingIncomplete(allowIncomplete());
    assertTrue(
        report.passes(),
        () -> {
          List<String> lines = new ArrayList<>(TextReport.lines(report));
          lines.add(report.line());
          return String.join(System.lineSeparator(), lines);
        });
  }

  private void replay(Path trace) throws IOException, InterruptedException {
    String regime = TraceReader.read(trace).header().regime();
    assertEquals("", String.join(System.lineSeparator(), TraceRun.run(plan(regime), trace)));
  }
}
