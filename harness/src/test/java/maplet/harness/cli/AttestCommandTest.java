package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import maplet.harness.attest.Attestation;
import maplet.harness.attest.AttestationResult;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// `maplet attest` with attestations whose results are known.
class AttestCommandTest {
  /// @param lacks what is missing
  /// @param differences that it finds
  /// @param deviations that it counts
  private record Fixed(
      String architecture, List<String> lacks, long differences, SortedMap<String, Long> deviations)
      implements Attestation {
    @Override
    public String emulator() {
      return "emu";
    }

    @Override
    public AttestationResult run(long probes, long seed, LongConsumer progress) {
      progress.accept(probes);
      List<List<String>> shown = differences == 0 ? List.of() : List.of(List.of("regime: r"));
      TreeMap<String, Long> outcomes = new TreeMap<>(Map.of("reached", probes));
      return new AttestationResult(
          architecture,
          "emu 1.0",
          probes,
          differences,
          shown,
          deviations,
          outcomes,
          List.of("r2: why"));
    }
  }

  private static Fixed fixed(long differences, long deviation) {
    return new Fixed("riscv", List.of(), differences, new TreeMap<>(Map.of("odd", deviation)));
  }

  private static CommandRun attest(Fixed attestation, String... arguments) {
    AttestCommand command = new AttestCommand(List.of(attestation));
    return CommandRun.of(
        new CommandLine(command)
            .setExecutionExceptionHandler((error, _, _) -> {
              assertTrue(error instanceof IllegalArgumentException, error.toString());
              return ExitCodes.BAD_INPUT;
            }),
        arguments);
  }

  @Test
  void agreementEndsWithATableAndItsVerdict() {
    CommandRun run = attest(fixed(0, 3), "--details", "--seed", "7");
    assertEquals(ExitCodes.CONFORMS, run.exitCode());
    assertTrue(run.verdict().startsWith("ATTESTED: 1,000,000 probes in "), run.out());
    assertTrue(run.verdict().endsWith(" 0 unexplained differences, seed 7"), run.out());
    assertTrue(run.out().contains("riscv         emu 1.0"), run.out());
    assertTrue(run.out().contains("deviation odd: 3"), run.out());
    assertTrue(run.out().contains("not run: r2: why"), run.out());
    assertTrue(run.err().contains("attesting riscv by emu: 1,000,000 probes"), run.err());
  }

  @Test
  void aDifferenceIsShownAndFails() {
    CommandRun run = attest(fixed(2, 1));
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode());
    assertTrue(run.out().contains("regime: r"), run.out());
    assertTrue(run.verdict().startsWith("DIVERGES: "), run.out());
  }

  @Test
  void aStaleDeviationFailsWhereThereWereEnoughProbes() {
    CommandRun run = attest(fixed(0, 0));
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode());
    assertTrue(run.out().contains("stale: emu 1.0: deviation odd never showed"), run.out());

    CommandRun few = attest(fixed(0, 0), "--probes", "1000", "--details");
    assertEquals(ExitCodes.CONFORMS, few.exitCode());
    assertTrue(few.out().contains("deviation odd: stale"), few.out());
  }

  @Test
  void aMissingEmulatorIsSaidWithItsFix() {
    Fixed missing = new Fixed("riscv", List.of("emu; fix: install it"), 0, new TreeMap<>());
    CommandRun run = attest(missing);
    assertEquals(ExitCodes.ENVIRONMENT, run.exitCode());
    assertTrue(run.err().contains("maplet attest: emu; fix: install it"), run.err());
  }

  @Test
  void architecturesWithoutAnEmulatorAndUnknownOnesAreBadInput() {
    assertEquals(ExitCodes.BAD_INPUT, attest(fixed(0, 1), "--arch", "ept").exitCode());
    assertEquals(ExitCodes.BAD_INPUT, attest(fixed(0, 1), "--arch", "vax").exitCode());
    assertEquals(ExitCodes.CONFORMS, attest(fixed(0, 1), "--arch", "riscv").exitCode());
    assertEquals(ExitCodes.BAD_INPUT, CommandRun.maplet("attest", "--probes", "x").exitCode());
  }
}
