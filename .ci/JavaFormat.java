import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Checks or applies google-java-format over the Java files below some folders.
///
/// The build runs it from source with the JDK of the toolchain, because the formatter needs a newer
/// JDK than the one that Maven may run on, and takes files but not folders. Arguments: `check` or
/// `apply`, then the folders. Exit code 1 where `check` finds a file that isn't formatted.
final class JavaFormat {
  public static void main(String[] arguments) throws Exception {
    boolean apply =
        switch (arguments[0]) {
          case "apply" -> true;
          case "check" -> false;
          default -> throw new IllegalArgumentException("check or apply, not " + arguments[0]);
        };
    List<Path> different = new ArrayList<>();
    for (String folder : List.of(arguments).subList(1, arguments.length)) {
      for (Path file : javaFiles(Path.of(folder))) {
        String source = Files.readString(file);
        String formatted = format(source);
        if (!formatted.equals(source)) {
          different.add(file);
          if (apply) {
            Files.writeString(file, formatted);
          }
        }
      }
    }
    different.forEach(file -> IO.println((apply ? "formatted: " : "not formatted: ") + file));
    if (!apply && !different.isEmpty()) {
      IO.println("format them: mvn -q -N -Pformat validate");
      System.exit(1);
    }
  }

  private static List<Path> javaFiles(Path folder) throws Exception {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String format(String source) throws Exception {
    return new Formatter().formatSourceAndFixImports(source);
  }
}
