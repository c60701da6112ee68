package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import maplet.harness.attest.Attestation;
import maplet.harness.attest.AttestationResult;
import maplet.harness.attest.bochs.BochsAttestation;
import maplet.harness.attest.qemu.QemuAttestation;
import maplet.harness.report.AttestationTable;
import maplet.model.arch.Regimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `maplet attest`: the description against emulators that others built.
@Command(
    name = "attest",
    mixinStandardHelpOptions = true,
    description =
        "Compares the architecture description with emulators: random table images, walked by"
            + " both.",
    footer = "Exit codes: 0 they agree, 1 a difference or a stale deviation, 3 an emulator lacks.")
final class AttestCommand implements Callable<Integer> {
  /// So many probes show every known deviation; fewer say nothing about one that doesn't show.
  private static final long ENOUGH_FOR_STALE = 300_000;

  private static final long PROBES_BETWEEN_LINES = 250_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--arch",
      defaultValue = "all",
      paramLabel = "ARCH",
      description = "ept, aarch64, riscv or all (default: ${DEFAULT-VALUE}).")
  private String architecture = "all";

  @Option(
      names = "--probes",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Probes for each architecture, as in 500000 or 1M (default: 1M).")
  private long probes = 1_000_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      converter = SeedConverter.class,
      description = "Names all probes; the same seed gives the same ones (default: 1).")
  private long seed = 1;

  @Option(names = "--details", description = "Also how often which end and deviation was met.")
  private boolean details;

  private final List<Attestation> attestations;

  /// Attests by all emulators that Maplet knows.
  AttestCommand() {
    this(
        List.of(
            new BochsAttestation(), new QemuAttestation("aarch64"), new QemuAttestation("riscv")));
  }

  /// @param attestations of which `--arch` chooses
  AttestCommand(List<Attestation> attestations) {
    this.attestations = attestations;
  }

  @Override
  public Integer call() throws IOException {
    List<Attestation> chosen = chosen();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<String> lacks = chosen.stream().flatMap(each -> each.lacks().stream()).distinct().toList();
    if (!lacks.isEmpty()) {
      lacks.forEach(lack -> err.println("maplet attest: " + lack));
      err.flush();
      return ExitCodes.ENVIRONMENT;
    }
    long start = System.nanoTime();
    List<AttestationResult> results = new ArrayList<>();
    for (Attestation each : chosen) {
      results.add(each.run(probes, seed, progress(err, each)));
    }
    for (AttestationResult result : results) {
      show(out, result);
    }
    AttestationTable.lines(results).forEach(out::println);
    return verdict(out, results, (System.nanoTime() - start) / 1e9);
  }

  private List<Attestation> chosen() {
    if (architecture.equals("all")) {
      return attestations;
    }
    Regimes.of(architecture); // refuses an unknown one
    List<Attestation> chosen =
        attestations.stream().filter(each -> each.architecture().equals(architecture)).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "--arch %s: no emulator attests it".formatted(architecture));
    }
    return chosen;
  }

  /// Tells how far an attestation is, now and then: each batch tells, which is too often.
  private static LongConsumer progress(PrintWriter err, Attestation each) {
    long[] told = {0};
    return done -> {
      if (done - told[0] >= PROBES_BETWEEN_LINES) {
        told[0] = done;
        err.printf("attesting %s by %s: %,d probes%n", each.architecture(), each.emulator(), done);
        err.flush();
      }
    };
  }

  private void show(PrintWriter out, AttestationResult result) {
    for (List<String> difference : result.shown()) {
      difference.forEach(out::println);
      out.println();
    }
    if (details) {
      AttestationTable.details(result).forEach(out::println);
    }
    for (String stale : result.stale()) {
      out.printf("stale: %s: deviation %s never showed%n", result.emulator(), stale);
    }
  }

  private int verdict(PrintWriter out, List<AttestationResult> results, double seconds) {
    long compared = results.stream().mapToLong(AttestationResult::probes).sum();
    long differences = results.stream().mapToLong(AttestationResult::differences).sum();
    boolean stale =
        results.stream()
            .anyMatch(each -> each.probes() >= ENOUGH_FOR_STALE && !each.stale().isEmpty());
    boolean agrees = differences == 0 && !stale;
    out.printf(
        "%s: %,d probes in %.1f s, %,d unexplained differences, seed %d%n",
        agrees ? "ATTESTED" : "DIVERGES", compared, seconds, differences, seed);
    out.flush();
    return agrees ? ExitCodes.CONFORMS : ExitCodes.DIVERGENCE;
  }
}
