package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import maplet.harness.jvm.GuestSpace;
import maplet.harness.jvm.GuestSpaces;
import maplet.harness.subject.Report;
import maplet.harness.subject.SimulatedHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Subjects that fail before they are asked for anything: that is theirs, unless there is nothing
/// to be run.
class LoadFailureTest {
  @TempDir Path folder = Path.of("");

  private CommandRun conform(String subject, String... more) {
    List<String> arguments = new ArrayList<>(List.of("conform", "--subject", subject));
    arguments.addAll(List.of("--regime", "riscv-sv39x4", "--sequences", "1"));
    arguments.addAll(List.of("--out", folder.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.maplet(arguments.toArray(String[]::new));
  }

  private static void assertFinding(String kind, String reason, CommandRun run) {
    assertEquals(ExitCodes.DIVERGENCE, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("UNEXPECTED: " + kind + " in load on"), run.out());
    assertTrue(run.out().contains(reason), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exec:echo why >&2; exit 3|crash|the process ended with code 3, its last words: why
          exec:kill -9 $$|crash|signal 9
          exec:echo hello; sleep 60|garbage|hello
          exec:echo '{"id":1}'; sleep 60|garbage|protocol must be 1
          """)
  void processesThatDoNotStartAreFindings(String subject, String kind, String reason) {
    assertFinding(kind, reason, conform(subject));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec:./no-such-command --fast", "exec:/"})
  void whatTheShellCannotRunIsBadInput(String subject) {
    CommandRun run = conform(subject);
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out() + run.err());
    assertTrue(
        run.err().contains("--subject " + subject + ": the shell can't run that"), run.err());
    assertTrue(run.err().contains("give a command that is found there"), run.err());
    assertEquals("", run.out());
  }

  /// @param more options, which decide where it is loaded
  private CommandRun load(Class<?> spaces, String... more) {
    return conform("jvm:" + spaces.getName() + "@" + Path.of("target/test-classes"), more);
  }

  @Test
  void classesThatThrowAreFindings() {
    String loading = "no hypervisor here";
    assertFinding("crash", loading, load(InConstructor.class, "--in-process"));
    assertFinding("crash", loading, load(InConstructor.class));
    assertFinding("crash", loading, load(InInitialiser.class, "--in-process"));
    assertFinding("crash", loading, load(InName.class, "--in-process"));
  }

  @Test
  void classesThatAreNoneAreBadInput() {
    CommandRun run = load(Incomplete.class, "--in-process");
    assertEquals(ExitCodes.BAD_INPUT, run.exitCode(), run.out() + run.err());
    assertTrue(run.err().contains("all classes that it needs must be after the @"), run.err());
    assertFalse(run.err().contains("defect of Maplet"), run.err());
  }

  /// Comes as far as it is asked for its first address space.
  private static class Honest implements GuestSpaces {
    @Override
    public String name() {
      return "honest";
    }

    @Override
    public Set<Report> reports() {
      return Set.of();
    }

    @Override
    public GuestSpace open(String regime, SimulatedHost host) {
      throw new IllegalStateException("not asked for");
    }
  }

  /// Throws in its constructor.
  public static final class InConstructor extends Honest {
    public InConstructor() {
      throw new IllegalArgumentException("no hypervisor here");
    }
  }

  /// Throws when its class is initialised.
  public static final class InInitialiser extends Honest {
    private static final int HERE = Integer.parseInt("no hypervisor here");

    public InInitialiser() {}

    @Override
    public String name() {
      return "honest " + HERE;
    }
  }

  /// Throws when it is asked who it is.
  public static final class InName extends Honest {
    public InName() {}

    @Override
    public String name() {
      throw new IllegalArgumentException("no hypervisor here");
    }
  }

  /// Needs a class that isn't there.
  public static final class Incomplete extends Honest {
    public Incomplete() {
      throw new NoClassDefFoundError("mine/Tables");
    }
  }
}
