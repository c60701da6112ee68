package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import maplet.harness.nativeabi.Starters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `maplet conform` and `maplet diff`, as users run them.
class ConformCommandTest {
  @TempDir Path folder = Path.of("");

  private CommandRun conform(Path library, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "conform",
                "--subject",
                "native:" + library,
                "--profile",
                Starters.profile("c").toString(),
                "--regime",
                "ept-4",
                "--out",
                folder.resolve("findings").toString()));
    arguments.addAll(List.of(more));
    return CommandRun.maplet(arguments.toArray(String[]::new));
  }

  private static Path withBug(String bug) throws Exception {
    return Starters.c("-DS2_DEFAULT_BUG=\"" + bug + "\"");
  }

  @Test
  void theCStarterConformsInAChildProcess() throws Exception {
    Path json = folder.resolve("report.json");
    CommandRun run = conform(Starters.c(), "--sequences", "120", "--json", json.toString());
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run.out() + run.err());
    assertTrue(run.verdict().startsWith("CONFORMS: "), run.out());
    assertTrue(run.out().contains("not applicable: operation damaged-walk"), run.out());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals(Set.of(), schema("conform-report").validate(report));
    assertEquals("c-starter 1", report.path("subject").asText());
  }

  @Test
  void whatIsNotExercisedMakesARunIncomplete() throws Exception {
    Path json = folder.resolve("report.json");
    String[] options = {"--in-process", "--sequences", "3", "--workload", "pages"};
    CommandRun run = conform(Starters.c(), options);
    assertEquals(ExitCodes.INCOMPLETE, run.exitCode(), run.out() + run.err());
    assertTrue(run.verdict().startsWith("INCOMPLETE: "), run.out());
    assertTrue(
        run.out().contains("NOT EXERCISED on ept-4: layer table; fix: leave --workload out"),
        run.out());
    List<String> allowing = new ArrayList<>(List.of(options));
    allowing.addAll(List.of("--allow-incomplete", "--json", json.toString()));
    CommandRun allowed = conform(Starters.c(), allowing.toArray(String[]::new));
    assertEquals(ExitCodes.CONFORMS, allowed.exitCode(), allowed.out() + allowed.err());
    assertTrue(allowed.verdict().startsWith("INCOMPLETE (allowed): "), allowed.out());
    assertFalse(run.out().contains("CONFORMS") || allowed.out().contains("CONFORMS"));
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals(Set.of(), schema("conform-report").validate(report));
    assertEquals("incomplete", report.path("verdict").asText());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheSubjectDoesNotTellIsNoted(boolean tells) throws Exception {
    Path library = tells ? Starters.c() : Starters.c("-DTELLS_STORES=0");
    CommandRun run = conform(library, "--in-process", "--sequences", "3", "--allow-incomplete");
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run.out() + run.err());
    assertEquals(!tells, run.out().contains("NOTE: not judged: the order of stores"), run.out());
    assertEquals(!tells, run.out().contains("MAPLET_REPORTS_STORES"), run.out());
  }

  @Test
  void whatIsSwitchedOffIsNotJudgedAndNoted() throws Exception {
    Path library = withBug("unmap-no-flush");
    String[] options = {"--in-process", "--sequences", "30", "--allow-incomplete"};
    CommandRun judged = conform(library, options);
    assertEquals(ExitCodes.DIVERGENCE, judged.exitCode(), judged.out() + judged.err());
    List<String> without = new ArrayList<>(List.of(options));
    without.addAll(List.of("--without", "invalidation"));
    CommandRun run = conform(library, without.toArray(String[]::new));
    assertEquals(ExitCodes.CONFORMS, run.exitCode(), run.out() + run.err());
    assertTrue(
        run.out().contains("NOTE: not judged: invalidation; to change that, leave out --without"),
        run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "crash,           6,  crash,       SIGSEGV",
    "abort,           24, crash,       SIGABRT",
    "hang,            12, hang,        none for 1 s",
    "hang-in-destroy, 4,  hang,        in destroy: none for 1 s",
    "leak-in-destroy, 6,  frame,       no frame in use after destroy",
    "scribble,        4,  scribble,    below the memory",
    "split-widens,    30, translation, rwx"
  })
  void aCrashAHangAScribbleAndAWrongAnswerAreDifferentFindings(
      String bug, String sequences, String kind, String reason) throws Exception {
    CommandRun run = conform(withBug(bug), "--sequences", sequences, "--patience", "1s");
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("divergence: " + kind + "\n"), run.out());
    assertTrue(run.out().contains("UNEXPECTED: " + kind + " in "), run.out());
    assertTrue(run.out().contains(reason), run.out());
    // The campaign goes on with the next sequence.
    assertTrue(run.out().contains("ept-4: " + sequences + " sequences"), run.out());

    Path trace = trace(kind);
    CommandRun again = conform(withBug(bug), "--patience", "1s", "--replay", trace.toString());
    assertEquals(ExitCodes.DIVERGENCE, again.exitCode(), again.out() + again.err());
    CommandRun right = conform(Starters.c(), "--replay", trace.toString());
    assertEquals(ExitCodes.CONFORMS, right.exitCode(), right.out() + right.err());
  }

  private Path trace(String kind) throws Exception {
    try (var files = Files.list(folder.resolve("findings"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("ept-4." + kind))
          .filter(file -> file.toString().endsWith(".jsonl"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aReportThatCanNotBeWrittenIsRefusedBeforeTheRun() throws Exception {
    String file = folder.resolve("no/report.json").toString();
    CommandRun run = conform(Starters.c(), "--sequences", "1", "--json", file);
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out() + run.err());
    assertTrue(run.err().contains("--json " + file + ": the file can't be written"), run.err());
    assertFalse(Files.exists(folder.resolve("findings")), "nothing was run");
  }

  @Test
  void whatIsExpectedPassesAndWhatIsNotMetIsANote() throws Exception {
    Path expected =
        Files.writeString(
            folder.resolve("expected.json"),
            """
            {"maplet-expected": 1, "divergences": [
              {"regime": "ept-4", "kind": "translation", "reason": "issue 7: splits widen"}]}
            """);
    JsonNode file = new ObjectMapper().readTree(expected.toFile());
    assertEquals(Set.of(), schema("expected").validate(file));
    String[] options = {
      "--in-process", "--sequences", "30", "--expect", expected.toString(), "--allow-incomplete"
    };
    CommandRun known = conform(withBug("split-widens"), options);
    assertEquals(ExitCodes.CONFORMS, known.exitCode(), known.out() + known.err());
    assertTrue(known.out().contains("expected: translation in"), known.out());

    CommandRun mended = conform(Starters.c(), options);
    assertEquals(ExitCodes.CONFORMS, mended.exitCode(), mended.out() + mended.err());
    assertTrue(mended.out().contains("NOTE: not met: translation on ept-4"), mended.out());
  }

  @Test
  void whatIsAcceptedIsTriedFirstAndIsStaleWhenItIsMended() throws Exception {
    String expected = folder.resolve("expected.json").toString();
    Path json = folder.resolve("report.json");
    String[] run = {
      "--sequences", "30", "--expect", expected, "--json", json.toString(), "--allow-incomplete"
    };
    conform(withBug("split-widens"), "--sequences", "30", "--json", json.toString());
    JsonNode found = new ObjectMapper().readTree(json.toFile());
    assertEquals(Set.of(), schema("conform-report").validate(found));
    List<String> accept = new ArrayList<>(List.of("--expect", expected, "--accept"));
    for (JsonNode finding : found.path("findings")) {
      assertEquals("shown", finding.path("replay").asText(), finding::toString);
      String trace = finding.at("/examples/0/trace").asText();
      accept.add(trace.substring(0, trace.length() - ".jsonl".length()));
    }
    CommandRun unreasoned = conform(Starters.c(), accept.toArray(String[]::new));
    assertEquals(ExitCodes.BAD_INPUT, unreasoned.exitCode(), unreasoned.out());
    accept.addAll(List.of("--reason", "issue 7"));
    CommandRun accepted = conform(Starters.c(), accept.toArray(String[]::new));
    assertEquals(ExitCodes.CONFORMS, accepted.exitCode(), accepted.out() + accepted.err());
    JsonNode file = new ObjectMapper().readTree(Path.of(expected).toFile());
    assertEquals(Set.of(), schema("expected").validate(file));

    CommandRun known = conform(withBug("split-widens"), run);
    assertEquals(ExitCodes.CONFORMS, known.exitCode(), known.out() + known.err());
    assertTrue(known.err().contains("still there"), known.err());
    // What was expected may be there, another bug of the same operation may not.
    CommandRun other = conform(withBug("protect-no-flush"), run);
    assertEquals(ExitCodes.DIVERGENCE, other.exitCode(), other.out() + other.err());
    assertTrue(other.out().contains("UNEXPECTED: invalidation in protect"), other.out());
    CommandRun mended = conform(Starters.c(), run);
    assertEquals(ExitCodes.DIVERGENCE, mended.exitCode(), mended.out() + mended.err());
    assertTrue(mended.out().contains("STALE: translation in "), mended.out());
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertEquals(Set.of(), schema("conform-report").validate(report));
    assertTrue(report.path("stale").size() > 0, report::toString);
  }

  @Test
  void reportsComeInEveryFormatAndCanBeCompared() throws Exception {
    Path before = folder.resolve("before.json");
    Path after = folder.resolve("after.json");
    Path junit = folder.resolve("junit.xml");
    Path sarif = folder.resolve("maplet.sarif");
    Path markdown = folder.resolve("summary.md");
    conform(Starters.c(), "--in-process", "--sequences", "30", "--json", before.toString());
    conform(
        withBug("split-widens"),
        "--in-process",
        "--sequences",
        "30",
        "--json",
        after.toString(),
        "--junit",
        junit.toString(),
        "--sarif",
        sarif.toString(),
        "--markdown",
        markdown.toString());

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(junit)));
    assertTrue(document.getElementsByTagName("failure").getLength() > 0);
    assertTrue(document.getElementsByTagName("skipped").getLength() > 0);
    JsonNode result = new ObjectMapper().readTree(sarif.toFile()).at("/runs/0/results/0");
    assertEquals("translation", result.path("ruleId").asText());
    assertEquals("error", result.path("level").asText());
    assertTrue(Files.readString(markdown).contains("| **unexpected** | translation in "));

    CommandRun worse = CommandRun.maplet("diff", before.toString(), after.toString());
    assertEquals(ExitCodes.DIVERGENCE, worse.exitCode(), worse.out() + worse.err());
    assertTrue(worse.out().contains("new: translation in "), worse.out());
    CommandRun better = CommandRun.maplet("diff", after.toString(), before.toString());
    assertEquals(ExitCodes.CONFORMS, better.exitCode(), better.out());
    assertTrue(better.out().contains("gone: translation in "), better.out());
  }

  @Test
  void aCampaignThatWasKilledResumesAndLosesNoFinding() throws Exception {
    Path library = withBug("split-widens");
    Path findings = folder.resolve("findings");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), "maplet.harness.cli.Main"));
    command.addAll(List.of("conform", "--subject", "native:" + library, "--regime", "ept-4"));
    command.addAll(List.of("--profile", Starters.profile("c").toString()));
    command.addAll(List.of("--time", "10m", "--out", findings.toString()));
    Process harness =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      while (harness.isAlive() && found(findings) == 0) {
        harness.waitFor(20, TimeUnit.MILLISECONDS);
      }
    } finally {
      harness.destroyForcibly().waitFor();
    }
    long before = found(findings);
    assertTrue(before > 0, Files.readString(folder.resolve("log")));
    CommandRun resumed = conform(library, "--in-process", "--sequences", "1");
    assertTrue(resumed.err().contains("resuming at sequence"), resumed.err());
    assertEquals(ExitCodes.DIVERGENCE, resumed.exitCode(), resumed.out());
    assertTrue(found(findings) >= before);
  }

  private static long found(Path findings) throws Exception {
    if (!Files.isDirectory(findings)) {
      return 0;
    }
    try (var files = Files.list(findings)) {
      return files.filter(file -> file.toString().endsWith(".finding.json")).count();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--subject native:nothing.so --regime ept-4",
        "--subject exec:no-such-command --regime ept-4",
        "--subject native:pom.xml",
        "--subject native:pom.xml --regime ept-4",
        "--subject native:pom.xml --regime ept-4 --in-process",
        "--subject native:pom.xml --regime ept-4 --expect nothing.json",
        "--subject native:pom.xml --profile nothing.json",
        "--subject native:pom.xml --regime ept-4 --workload tiny",
        "--subject native:pom.xml --regime ept-9"
      })
  void badInputIsToldSo(String arguments) {
    List<String> all = new ArrayList<>(List.of("conform", "--out", folder.toString()));
    all.addAll(List.of(arguments.split(" ")));
    CommandRun run = CommandRun.maplet(all.toArray(String[]::new));
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out() + run.err());
    assertFalse(run.err().isBlank());
  }

  @ParameterizedTest
  @CsvSource({
    "'regime\":\"ept-9',                                       no regime 'ept-9'",
    "'regime\":\"ept-4\",\"operation\":\"mpa',                 no operation 'mpa'",
    "'regime\":\"ept-4\",\"operation\":\"unmap\",\"rule\":\"x', no rule 'x'"
  })
  void anExpectationThatCanNeverBeMetIsTold(String fields, String message) throws Exception {
    String divergence = "{\"%s\",\"kind\":\"outcome\",\"reason\":\"why\"}".formatted(fields);
    String text = "{\"maplet-expected\":1,\"divergences\":[%s]}".formatted(divergence);
    Path file = Files.writeString(folder.resolve("expected.json"), text);
    CommandRun run = conform(Starters.c(), "--sequences", "1", "--expect", file.toString());
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out() + run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void aLibraryThatIsNoSubjectIsToldInAChildProcessToo() throws Exception {
    Path file = Starters.c("-Dmaplet_subject=something_else");
    CommandRun run = conform(file, "--sequences", "1");
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out() + run.err());
    assertTrue(run.err().contains("it exports no maplet_subject"), run.err());
  }

  @Test
  void reportsThatAreNoneAreToldSo() throws Exception {
    Path file = Files.writeString(folder.resolve("x.json"), "{}");
    CommandRun run = CommandRun.maplet("diff", file.toString(), file.toString());
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.err());
    Files.writeString(file, "{");
    assertEquals(
        ExitCodes.BAD_INPUT,
        CommandRun.maplet("diff", file.toString(), file.toString()).exitCode());
    assertEquals(
        ExitCodes.BAD_INPUT, CommandRun.maplet("diff", "nothing", file.toString()).exitCode());
  }

  private static JsonSchema schema(String name) throws Exception {
    Path file = Path.of("..", "vectors", "schema", name + ".schema.json");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(file, StandardCharsets.UTF_8));
  }
}
