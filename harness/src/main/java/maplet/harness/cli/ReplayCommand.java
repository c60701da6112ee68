package maplet.harness.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import maplet.harness.check.Divergence;
import maplet.harness.check.Oracle;
import maplet.harness.check.OutcomeBins;
import maplet.harness.check.SequenceRunner;
import maplet.harness.check.Text;
import maplet.harness.check.TraceReplay;
import maplet.harness.report.SummaryTable;
import maplet.harness.subject.InProcessSubject;
import maplet.harness.subject.SimulatedHost;
import maplet.harness.subject.SubjectProvider;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.Trace;
import maplet.harness.trace.TraceReader;
import maplet.model.Capabilities;
import maplet.model.GuestAddressSpace;
import maplet.model.Operation;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maplet replay`: runs recorded traces, checked after every step.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Replays traces, checked after every step.")
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "TRACE", description = "Trace files (JSON Lines).")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--out",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "Where traces of divergences are saved (default: here).")
  private Path folder = Path.of(".");

  @Mixin private DetailOption detail = new DetailOption();

  private final SubjectProvider provider;

  /// Replays on Maplet's own implementation.
  ReplayCommand() {
    this(new InProcessSubject.Provider());
  }

  /// @param provider the implementation to check
  ReplayCommand(SubjectProvider provider) {
    this.provider = provider;
  }

  @Override
  public Integer call() throws Exception {
    // All files are read before the first is run: bad input is told at once, and loses nothing.
    List<Trace> traces = new ArrayList<>();
    for (Path file : files) {
      traces.add(read(file));
    }
    OutputFolder.prepare(spec, folder);
    Output output = new Output(spec.commandLine(), folder, detail);
    SummaryTable summary = new SummaryTable();
    long started = System.nanoTime();
    for (int i = 0; i < traces.size(); i++) {
      replay(files.get(i), traces.get(i), output, summary);
    }
    output.lines(summary.lines());
    return output.verdict(
        summary, (System.nanoTime() - started) / 1e9, traces.size() + " trace(s)");
  }

  private static Trace read(Path file) throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new InputFormatException(
          file.toString(), 0, "expected a trace file, but there is none", "name an existing file");
    }
    Trace trace = TraceReader.read(file);
    boolean known =
        Regimes.all().stream().anyMatch(regime -> regime.id().equals(trace.header().regime()));
    if (!known) {
      throw new InputFormatException(
          file.toString(),
          1,
          "regime '%s' isn't known".formatted(trace.header().regime()),
          "use one of " + String.join(", ", Regimes.all().stream().map(Regime::id).toList()));
    }
    requireReplayable(file, trace);
    return trace;
  }

  /// Refuses a trace whose address space is illegal, or whose linear areas lie on the host's own
  /// frames.
  private static void requireReplayable(Path file, Trace trace) {
    Capabilities capabilities = Regimes.find(trace.header().regime()).capabilities();
    try {
      GuestAddressSpace.create(capabilities, trace.header().base(), trace.header().size());
    } catch (IllegalArgumentException e) {
      throw new InputFormatException(
          file.toString(), 1, String.valueOf(e.getMessage()), "correct base and size");
    }
    long hostBase = SimulatedHost.base(capabilities);
    long hostEnd = hostBase + SimulatedHost.CAMPAIGN_SIZE;
    for (int i = 0; i < trace.steps().size(); i++) {
      if (trace.steps().get(i).operation() instanceof Operation.MapLinear map
          && map.hpa() < hostEnd
          && map.hpa() + map.size() > hostBase
          && map.hpa() >= 0) {
        throw new InputFormatException(
            file.toString(),
            i + 2,
            "a linear area lies on the simulated host's frames, " + Text.range(hostBase, hostEnd),
            "choose another hpa");
      }
    }
  }

  private void replay(Path file, Trace trace, Output output, SummaryTable summary)
      throws Exception {
    Regime regime = Regimes.find(trace.header().regime());
    Set<Oracle> oracles = EnumSet.allOf(Oracle.class);
    OutcomeBins bins = new OutcomeBins();
    long started = System.nanoTime();
    List<Divergence> found;
    try (SequenceRunner runner = new SequenceRunner(regime, provider, oracles)) {
      found = TraceReplay.run(runner, trace, bins);
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
    summary.add(String.valueOf(file.getFileName()), bins.total(), elapsed, found.size());
    for (Divergence each : found) {
      output.divergence(each, provider, oracles, trace.header().seed(), file.toString());
    }
  }
}
