package maplet.harness.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a subject starts ends with it.
class ProcessGroupTest {
  private static final String TELL = "echo $!; ";

  /// Each starts a process, says its number, and then ends or goes on.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 300 & " + TELL + "sleep 300",
        "sleep 300 & " + TELL + "exit 5",
        "trap '' TERM INT HUP; sleep 300 & " + TELL + "wait",
        "setsid sleep 300 & " + TELL + "exit 5",
        "(setsid sh -c 'sleep 300 & echo $!') ; exit 5",
        "(setsid sh -c 'sleep 300 & echo $!') ; sleep 300"
      })
  void nobodyIsLeft(String script) throws Exception {
    assumeTrue(GroupMembers.hasSessions(), "not run: there is no setsid");
    long left;
    try (ProcessGroup group = ProcessGroup.start(new ProcessBuilder("sh", "-c", script))) {
      BufferedReader output = group.process().inputReader();
      left = Long.parseLong(output.readLine());
      assertTrue(ProcessHandle.of(left).isPresent());
    }
    assertEnds(left);
  }

  private static void assertEnds(long pid) throws Exception {
    var handle = ProcessHandle.of(pid);
    if (handle.isPresent()) {
      handle.get().onExit().get(20, TimeUnit.SECONDS);
    }
  }

  /// Where this JVM is killed, nothing here runs any more, but the guard does.
  @Test
  void theGuardEndsThemWhereTheirOwnerIsKilled() throws Exception {
    assumeTrue(GroupMembers.hasSessions(), "not run: there is no setsid");
    String mark = "test-" + ProcessHandle.current().pid() + ".";
    ProcessBuilder member = new ProcessBuilder("setsid", "sleep", "300");
    member.environment().put(ProcessGroup.VARIABLE, mark + "1;");
    Process process = member.start();
    Process guard = new ProcessBuilder(GroupGuard.command(mark)).start();
    assertTrue(process.isAlive() && guard.isAlive());
    guard.getOutputStream().close(); // as at its owner's end
    assertTrue(guard.waitFor(30, TimeUnit.SECONDS));
    assertEnds(process.pid());
  }

  @Test
  void othersStay() throws Exception {
    Process other = new ProcessBuilder("sleep", "300").start();
    try (ProcessGroup group = ProcessGroup.start(new ProcessBuilder(List.of("sleep", "300")))) {
      assertTrue(group.process().isAlive());
    }
    assertTrue(other.isAlive());
    other.destroyForcibly();
    assertEquals(137, other.waitFor());
  }
}
