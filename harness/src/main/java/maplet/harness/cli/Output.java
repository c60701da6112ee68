package maplet.harness.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.report.DivergenceReport;
import maplet.harness.report.Reproduction;
import maplet.harness.report.SummaryTable;
import maplet.harness.report.TraceConversion;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.text.ShellWord;
import maplet.harness.trace.TraceWriter;
import maplet.model.arch.Regime;
import picocli.CommandLine;

/// What checking commands print: progress on standard error, facts and the verdict on standard
/// output.
final class Output {
  private static final long LINE_INTERVAL_NANOS = 10_000_000_000L;
  private static final long TERMINAL_INTERVAL_NANOS = 200_000_000L;
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Path folder;
  private final DetailOption detail;
  private final boolean terminal =
      Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  private final Map<String, Integer> saved = new HashMap<>();
  private long lastProgress = System.nanoTime();

  /// @param folder where traces of divergences are saved
  Output(CommandLine command, Path folder) {
    this(command, folder, new DetailOption());
  }

  /// @param folder where traces of divergences are saved
  /// @param detail how much of them is printed
  Output(CommandLine command, Path folder, DetailOption detail) {
    this.detail = detail;
    this.out = command.getOut();
    this.err = command.getErr();
    this.folder = folder;
  }

  void lines(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /// Tells how far a campaign is: one changing line on a terminal, now and then a line elsewhere.
  void progress(Regime regime, long operations) {
    progress(() -> "checking %s: %,d operations".formatted(regime.id(), operations));
  }

  /// Tells how far a command is, from any thread; asks for the text only when it is to be shown.
  synchronized void progress(Supplier<String> progress) {
    long now = System.nanoTime();
    if (now - lastProgress < (terminal ? TERMINAL_INTERVAL_NANOS : LINE_INTERVAL_NANOS)) {
      return;
    }
    lastProgress = now;
    String text = progress.get();
    err.print(terminal ? CLEAR_LINE + text : text + System.lineSeparator());
    err.flush();
  }

  void clearProgress() {
    if (terminal) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  /// Minimises, saves and explains a divergence.
  ///
  /// @param found where it was found, for people
  void divergence(
      Divergence divergence,
      SubjectProvider provider,
      Set<Oracle> oracles,
      OptionalLong seed,
      String found) {
    clearProgress();
    Reproduction reproduction = Reproduction.of(divergence, provider, oracles);
    String replay = save(reproduction.minimised(), seed);
    lines(detail.of(DivergenceReport.lines(reproduction, found, replay)));
    out.println();
  }

  /// Saves the trace of a divergence.
  ///
  /// @return the command that replays it, or why there is none: the report must come out all the
  ///   same
  private String save(Divergence divergence, OptionalLong seed) {
    String name = "maplet-%s-%s".formatted(divergence.regime().id(), divergence.first().oracle());
    int same = saved.merge(name, 1, Integer::sum);
    Path file = folder.resolve(name + (same == 1 ? "" : "-" + same) + ".jsonl");
    String command = ShellWord.command(List.of("maplet", "replay", file.toString()));
    try {
      Files.createDirectories(folder);
      TraceWriter.write(file, TraceConversion.trace(divergence, seed, command));
      return command;
    } catch (IOException e) {
      return "the trace can't be saved (%s); fix: give a folder with --out".formatted(e);
    }
  }

  /// Prints the last line.
  ///
  /// @param origin what the figures depend on, as in `seed 1`
  int verdict(SummaryTable summary, double seconds, String origin) {
    int divergences = summary.divergences();
    out.printf(
        "%s: %,d operations in %.1f s, %s, %s%n",
        divergences == 0 ? "CONFORMS" : "DIVERGES",
        summary.operations(),
        seconds,
        divergences == 1 ? "1 divergence" : divergences + " divergences",
        origin);
    out.flush();
    return divergences == 0 ? ExitCodes.CONFORMS : ExitCodes.DIVERGENCE;
  }
}
