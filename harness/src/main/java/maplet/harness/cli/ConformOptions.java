package maplet.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import maplet.harness.check.Oracle;
import maplet.harness.check.WorkloadMix;
import maplet.harness.conform.ConformPlan;
import maplet.harness.conform.SubjectSpec;
import maplet.harness.profile.Claims;
import maplet.harness.profile.Profile;
import maplet.harness.profile.ProfileReader;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import picocli.CommandLine.Option;

/// The options that a conformance run and its child processes have in common.
final class ConformOptions {
  @Option(
      names = "--subject",
      required = true,
      paramLabel = "SUBJECT",
      description =
          "native:FILE, a shared library that exports maplet_subject (see maplet.h), or"
              + " exec:COMMAND, which speaks the stdio protocol (see PROTOCOL.md), or"
              + " jvm:CLASS@PATH, which implements maplet.harness.jvm.GuestSpaces.")
  private String subject = "";

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "What the subject has and may do otherwise (JSON).")
  private Optional<Path> profile = Optional.empty();

  @Option(
      names = "--regime",
      paramLabel = "ID",
      description = "Only this regime of the profile, or one without a profile; may be repeated.")
  private List<String> regimeIds = new ArrayList<>();

  @Option(
      names = "--workload",
      paramLabel = "W",
      description = "pages (1-16 granules in 16 MiB), huge, table, or all (default: all).")
  private WorkloadMix workload = WorkloadMix.ALL;

  @Option(
      names = "--seed",
      paramLabel = "S",
      converter = SeedConverter.class,
      description = "Names all sequences; the same seed gives the same ones (default: 1).")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "maplet-findings",
      description = "Where findings and the campaign's state are kept (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("maplet-findings");

  @Option(
      names = "--without",
      paramLabel = "ORACLE",
      converter = OracleConverter.class,
      description = "Switches an oracle off: ${COMPLETION-CANDIDATES}; may be repeated.")
  private List<Oracle> without = new ArrayList<>();

  /// The plan.
  ///
  /// @param time for all regimes together
  ConformPlan plan(long sequences, Duration time, Duration patience, boolean inProcess)
      throws IOException {
    SubjectSpec spec = SubjectSpec.parse(subject);
    String name = "everything";
    Claims claims = Claims.EVERYTHING;
    List<String> regimes = regimeIds.stream().map(ConformOptions::regime).toList();
    if (profile.isPresent()) {
      Profile read = read(profile.get());
      name = read.name();
      claims = read.claims();
      List<String> claimed = read.regimes().stream().map(Regime::id).toList();
      for (String regime : regimes) {
        if (!claimed.contains(regime)) {
          throw new IllegalArgumentException(
              "--regime %s: the profile has %s".formatted(regime, claimed));
        }
      }
      regimes = regimes.isEmpty() ? claimed : regimes;
    }
    if (regimes.isEmpty()) {
      throw new IllegalArgumentException("give --profile or --regime");
    }
    Path absolute = folder.toAbsolutePath().normalize();
    Set<Oracle> oracles = EnumSet.allOf(Oracle.class);
    without.forEach(oracles::remove);
    return new ConformPlan(
        spec, name, profile, claims, regimes, workload, oracles, seed, sequences, time, absolute,
        patience, inProcess, Map.of());
  }

  private static String regime(String text) {
    try {
      return Regimes.find(text).id();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--regime %s: %s; 'maplet regimes' lists examples".formatted(text, e.getMessage()), e);
    }
  }

  private static Profile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "--profile %s: expected a file that exists".formatted(file));
    }
    return ProfileReader.read(file);
  }
}
