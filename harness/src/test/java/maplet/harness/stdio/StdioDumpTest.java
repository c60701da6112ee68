package maplet.harness.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import maplet.harness.check.Divergence;
import maplet.harness.subject.SubjectFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A subject's `dump` is asked for, and is compared with what it told.
class StdioDumpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String REGIME = "riscv-sv39x4";

  @TempDir Path folder = Path.of("");

  private Optional<Divergence> run(String line, int operations) throws Exception {
    String patch =
        """
        def shown(self, request, honest=Session.dump):
            reply = honest(self, request)
            root, frames = reply["root"], reply["frames"]
            %s
            return reply

        def counted(self, operation, honest=Session.operation):
            self.count += 1
            return honest(self, operation)

        def begun(self, request, honest=Session.begin):
            self.count = 0
            return honest(self, request)

        Session.dump, Session.operation, Session.begin = shown, counted, begun
        """
            .formatted(line);
    String command = PatchedStarter.command(folder, patch);
    try (StdioProvider provider = new StdioProvider(command, PATIENCE, false)) {
      return StdioStarter.PYTHON.find(provider, REGIME, operations);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reply["root"] = "0x0"                        | untold  | root is 0x0
          reply["frames"] = []                         | untold  | hasn't got the table
          frames.pop()                                 | untold  | hasn't got the table
          frames[0][1].append([511, "0x1"])            | untold  | the dump has 0x1
          frames[0][1] = [[0, "0x0"]]; frames[0][1] += [[1, "0x2001"]] | untold | the dump has
          reply["frames"] = frames * 2                 | garbage | shown twice
          frames[0][1] += [[7, "0x0"]] * 2             | garbage | shown twice
          frames[0][1].append([512, "0x0"])            | garbage | no such index
          frames.append(["0x0", []])                   | garbage | no such frame
          frames.append(["0xffffffffffffffff", []])    | garbage | no such frame
          """)
  void aDumpThatIsNotWhatWasToldIsFound(String line, String kind, String reason) throws Exception {
    Divergence found = run(line, 40).orElseThrow();
    assertEquals(Optional.of(kind), found.failure().map(SubjectFailure.Kind::toString));
    assertEquals(Optional.of("dump"), found.first().phase());
    assertTrue(found.first().actual().contains(reason), found::toString);
  }

  @Test
  void framesInAnotherOrderZerosAndTablesKeptForLaterConform() throws Exception {
    String line =
        """
        frames.reverse()
            frames[0][1].append([511, "0x0"]) if all(i != 511 for i, _ in frames[0][1]) else 0
            frames.append([hex(self.machine.limit - 4096), []])\
        """
            .strip();
    assertEquals(Optional.empty(), run(line, 40).map(Divergence::violations));
  }

  /// Also where the subject works on later operations already.
  @Test
  void itIsAskedForInTheMiddleOfASequenceToo() throws Exception {
    String line = "reply[\"root\"] = \"0x0\" if self.count == 4096 else root";
    Divergence found = run(line, 5000).orElseThrow();
    assertEquals(Optional.of("dump"), found.first().phase());
    assertEquals(4096, found.operations().size());
    assertEquals(Optional.empty(), run(line, 4000).map(Divergence::violations));
  }
}
