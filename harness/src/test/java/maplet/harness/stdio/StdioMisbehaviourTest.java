package maplet.harness.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import maplet.harness.check.Divergence;
import maplet.harness.subject.SubjectFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes that answer wrongly, too much, too late or not at all.
class StdioMisbehaviourTest {
  private static final String REGIME = "riscv-sv39x4";

  @TempDir Path folder = Path.of("");

  /// @param line runs instead of each `apply`; `results` are the honest ones
  private Optional<Divergence> run(String line, Duration patience) throws Exception {
    String patch =
        """
        import subprocess, threading

        def wrong(self, request, honest=Session.apply):
            results = honest(self, request)["results"]
            out = sys.stdout.buffer
            %s
            return {"results": results}

        Session.apply = wrong
        """
            .formatted(line);
    String command = PatchedStarter.command(folder, patch);
    try (StdioProvider provider =
        new StdioProvider(command, patience, false, Optional.of(folder.resolve("log")))) {
      return StdioStarter.PYTHON.find(provider, REGIME, 40);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          subprocess.Popen(["sleep", "300"]); os._exit(5)|crash|code 5
          sys.stderr.write("\\x1b[31mwhy\\n"); sys.exit(200)|crash|last words: \\x{1b}[31mwhy
          os.kill(os.getppid(), 9); time.sleep(300)|crash|signal 9
          os.kill(os.getpid(), 9)|crash|signal 9
          exec("while 1: out.write(b'{}\\\\n' * 20000)")|garbage|must have results
          exec("while 1: out.write(b'\\\\n' * 65536)")|garbage|an object was expected
          exec("while 1: out.write(b'x' * 65536)")|oversized|more than 8388608 bytes
          results[0]["code"] = 10 ** 30|garbage|must be an integer
          results[0]["events"] = [[5, "0x0", "0xffffffffffffffff"]]|garbage|no such frames: 18446
          results[0]["events"] = [[3, "0x10000000000", "0x7fffffff"]]|garbage|no such frames
          results[0]["answer"] = {"attributes": "0xdead00000001"}|garbage|larger than any
          results[0]["answer"] = {"faultKind": 5}|garbage|larger than any
          """)
  void eachIsAFindingThatSaysWhatItDid(String line, String kind, String reason) throws Exception {
    Divergence found = run(line, Duration.ofSeconds(30)).orElseThrow();
    assertEquals(Optional.of(kind), found.failure().map(SubjectFailure.Kind::toString));
    assertTrue(found.first().actual().contains(reason), found::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "out.write(b'{'); out.flush(); time.sleep(300)",
        "os.kill(os.getpid(), 19)",
        "os.close(0); time.sleep(300)",
        "[(out.write(b' '), out.flush(), time.sleep(0.1)) for i in range(3000)]"
      })
  void whoDoesNotAnswerHangs(String line) throws Exception {
    Divergence found = run(line, Duration.ofSeconds(1)).orElseThrow();
    assertEquals(Optional.of("hang"), found.failure().map(SubjectFailure.Kind::toString));
  }

  @Test
  void aFieldTwiceIsNoReply() throws Exception {
    String patch =
        """
        import builtins
        def twice(text, flush):
            builtins.print(text.replace('"code": 0', '"code": -22, "code": 0'), flush=flush)
        print = twice
        """;
    try (StdioProvider provider =
        new StdioProvider(PatchedStarter.command(folder, patch), Duration.ofSeconds(30), false)) {
      Divergence found = StdioStarter.PYTHON.find(provider, REGIME, 40).orElseThrow();
      assertEquals(Optional.of("garbage"), found.failure().map(SubjectFailure.Kind::toString));
    }
  }

  /// The same things at a smaller scale are nobody's business.
  @Test
  void wordsOnTheErrorOutputAndASlowStartConform() throws Exception {
    String line = "[sys.stderr.write('e' * 100000 + '\\n') for i in range(30)] ; time.sleep(0.05)";
    assertEquals(Optional.empty(), run(line, Duration.ofSeconds(30)).map(Divergence::violations));
    long kept = Files.size(folder.resolve("log"));
    assertTrue(kept > 0 && kept <= 1 << 20, "bytes: " + kept);
  }
}
