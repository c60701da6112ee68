package maplet.harness.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The repository's own files, as tests of the source see them.
final class SourceTree {
  private static final List<String> MODULES = List.of("model", "impl", "harness", "vectors");

  private SourceTree() {}

  /// The Java files below a source folder, `src/main` or `src/test`, of all modules.
  static List<Path> javaFiles(String sourceFolder) {
    return MODULES.stream()
        .map(module -> root().resolve(module).resolve(sourceFolder))
        .filter(Files::isDirectory)
        .flatMap(SourceTree::files)
        .filter(file -> file.toString().endsWith(".java"))
        .sorted()
        .toList();
  }

  /// Everything that people wrote: all files of the modules, the top level and `.ci`.
  static List<Path> allFiles() {
    Stream<Path> modules = MODULES.stream().flatMap(module -> files(root().resolve(module)));
    Stream<Path> top = Stream.of("pom.xml", "README.md").map(root()::resolve);
    return Stream.of(modules, files(root().resolve(".ci")), top)
        .flatMap(files -> files)
        .filter(Files::isRegularFile)
        .filter(file -> !isBuilt(root().relativize(file)))
        .sorted()
        .toList();
  }

  /// The path below the repository's top, for messages.
  static Path shown(Path file) {
    return root().relativize(file);
  }

  /// The repository's top: the build runs tests in a module's folder, an editor perhaps above it.
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("harness")) ? here : here.getParent();
  }

  private static boolean isBuilt(Path file) {
    return file.startsWith(file.getName(0).resolve("target")) || file.endsWith(".jqwik-database");
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
