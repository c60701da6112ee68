package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import maplet.harness.prove.Prover;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `maplet prove` from its arguments to its exit code.
class ProveCommandTest {
  @BeforeAll
  static void theSolverIsThere() {
    assumeTrue(Prover.hasSolver(), "not run: Bitwuzla's library isn't for this machine");
  }

  @Test
  void aProofIsATableWithAssumptionsMutantAndBytecode() {
    CommandRun run =
        CommandRun.maplet("prove", "--theorem", "entry.table", "--regime", "riscv-sv39x4");
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run::err);
    assertTrue(run.out().contains("assuming a table within the output width"), run::out);
    assertTrue(run.out().contains("refutes TableFormat.place: "), run::out);
    assertTrue(run.out().contains("TableFormat.table "), run::out);
    assertTrue(run.verdict().startsWith("PROVED: 1 proofs, 0 failed"), run::verdict);
  }

  @Test
  void aSecondSolverAgrees() {
    CommandRun run =
        CommandRun.maplet(
            "prove",
            "--theorem",
            "entry.decode",
            "--regime",
            "ept-4",
            "--no-mutants",
            "--second-opinion");
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run::err);
    assertTrue(run.verdict().contains("Bitwuzla, Z3 agrees on 6 of 6 claims"), run::verdict);
  }

  @Test
  void theRecordHasWhatWasProved(@TempDir Path folder) throws IOException {
    Path record = folder.resolve("record.txt");
    CommandRun run =
        CommandRun.maplet(
            "prove",
            "--theorem",
            "entry.table",
            "--regime",
            "riscv-sv39x4",
            "--no-mutants",
            "--record",
            record.toString());
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run::err);
    assertTrue(
        Files.readAllLines(record).stream()
            .allMatch(line -> line.matches("[0-9a-f]{16} maplet/impl/\\S+ entry\\.table")));
  }

  @ParameterizedTest
  @CsvSource({
    "--theorem, nothing, 'no theorem'",
    "--arch, mips, '--arch mips'",
    "--jobs, 0, '--jobs 0'",
    "--regime, ept-9, 'ept-9'"
  })
  void badInputIsNamed(String option, String value, String message) {
    CommandRun run = CommandRun.maplet("prove", option, value);
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode());
    assertTrue(run.err().contains(message), run::err);
  }

  @Test
  void anArchitectureAndARegimeAreOneTooMany() {
    CommandRun run = CommandRun.maplet("prove", "--arch", "ept", "--regime", "ept-4");
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode());
  }
}
