package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import maplet.harness.attest.DeviationReader;
import maplet.harness.imports.QemuImport;
import maplet.harness.profile.ProfileReader;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.Provenance;
import maplet.harness.trace.TraceReader;
import maplet.harness.verdict.ExpectationReader;
import maplet.harness.verdict.ReportJson;
import maplet.harness.walk.Dumps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every reader of files on files that are almost right: they are read, or refused by name.
class MutatedFilesTest {
  private static final String NAME = "sample";
  private static final int MUTANTS = 400;
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|0x[0-9a-f]+|[0-9]+|true|false|[a-z]+");
  private static final List<String> VALUES =
      List.of(
          "1e999",
          "-0",
          "-1",
          "1.5",
          "9".repeat(30),
          "9".repeat(5000),
          "NaN",
          "null",
          "[]",
          "{}",
          "[null]",
          "[1]",
          "{\"a\":1}",
          "true",
          "\"\"",
          "\"\\ud800\"",
          "\"\\udc00x\"",
          "\"\\u0000\"",
          "\"0x\"",
          "\"0xg\"",
          "\"-0x1\"",
          "\"0x10000000000000000\"",
          "\"0xffffffffffffffff\"",
          "\"x\"",
          "0xffffffffffffffff",
          "0x10000000000000000",
          "0x8000000000000000",
          "",
          "\"",
          "\\",
          "\t");

  @TempDir Path folder = Path.of("");

  /// What reads a sample.
  private interface Reader {
    void read(String text, Path file) throws Exception;
  }

  /// The kinds of files.
  private enum Kind {
    PROFILE(
        """
        {"maplet-profile": 1, "name": "mine", "regimes": ["ept-4",
          {"architecture": "riscv", "features": {}}],
         "workloads": ["pages"], "layers": ["space"], "operations": ["map-linear", "unmap"],
         "pageSizes": ["4KiB"], "freedoms": ["software-bits"]}
        """,
        (text, _) -> ProfileReader.read(NAME, text)),
    TRACE(
        """
        {"maplet-trace":1,"regime":"ept-4","base":"0x0","size":"0x1000","title":"t",\
        "provenance":{"recorded":"r","packages":["a 1"],"command":"c"},"seed":"0x1"}
        {"op":"map-linear","gpa":"0x1000","hpa":"0x0","size":"0x2000","permissions":"rw-",\
        "memory":"non-cacheable","refuse":3,"refuse-once":true}
        {"op":"unmap","gpa":"0x0","size":"0x1000","expect":{"status":"done"}}
        {"op":"damaged-walk","gpa":"0xabc","access":"read","height":7,"flips":"0x1"}
        """,
        (text, _) -> TraceReader.read(NAME, new BufferedReader(new StringReader(text)))),
    EXPECTED(
        """
        {"maplet-expected": 1, "divergences": [
          {"regime": "ept-4", "kind": "outcome", "operation": "unmap", "rule": "empty",
           "symptom": "accepted", "place": "", "reason": "issue 12", "trace": [{"a": 1}]}]}
        """,
        (text, _) -> ExpectationReader.read(NAME, text)),
    REPORT(
        """
        {"maplet-conform-report": 1, "subject": "s", "profile": "p", "seed": "0x1",
         "conforms": false, "verdict": "DIVERGES", "incompleteAllowed": false, "notes": ["n"],
         "regimes": [{"regime": "ept-4", "sequences": 1, "operations": 2, "seconds": 0.5,
           "rows": [{"subject": "a", "name": "b", "verdict": "checked", "count": 1, "note": ""}],
           "claims": 1, "notExercised": 0, "gaps": [{"what": "w", "fix": "f"}], "faults": ["f"]}],
         "findings": [{"regime": "ept-4", "kind": "crash", "operation": "unmap", "rule": "none",
           "symptom": "none", "place": "", "count": 1, "minimised": true, "replay": "shown",
           "expected": "e", "actual": "a", "also": [], "since": 0, "history": "",
           "examples": [{"trace": "t", "sequence": 1, "seed": "0x1", "operations": 1,
             "steps": "unmap"}], "report": ["r"]}],
         "stale": [{"regime": "ept-4", "kind": "outcome", "reason": "r"}],
         "stillThere": [], "notMet": []}
        """,
        (_, file) -> ReportJson.read(file)),
    DUMP(
        """
        maplet-memory 1
        0x3008: 0x40000037
        # a comment
        0xff8: 0xffffffffffffffff # another
        """,
        (_, file) -> Dumps.open(List.of(file.toString())).close()),
    DEVIATIONS(
        """
        {"maplet-deviations": 1, "deviations": [{
          "name": "one", "emulator": "qemu", "from": "7.2", "below": "8.0",
          "when": {"words": ["riscv", "sv39x4"], "lacks": ["svadu"], "accesses": ["read"],
            "gpa": {"mask": "0xf0", "value": "0x10"},
            "entries": [{"levels": [0], "mask": "0x1", "value": "0x1"}]},
          "instead": {"words": ["svadu"], "gpaClear": "0x10", "level": 0,
            "entries": [{"levels": [1], "clear": "0x2", "set": "0x4"}],
            "fault": {"kind": "translation", "level": 0, "instead": "outside"}},
          "manual": "m", "does": "d", "document": "manual", "section": "section"}]}
        """,
        (text, _) -> DeviationReader.read(NAME, text)),
    MEMORY_TREE(
        """
        FlatView #0
         AS "memory", root: system
         Root memory region: system
          0000000000000000-0000000000000fff (prio 0, i/o): virt.flash
          0000000040000000-000000007fffffff (prio 0, ram): mach-virt.ram
          ffffffffffff0000-ffffffffffffffff (prio 0, rom): pc.bios
        """,
        (text, _) -> imported(text, "write 0x40001000\n")),
    TOUCHES(
        """
        write 0x40001000
        read 0xffffffffffffffff
        exec 0x0
        """,
        (text, _) ->
            imported(
                """
                FlatView #0
                 AS "memory", root: system
                  0000000040000000-000000007fffffff (prio 0, ram): mach-virt.ram
                """,
                text));

