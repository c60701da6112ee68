package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import maplet.harness.museum.Exhibit;
import maplet.harness.museum.Half;
import maplet.harness.museum.MuseumJson;
import maplet.harness.museum.MuseumMarkdown;
import maplet.harness.museum.MuseumPlan;
import maplet.harness.museum.MuseumResult;
import maplet.harness.museum.MuseumText;
import maplet.harness.museum.RealBug;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `maplet museum`: how strong Maplet's checks are.
@Command(
    name = "museum",
    mixinStandardHelpOptions = true,
    description =
        "Plants bugs that real hypervisors had, in the C starter and in Maplet's own"
            + " implementation, and hunts each of them.",
    footer = "Exit codes: 0 all were killed, 1 one survived, 2 bad input, 3 gcc lacks.")
final class MuseumCommand implements Callable<Integer> {
  private static final int MOST_JOBS = 64;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--only",
      paramLabel = "NAME",
      arity = "1..*",
      description = "Only these bugs, by name or by the number of a real bug, with its stand-ins.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description = "Only bugs planted in c (the C starter) or impl (Maplet's own).")
  private Optional<String> subject = Optional.empty();

  @Option(
      names = "--time",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Time for each bug; then it survives (default: 60s).")
  private Duration time;

  @Option(
      names = "--seed",
      paramLabel = "S",
      converter = SeedConverter.class,
      description = "Names all sequences; the same seed gives the same ones (default: 1).")
  private long seed = 1;

  @Mixin private JobsOption jobs = new JobsOption(MOST_JOBS);

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--markdown", paramLabel = "FILE", description = "Append it as Markdown.")
  private Optional<Path> markdown = Optional.empty();

  @Option(
      names = "--readme",
      paramLabel = "FILE",
      description =
          "Put the table of real bugs, without times, between the lines <!-- museum --> and"
              + " <!-- /museum --> of this file.")
  private Optional<Path> readme = Optional.empty();

  private final Optional<Path> compiler;

  /// Compiles the C starter by this machine's gcc.
  MuseumCommand() {
    this(MuseumPlan.findCompiler(), Duration.ofSeconds(60));
  }

  /// @param compiler of C, if there is one
  /// @param time for each bug, where `--time` says nothing else
  MuseumCommand(Optional<Path> compiler, Duration time) {
    this.compiler = compiler;
    this.time = time;
  }

  @Override
  public Integer call() throws Exception {
    List<Exhibit> exhibits = chosen();
    Output output = new Output(spec.commandLine(), Path.of("."));
    AtomicInteger done = new AtomicInteger();
    MuseumResult result =
        new MuseumPlan(exhibits, seed, time, jobs.count(), compiler)
            .run(showing -> {
              int count = done.incrementAndGet();
              output.progress(() ->
                  "museum: %d of %d bugs, %s".formatted(count, exhibits.size(), showing.exhibit()));
            });
    output.clearProgress();
    output.lines(MuseumText.lines(result));
    write(result);
    return verdict(result);
  }

  /// Real bugs first, in their order; then the others.
  private List<Exhibit> chosen() {
    List<Half> halves = subject.map(Half::parse).map(List::of).orElse(List.of(Half.values()));
    List<Exhibit> all =
        halves.stream()
            .map(Exhibit::of)
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(MuseumCommand::firstRow))
            .toList();
    for (String name : only) {
      if (all.stream().noneMatch(each -> isNamed(each, name))) {
        List<String> names = all.stream().map(Exhibit::toString).toList();
        throw new IllegalArgumentException(
            "--only %s: there is no such bug; near it are %s"
                .formatted(name, NearestNames.of(name, names, 3)));
      }
    }
    return all.stream()
        .filter(each -> only.isEmpty() || only.stream().anyMatch(name -> isNamed(each, name)))
        .toList();
  }

  private static int firstRow(Exhibit exhibit) {
    return rows(exhibit).findFirst().orElse(Integer.MAX_VALUE);
  }

  private static boolean isNamed(Exhibit exhibit, String name) {
    return exhibit.toString().equals(name)
        || rows(exhibit).mapToObj(Integer::toString).anyMatch(name::equals);
  }

  /// The real bugs that it is, and then those that it stands in for.
  private static IntStream rows(Exhibit exhibit) {
    return Stream.concat(exhibit.realBugs().stream(), exhibit.standsInFor().stream())
        .mapToInt(RealBug::row);
  }

  private void write(MuseumResult result) throws IOException {
    if (json.isPresent()) {
      Files.writeString(json.get(), MuseumJson.write(result));
    }
    if (markdown.isPresent()) {
      String before = Files.exists(markdown.get()) ? Files.readString(markdown.get()) : "";
      Files.writeString(markdown.get(), before + MuseumMarkdown.write(result));
    }
    if (readme.isPresent()) {
      MuseumMarkdown.publish(result, readme.get());
    }
  }

  private int verdict(MuseumResult result) {
    PrintWriter out = spec.commandLine().getOut();
    boolean killed = result.isClean();
    result.lack().ifPresent(lack -> out.println("not run: bugs in the C starter: " + lack));
    out.printf(
        "%s: %s, %.1f s%n",
        killed ? "KILLED" : "SURVIVED",
        MuseumText.figures(result),
        result.elapsed().toNanos() / 1e9);
    out.flush();
    if (!killed) {
      return ExitCodes.DIVERGENCE;
    }
    return result.lack().isPresent() ? ExitCodes.ENVIRONMENT : ExitCodes.CONFORMS;
  }
}
