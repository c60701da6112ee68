package maplet.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import maplet.harness.nativeabi.Starters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that somebody ends: only a process of its own can be interrupted.
class InterruptionTest {
  @TempDir Path folder = Path.of("");

  @Test
  void anInterruptedRunSaysWhatThereIsAndHowToGoOn() throws Exception {
    Path json = folder.resolve("a report.json");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "maplet.harness.cli.Main",
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
    Process process = new ProcessBuilder(command).start();
    // It says this when the campaign begins.
    assertTrue(process.errorReader().readLine().startsWith("ept-4: "));
    process.toHandle().destroy(); // a polite signal
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(128 + 15, process.exitValue(), out);
    assertTrue(out.contains("INTERRUPTED, until then "), out);
    assertTrue(out.contains("to go on: maplet conform --subject native:"), out);
    assertTrue(out.contains("--json '" + json + "'"), out);
    assertTrue(Files.readString(json).contains("the run was interrupted"));
  }
}