    private final String text;
    private final Reader reader;

    Kind(String text, Reader reader) {
      this.text = text;
      this.reader = reader;
    }

    private static void imported(String tree, String touches) {
      QemuImport.trace(
          "ept-4",
          48,
          "t",
          new Provenance("r", List.of(), "c"),
          new QemuImport.Log(NAME, tree.lines().toList()),
          new QemuImport.Log(NAME, touches.lines().toList()));
    }
  }

  private static String mutant(String text, Random random) {
    int at = random.nextInt(text.length());
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at);
      case 1 ->
          text.substring(0, at)
              + (char) (text.charAt(at) ^ 1 << random.nextInt(7))
              + text.substring(at + 1);
      case 2 -> text + VALUES.get(random.nextInt(VALUES.size()));
      case 3 -> twice(text, random);
      default -> {
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        MatchResult token = tokens.get(random.nextInt(tokens.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        yield text.substring(0, token.start()) + value + text.substring(token.end());
      }
    };
  }

  /// The text with a line, or what stands between two commas, twice.
  private static String twice(String text, Random random) {
    String separator = random.nextBoolean() ? "\n" : ",";
    List<String> parts = new ArrayList<>(List.of(text.split(separator, -1)));
    int part = random.nextInt(parts.size());
    parts.add(part, parts.get(part));
    return String.join(separator, parts);
  }

  /// @return whether it was read
  private boolean read(Kind kind, String text) throws Exception {
    Path file = folder.resolve(NAME);
    Files.writeString(file, text);
    try {
      kind.reader.read(text, file);
      return true;
    } catch (InputFormatException e) {
      assertTrue(String.valueOf(e.getMessage()).contains(NAME), e::getMessage);
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("no refusal that says where: " + e + " for:\n" + text, e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theyAreReadOrRefusedWithTheirPlace(Kind kind) throws Exception {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      refused += read(kind, mutant(kind.text, random)) ? 0 : 1;
    }
    assertTrue(refused > MUTANTS / 4, kind + ": " + refused);
  }

  @ParameterizedTest
  @EnumSource
  void nothingDeepIsFollowed(Kind kind) throws Exception {
    assertFalse(read(kind, "[".repeat(100_001)));
    assertFalse(read(kind, kind.text + "{\"a\":".repeat(100_000)));
  }

  @ParameterizedTest
  @EnumSource(names = {"PROFILE", "TRACE", "EXPECTED", "REPORT", "DEVIATIONS"})
  void jsonSaysOneThingOnly(Kind kind) throws Exception {
    assertFalse(read(kind, kind.text + "{}"));
    String first = kind.text.substring(1, kind.text.indexOf(',') + 1);
    assertFalse(read(kind, "{" + first + kind.text.substring(1)));
    assertFalse(read(kind, kind.text.replaceFirst(":", ":\"\\\\ud83d\",\"half\":")));
    assertFalse(read(kind, kind.text.replace("ept-4", "ept-\\udc00").replace("qemu", "\\udc00")));
  }

  @Test
  void theCommandLineRefusesThemWithoutAStackTrace() throws Exception {
    Path file = folder.resolve(NAME);
    Path other = folder.resolve("other");
    Files.writeString(file, "{\"maplet-profile\": \"\\ud800\"");
    Files.writeString(other, Kind.MEMORY_TREE.text);
    String bad = file.toString();
    refused("check", "--profile", bad);
    refused("replay", bad);
    refused("diff", bad, bad);
    refused("conform", "--subject", "exec:true", "--profile", bad);
    refused("conform", "--subject", "exec:true", "--regime", "ept-4", "--expect", bad);
    refused("walk", "--regime", "ept-4", "--root", "0", "--memory", bad, "0");
    refused("vectors", "lint", bad);
    refused(
        "import",
        "qemu",
        "--regime",
        "ept-4",
        "--title",
        "t",
        "--mtree",
        bad,
        "--touches",
        other.toString(),
        "-o",
        folder.resolve("trace").toString());
  }

  private static void refused(String... arguments) {
    CommandRun run = CommandRun.maplet(arguments);
    String all = String.join(" ", arguments) + ": " + run.out() + run.err();
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), all);
    assertFalse(run.err().contains("\tat "), all);
    assertTrue(run.err().contains(NAME), all);
  }
}
