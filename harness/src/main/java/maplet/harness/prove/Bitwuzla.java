package maplet.harness.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Option;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Options;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Parser;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.Result;
import org.sosy_lab.java_smt.solvers.bitwuzla.api.TermManager;

/// The solver that proves. Its native library comes from Maven Central beside the jars of the class
/// path.
final class Bitwuzla implements Solver {
  private static final String LIBRARY = "libbitwuzlaj";
  private static final Optional<Path> LOADED = load();

  /// The system property that names the library where it isn't beside the jars.
  static final String PROPERTY = "bitwuzla.lib";

  /// Whether the native library was found.
  static boolean isThere() {
    return LOADED.isPresent();
  }

  // A native library is what the solver is.
  @SuppressWarnings("restricted")
  private static Optional<Path> load() {
    Optional<Path> library =
        Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).or(Bitwuzla::besideJars);
    library.ifPresent(path -> System.load(path.toAbsolutePath().toString()));
    return library;
  }

  private static Optional<Path> besideJars() {
    return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.toString().contains("bitwuzla"))
        .map(Path::getParent)
        .flatMap(Bitwuzla::files)
        .filter(path -> path.getFileName().toString().contains(LIBRARY))
        .filter(path -> path.toString().endsWith(".so"))
        .findFirst();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (java.io.IOException e) {
      return Stream.empty();
    }
  }

  @Override
  public String name() {
    return "Bitwuzla";
  }

  @Override
  public Answer solve(List<Term> terms, long milliseconds) {
    SmtLib script = new SmtLib(terms);
    Options options = new Options();
    TermManager manager = new TermManager();
    // The solver's memory isn't the JVM's: nobody frees it but its close.
    try {
      options.set(Option.PRODUCE_MODELS, 1);
      options.set(Option.TIME_LIMIT_PER, Math.toIntExact(milliseconds));
      return solve(script, manager, options);
    } finally {
      options.delete();
      manager.close();
    }
  }

  private static Answer solve(SmtLib script, TermManager manager, Options options) {
    Parser parser = new Parser(manager, options);
    try {
      parser.parse("(set-logic QF_ABV)\n" + script.script(), true, false);
      Result result = parser.bitwuzla().check_sat();
      Map<String, Long> values = new TreeMap<>();
      if (result == Result.SAT) {
        for (Term variable : script.variables()) {
          if (variable.width != Term.MEMORY) {
            String value = parser.bitwuzla().get_value(parser.parse_term(variable.name)).toString();
            values.put(variable.name, number(value));
          }
        }
      }
      return new Answer(verdict(result), values);
    } finally {
      parser.close();
    }
  }

  private static Verdict verdict(Result result) {
    if (result == Result.SAT) {
      return Verdict.SATISFIABLE;
    }
    return result == Result.UNSAT ? Verdict.UNSATISFIABLE : Verdict.UNKNOWN;
  }

  private static long number(String literal) {
    return switch (literal.substring(0, 2)) {
      case "#b" -> Long.parseUnsignedLong(literal.substring(2), 2);
      case "#x" -> Long.parseUnsignedLong(literal.substring(2), 16);
      default -> literal.equals("true") ? 1 : 0;
    };
  }
}
