package maplet.harness.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// The Java starter, compiled as somebody outside of Maplet would.
public final class JavaStarter {
  private static final Path SOURCES = Path.of("src/main/jvm/starter");
  private static final Path CLASSES = Path.of("target/jvm-starter");

  private JavaStarter() {}

  /// Its profile.
  public static Path profile() {
    return SOURCES.resolve("profile.json");
  }

  /// The command line's name for it.
  public static String subject() {
    return "jvm:stage2.Adapter@" + classes();
  }

  /// The adapter.
  public static GuestSpaces spaces() {
    return JvmProvider.spaces("stage2.Adapter", List.of(classes()));
  }

  private static synchronized Path classes() {
    if (Files.exists(CLASSES)) {
      return CLASSES; // compiled by another test of this run; `mvn clean` begins anew
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Xlint:all", "-Werror", "-proc:none", "-d", CLASSES.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertEquals(0, compiler.run(null, null, null, arguments.toArray(String[]::new)));
    return CLASSES;
  }
}
