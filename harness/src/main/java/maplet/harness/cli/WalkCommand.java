package maplet.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import maplet.harness.walk.Dumps;
import maplet.harness.walk.ExplainedWalk;
import maplet.harness.walk.WalkPicture;
import maplet.harness.walk.WalkText;
import maplet.model.Access;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.WalkResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maplet walk`: a walk in a memory dump, entry by entry.
@Command(
    name = "walk",
    mixinStandardHelpOptions = true,
    description = {
      "Explains the walk of one address in a memory dump: each entry that is read, its fields, and"
          + " the rule that decides, with the manual's citation.",
      "",
      "A dump is raw (little-endian bytes from physical address PA on) or sparse: a text whose"
          + " first line is 'maplet-memory 1', with a word of eight bytes on each further line, as"
          + " in '0x3008: 0x40000037', and comments behind #."
    },
    footer = {
      "Numbers are decimal, or hexadecimal with 0x; K, M, G or T may follow.",
      "Exit codes: 0 explained, whether the walk translates or faults; 2 bad input, as when no dump"
          + " holds an entry; 3 environment."
    })
final class WalkCommand implements Callable<Integer> {
  private static final int SUGGESTIONS = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "ept, aarch64 or riscv: that architecture's typical regime without --regime.")
  private Optional<String> architecture = Optional.empty();

  @Option(names = "--regime", paramLabel = "ID", description = "A regime, as in ept-4.")
  private Optional<String> regimeId = Optional.empty();

  @Option(
      names = "--root",
      required = true,
      paramLabel = "PA",
      converter = AddressConverter.class,
      description = "Physical address of the root table (of the register its address field only).")
  private long root;

  @Option(
      names = "--memory",
      required = true,
      paramLabel = "FILE[@PA]",
      description = "A dump; may be repeated.")
  private List<String> memory = new ArrayList<>();

  @Option(
      names = "--access",
      defaultValue = "r",
      paramLabel = "rwxu",
      converter = AccessesConverter.class,
      description =
          "The guest's accesses, each judged: r, w, x, u (user-mode fetch); default:"
              + " ${DEFAULT-VALUE}.")
  private AccessesConverter.Accesses accesses =
      new AccessesConverter.Accesses(List.of(Access.READ));

  @Option(names = "--svg", paramLabel = "FILE", description = "Writes a picture of the walk too.")
  private Optional<Path> picture = Optional.empty();

  @Parameters(
      paramLabel = "GPA",
      converter = AddressConverter.class,
      description = "The address to translate.")
  private long gpa;

  @Override
  public Integer call() throws IOException {
    Regime regime = regime();
    try (Dumps dumps = Dumps.open(memory)) {
      ExplainedWalk walk = ExplainedWalk.of(regime, dumps, root, gpa, accesses.list());
      if (picture.isPresent()) {
        Files.writeString(picture.get(), WalkPicture.svg(walk));
      }
      PrintWriter out = spec.commandLine().getOut();
      WalkText.lines(walk).forEach(out::println);
      picture.ifPresent(file -> out.println("picture: " + file));
      out.println(verdict(walk));
      out.flush();
    }
    return ExitCodes.CONFORMS;
  }

  private static String verdict(ExplainedWalk walk) {
    long reached =
        walk.results().values().stream().filter(WalkResult.Reached.class::isInstance).count();
    return "EXPLAINED: %d entries read, %d accesses: %d translated, %d faulted"
        .formatted(
            walk.levels().size(), walk.results().size(), reached, walk.results().size() - reached);
  }

  private Regime regime() {
    if (architecture.isEmpty() && regimeId.isEmpty()) {
      throw bad(
          "--arch and --regime are missing: one of them must say how to read the tables; fix: as in"
              + " --regime ept-4");
    }
    architecture.ifPresent(name -> {
      if (!Regimes.architectures().contains(name)) {
        throw bad(
            "--arch %s: expected one of %s; fix: give one of them"
                .formatted(name, Regimes.architectures()));
      }
    });
    return regimeId.map(this::named).orElseGet(() -> Regimes.typical(architecture.orElseThrow()));
  }

  private Regime named(String id) {
    Regime regime = find(id);
    architecture.ifPresent(name -> {
      if (!name.equals(regime.architecture())) {
        throw bad(
            "--arch %s: %s is a regime of %s; fix: leave --arch away, or give a regime of %s"
                .formatted(name, id, regime.architecture(), name));
      }
    });
    return regime;
  }

  private Regime find(String id) {
    try {
      return Regimes.find(id);
    } catch (IllegalArgumentException e) {
      List<String> names = Regimes.all().stream().map(Regime::id).toList();
      throw bad(
          "--regime %s: %s; fix: did you mean one of %s? ('maplet regimes' lists all)"
              .formatted(id, e.getMessage(), NearestNames.of(id, names, SUGGESTIONS)));
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
