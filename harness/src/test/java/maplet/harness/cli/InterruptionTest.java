package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import maplet.harness.nativeabi.Starters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that somebody ends: only a process of its own can be interrupted.
class InterruptionTest {
  @TempDir Path folder = Path.of("");

  private static Process maplet(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("maplet.harness.cli.Main");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static String interrupted(Process process) throws Exception {
    process.toHandle().destroy(); // a polite signal
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(128 + 15, process.exitValue(), out);
    return out;
  }

  @Test
  void anInterruptedCheckSaysWhatItFoundSoFar() throws Exception {
    Path begun = folder.resolve("made when it begins");
    Process process =
        maplet("check", "--regime", "ept-4", "--time", "10m", "--out", begun.toString());
    while (process.isAlive() && !Files.exists(begun)) {
      Thread.sleep(20);
    }
    String out = interrupted(process);
    assertTrue(out.lines().anyMatch(line -> line.startsWith("ept-4 ")), out);
    assertTrue(out.contains("INTERRUPTED, until then "), out);
  }

  @Test
  void anInterruptedRunSaysWhatThereIsAndHowToGoOn() throws Exception {
    Path json = folder.resolve("a report.json");
    Process process =
        maplet(
            "conform",
            "--subject",
            "native:" + Starters.c(),
            "--profile",
            Starters.profile("c").toString(),
            "--regime",
            "ept-4",
            "--in-process",
            "--time",
            "10m",
            "--json",
            json.toString(),
            "--out",
            folder.resolve("findings").toString());
    // It says this when the campaign begins.
    assertTrue(process.errorReader().readLine().startsWith("ept-4: "));
    String out = interrupted(process);
    assertTrue(out.contains("INTERRUPTED, until then "), out);
    assertTrue(out.contains("to go on: maplet conform --subject native:"), out);
    assertTrue(out.contains("--json '" + json + "'"), out);
    assertTrue(Files.readString(json).contains("the run was interrupted"));
  }
}
