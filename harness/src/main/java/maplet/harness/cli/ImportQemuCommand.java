package maplet.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import maplet.harness.imports.QemuImport;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.Provenance;
import maplet.harness.trace.TextFile;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceWriter;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `maplet import qemu`: a trace of a guest that QEMU ran.
///
/// Exit codes: 0 the trace is written, 2 bad input, 3 the environment (a file can't be read or
/// written).
@Command(
    name = "qemu",
    mixinStandardHelpOptions = true,
    description = "Makes a trace of QEMU's memory map and a guest's first touches (record.sh).")
final class ImportQemuCommand implements Callable<Integer> {
  /// Bytes of the largest log: two million touches, each a line.
  private static final long MOST_OF_LOG = 64L << 20;

  private static final int OK = 0;
  private static final int BAD_INPUT = 2;
  private static final int ENVIRONMENT = 3;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--regime", required = true, paramLabel = "ID", description = "As in ept-4.")
  String regime = "";

  @Option(
      names = "--mtree",
      required = true,
      paramLabel = "FILE",
      description = "The answer of QEMU's monitor to 'info mtree -f'.")
  Path memoryTree = Path.of("");

  @Option(
      names = "--touches",
      required = true,
      paramLabel = "FILE",
      description = "The log of the plugin first_touch.c.")
  Path touches = Path.of("");

  @Option(names = "--title", required = true, paramLabel = "TEXT", description = "The trace's.")
  String title = "";

  @Option(
      names = "--package",
      paramLabel = "'NAME VERSION'",
      description = "Software that took part; may be repeated.")
  List<String> packages = new ArrayList<>();

  @Option(
      names = "--command",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "The command that ran QEMU.")
  String command = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The trace file to write.")
  Path output = Path.of("");

  @Override
  public Integer call() {
    Regime found;
    try {
      found = Regimes.find(regime);
    } catch (IllegalArgumentException e) {
      return fail(
          BAD_INPUT,
          "--regime %s: %s; fix: use one that 'maplet regimes' lists"
              .formatted(regime, e.getMessage()));
    }
    if (packages.stream().anyMatch(String::isEmpty)) {
      return fail(
          BAD_INPUT, "--package: expected a name and a version; fix: as in 'seabios 1.16.2-1'");
    }
    try {
      Provenance provenance =
          new Provenance(
              "QEMU's memory map after the boot, and the order of the firmware's first touches",
              packages,
              command);
      int inputBits = found.capabilities().inputBits();
      Trace trace =
          QemuImport.trace(regime, inputBits, title, provenance, log(memoryTree), log(touches));
      TraceWriter.write(output, trace);
      print(trace);
      return OK;
    } catch (InputFormatException malformed) {
      return fail(BAD_INPUT, String.valueOf(malformed.getMessage()));
    } catch (IOException failed) {
      return fail(
          ENVIRONMENT,
          "a file can't be read or written ("
              + failed
              + "); fix: check its folder and permissions");
    }
  }

  private QemuImport.Log log(Path file) throws IOException {
    String rule;
    try {
      if (Files.isDirectory(file)) {
        throw new InputFormatException(
            file.toString(), 0, "expected a file, but it is a folder", "name a file in it");
      }
      return new QemuImport.Log(file.toString(), TextFile.read(file, MOST_OF_LOG).lines().toList());
    } catch (NoSuchFileException missing) {
      rule = "expected a file, but there is none";
    }
    throw new InputFormatException(file.toString(), 0, rule, "name a file that record.sh wrote");
  }

  private void print(Trace trace) {
    int steps = trace.steps().size();
    spec.commandLine().getOut().printf("written: %s%n", output);
    spec.commandLine().getOut().printf("imported: %d operations on %s%n", steps, regime);
    spec.commandLine().getOut().flush();
  }

  private int fail(int exitCode, String message) {
    spec.commandLine().getErr().println(message);
    spec.commandLine().getErr().flush();
    return exitCode;
  }
}
