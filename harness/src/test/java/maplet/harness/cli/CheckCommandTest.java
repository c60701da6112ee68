package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import maplet.harness.check.Oracle;
import maplet.harness.sequence.OperationKind;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CheckCommandTest {
  @TempDir Path folder = Path.of("");

  @Test
  void conformsOnOneRegime() {
    CommandRun run =
        CommandRun.maplet("check", "--regime", "ept-4", "--ops", "150k", "--seed", "0x7");
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run.out() + run.err());
    assertTrue(run.verdict().startsWith("CONFORMS: 150,000 operations"), run.out());
    assertTrue(run.verdict().endsWith("0 divergences, seed 7"), run.out());
  }

  @Test
  void whatIsNotExercisedMakesACheckIncomplete() {
    String[] command = {"check", "--regime", "ept-4", "--ops", "100"};
    CommandRun run = CommandRun.maplet(command);
    assertEquals(ExitCodes.INCOMPLETE, run.exitCode(), run.out() + run.err());
    assertTrue(run.verdict().startsWith("INCOMPLETE: 100 operations"), run.out());
    assertTrue(run.out().contains("NOT EXERCISED on ept-4: "), run.out());
    assertFalse(run.out().contains("CONFORMS"), run.out());
    String[] allowing = Arrays.copyOf(command, command.length + 1);
    allowing[command.length] = "--allow-incomplete";
    CommandRun allowed = CommandRun.maplet(allowing);
    assertEquals(ExitCodes.CONFORMS, allowed.exitCode(), allowed.out());
    assertTrue(allowed.verdict().startsWith("INCOMPLETE (allowed): 100"), allowed.out());
  }

  @Test
  void replaysTheTracesOfItsArchitectures() {
    CommandRun run = CommandRun.maplet("check", "--arch", "riscv", "--ops", "4k", "--coverage");
    assertEquals(ExitCodes.INCOMPLETE, run.exitCode(), run.err());
    assertTrue(run.out().contains("riscv-sv48x4-svpbmt"), run.out());
    assertTrue(run.out().contains("qemu-virt-riscv-uboot.jsonl"), run.out());
    assertFalse(run.out().contains("q35"), run.out());
    assertTrue(run.out().contains("map-linear"), run.out());
  }

  @Test
  void sameSeedSameOperations() {
    String[] command = {"check", "--regime", "riscv-sv39x4", "--ops", "5k", "--coverage"};
    List<String> first = coverage(CommandRun.maplet(command));
    assertEquals(first, coverage(CommandRun.maplet(command)));
    assertEquals(OperationKind.values().length, first.size());
  }

  private static List<String> coverage(CommandRun run) {
    return run.out()
        .lines()
        .filter(line ->
            Arrays.stream(OperationKind.values()).anyMatch(kind -> line.startsWith(kind + " ")))
        .toList();
  }

  @Test
  void aDivergenceIsExplainedAndSavedAndReplays() throws Exception {
    CommandLine check = new CommandLine(new CheckCommand(new IgnoredUnmaps()));
    CommandRun run =
        CommandRun.of(check, "--regime", "ept-4", "--ops", "20k", "--out", folder.toString());
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("divergence: "), run.out());
    assertTrue(run.out().contains("\nregime: ept-4"), run.out());
    assertTrue(run.out().contains("\nsubject: ignored-unmaps\n"), run.out());
    assertTrue(run.out().contains(": unmap 0x"), run.out());
    assertTrue(run.out().contains("\nexpected: "), run.out());
    assertTrue(run.out().contains("Intel SDM"), run.out());
    assertTrue(run.verdict().startsWith("DIVERGES: "), run.out());

    String oracle = run.out().lines().findFirst().orElseThrow().substring("divergence: ".length());
    Path saved = folder.resolve("maplet-ept-4-" + oracle + ".jsonl");
    Trace trace = TraceReader.read(saved);
    assertTrue(trace.steps().size() <= 3, run.out());
    assertTrue(run.out().contains("replay: maplet replay " + saved), run.out());
    assertConformsHereAndDivergesThere(saved, oracle);
  }

  private void assertConformsHereAndDivergesThere(Path trace, String oracle) {
    CommandRun fixed = CommandRun.maplet("replay", trace.toString());
    assertEquals(ExitCodes.CONFORMS, fixed.exitCode(), fixed.out());
    CommandRun again =
        CommandRun.of(
            new CommandLine(new ReplayCommand(new IgnoredUnmaps())),
            "--out",
            folder.resolve("again").toString(),
            trace.toString());
    assertEquals(ExitCodes.DIVERGENCE, again.exitCode(), again.out());
    assertTrue(again.out().startsWith("divergence: " + oracle), again.out());
    assertTrue(Files.exists(folder.resolve("again/maplet-ept-4-" + oracle + ".jsonl")));
  }

  @Test
  void aReportComesOutThoughItsTraceCannotBeSaved() throws Exception {
    for (Oracle oracle : Oracle.values()) {
      // A folder is in the trace's way.
      Files.createDirectories(folder.resolve("maplet-ept-4-%s.jsonl/in".formatted(oracle)));
    }
    CommandRun run =
        CommandRun.of(
            new CommandLine(new CheckCommand(new IgnoredUnmaps())),
            "--regime",
            "ept-4",
            "--ops",
            "2k",
            "--out",
            folder.toString());
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode(), run.err());
    assertTrue(run.out().contains("replay: the trace can't be saved"), run.out());
  }

  @Test
  void anOracleThatIsSwitchedOffIsSilent() {
    CommandLine check = new CommandLine(new CheckCommand(new IgnoredUnmaps()));
    CommandRun run =
        CommandRun.of(
            check,
            "--regime",
            "ept-4",
            "--ops",
            "2k",
            "--out",
            folder.toString(),
            "--without",
            "translation");
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode());
    assertFalse(run.out().contains("divergence: translation"), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --arch power",
        "check --regime ept-9",
        "check --time 10",
        "check --time 1d",
        "check --ops 0",
        "check --ops -4",
        "check --ops 99999999999999G",
        "check --seed zero",
        "check --jobs 0",
        "check --workload tiny",
        "check --without luck",
        "check --frobnicate",
        "check --arch ept --regime ept-4",
        "check --arch ept --profile p.json",
        "check --profile nowhere.json",
        "check --regime aarch64-4k-ipa49-l1",
        "regimes --arch vax",
        "replay",
        "replay nowhere.jsonl",
        "explain 0x37",
        "explain --arch ept",
        "explain --arch ept --regime ept-4 0x37",
        "explain --arch vax 0x37",
        "explain --arch ept --size 3M 0x37",
        "explain --arch ept --level 9 0x37",
        "explain --arch ept --level 1 --size 4K 0x37",
        "explain --arch ept 0xg",
        "import",
        "import vmware",
        "import qemu --regime ept-4",
        "frobnicate",
        ""
      })
  void badInputIsRefusedWithAMessage(String command) {
    CommandRun run = CommandRun.maplet(command.isEmpty() ? new String[0] : command.split(" "));
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.err());
    assertTrue(run.err().startsWith("maplet"), run.err());
    assertTrue(run.err().lines().count() <= 3, run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    assertEquals("", run.out());
  }

  @Test
  void badTracesAreRefusedBeforeAnyRuns() throws Exception {
    Path good = folder.resolve("good.jsonl");
    Path bad = folder.resolve("bad.jsonl");
    String header =
        """
        {"maplet-trace":1,"regime":"%s","base":"0x0","size":"0x1000","title":"t",\
        "provenance":{"recorded":"by hand","packages":[],"command":""}}
        """;
    Files.writeString(good, header.formatted("ept-4"));
    Files.writeString(bad, header.formatted("ept-7"));
    CommandRun run = CommandRun.maplet("replay", good.toString(), bad.toString());
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains("bad.jsonl:1: regime 'ept-7' isn't known"), run.err());
    assertEquals(ExitCodes.CONFORMS, CommandRun.maplet("replay", good.toString()).exitCode());
  }

  private static String resource(String name) throws Exception {
    return Path.of(CheckCommandTest.class.getResource(name).toURI()).toString();
  }

  /// A table frame that was never linked carries no invalidation, whatever it was before.
  @Test
  void aSpareTableIsFreedWithoutAnInvalidation() throws Exception {
    CommandRun run = CommandRun.maplet("replay", resource("spare-table-freed.jsonl"));
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run.out());
  }

  @Test
  void aLinearAreaOnTheHostsFramesIsBadInput() throws Exception {
    CommandRun run = CommandRun.maplet("replay", resource("area-on-host-frames.jsonl"));
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out());
    assertTrue(run.err().contains("the simulated host's frames"), run.err());
  }

  @Test
  void anExpectationThatIsNotMetDiverges() throws Exception {
    Path file = folder.resolve("expects.jsonl");
    Files.writeString(
        file,
        """
        {"maplet-trace":1,"regime":"ept-4","base":"0x0","size":"0x1000","title":"t",\
        "provenance":{"recorded":"by hand","packages":[],"command":""}}
        {"op":"clear","expect":{"status":"no-memory"}}
        """);
    CommandRun run = CommandRun.maplet("replay", file.toString(), "--out", folder.toString());
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode(), run.err());
    assertTrue(run.out().contains("expected: the trace expects"), run.out());
  }

  @Test
  void explainsAWordOfEachArchitecture() {
    CommandRun ept = CommandRun.maplet("explain", "--arch", "ept", "0x40000037");
    assertTrue(ept.out().contains("leaf at 0x40000000, rwx write-back"), ept.out());
    CommandRun arm =
        CommandRun.maplet("explain", "--arch", "aarch64", "--level", "2", "0x4000000020077d");
    assertTrue(arm.out().contains("leaf at 0x200000, r-- write-back"), arm.out());
    CommandRun riscv =
        CommandRun.maplet("explain", "--regime", "riscv-sv39x4", "--size", "2M", "0x200000df");
    assertTrue(riscv.out().contains("leaf at 0x80000000, rwx write-back"), riscv.out());
    CommandRun reserved = CommandRun.maplet("explain", "--arch", "ept", "0x2");
    assertTrue(reserved.out().contains("misconfiguration"), reserved.out());
  }
}
