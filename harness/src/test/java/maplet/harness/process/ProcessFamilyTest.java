package maplet.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing that a subject starts is left behind.
class ProcessFamilyTest {
  /// Starts a command that prints the number of a process which it leaves behind.
  private static ProcessHandle leftBy(ProcessFamily family, String command) throws Exception {
    Process process = family.start(new ProcessBuilder("sh", "-c", command));
    BufferedReader output = process.inputReader(StandardCharsets.US_ASCII);
    ProcessHandle left = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    assertEquals(0, process.waitFor());
    assertTrue(left.isAlive());
    return left;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 600 >/dev/null 2>&1 & echo $!",
        "(sh -c 'setsid sleep 600 >/dev/null 2>&1 & echo $!' &)",
        "(sh -c 'trap \"\" TERM HUP; echo $$; exec >/dev/null 2>&1; while :; do sleep 600; done' &)"
      })
  void whatIsLeftBehindEndsWithTheFamily(String command) throws Exception {
    try (ProcessFamily family = new ProcessFamily("test")) {
      ProcessHandle left = leftBy(family, command);
      family.endAll();
      left.onExit().join();
    }
  }

  @Test
  void orphansOfOneHomeEndAndThoseOfAnotherStay() throws Exception {
    try (ProcessFamily first = new ProcessFamily("first");
        ProcessFamily second = new ProcessFamily("second")) {
      ProcessHandle ofFirst = leftBy(first, "sleep 600 >/dev/null 2>&1 & echo $!");
      ProcessHandle ofSecond = leftBy(second, "sleep 600 >/dev/null 2>&1 & echo $!");
      ProcessFamily.endOrphans("first");
      ofFirst.onExit().join();
      assertTrue(ofSecond.isAlive());
    }
  }

  @Test
  void aMemberEndsAsItsCommandDoes() throws Exception {
    try (ProcessFamily family = new ProcessFamily("test")) {
      Process process =
          family.start(
              new ProcessBuilder("sh", "-c", "read word; echo $word; kill -ABRT $$")
                  .redirectErrorStream(true));
      try (var input = process.outputWriter(StandardCharsets.US_ASCII)) {
        input.write("to be\n");
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertEquals("to be\n", output);
      assertEquals(128 + 6, process.waitFor());
    }
  }

  @Test
  void muchOutputLeavesItsBeginningAndItsEnd() throws Exception {
    byte[] text = ("first" + "x".repeat(1 << 20) + "last").getBytes(StandardCharsets.US_ASCII);
    BoundedOutput output = new BoundedOutput(new ByteArrayInputStream(text));
    output.await();
    String kept = new String(output.text(), StandardCharsets.US_ASCII);
    assertTrue(kept.startsWith("firstx") && kept.endsWith("xlast"));
    int leftOut = text.length - 2 * BoundedOutput.KEPT;
    assertTrue(kept.contains("[%d bytes left out]".formatted(leftOut)));
    assertEquals(2 * BoundedOutput.KEPT, StringUtils.countMatches(kept, 'x') + 9);
  }

  @Test
  void littleOutputIsKeptWhole() throws Exception {
    byte[] text = "y".repeat(BoundedOutput.KEPT + 1).getBytes(StandardCharsets.US_ASCII);
    BoundedOutput output = new BoundedOutput(new ByteArrayInputStream(text));
    output.await();
    String kept = new String(output.text(), StandardCharsets.US_ASCII);
    assertFalse(kept.contains("left out"));
    assertEquals(text.length, kept.length());
  }
}
