package maplet.harness.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Limits that keep the source readable: sizes of files and methods, and what no file may contain.
class TidyTest {
  private static final int FILE_LINES = 500;
  private static final int MEDIAN_FILE_LINES = 200;
  private static final int METHOD_LINES = 60;
  private static final int COLUMNS = 100;

  /// Folders of one machine. The pattern is put together, or it would find itself.
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.}/])/(" + "work|farm|root|home|tmp/[a-z]+|usr/lib/jvm" + ")/");

  /// Words that put work off, put together for the same reason.
  private static final Pattern LATER =
      Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK|TB" + "D)\\b");

  private static final List<Path> MAIN = SourceTree.javaFiles("src/main");
  private static final List<Path> ALL =
      Stream.concat(MAIN.stream(), SourceTree.javaFiles("src/test").stream()).toList();

  @Test
  void thereAreFilesToJudge() {
    assertTrue(MAIN.size() > 100, "only " + MAIN.size() + " source files were found");
    assertTrue(ALL.size() > MAIN.size() + 20, "only " + ALL.size() + " files with tests");
  }

  @Test
  void noFileIsLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : ALL) {
      int lines = Files.readAllLines(file).size();
      if (lines > FILE_LINES) {
        tooLong.add(SourceTree.shown(file) + " has " + lines + " lines");
      }
    }
    assertEquals(List.of(), tooLong);
  }

  @Test
  void mostFilesAreShort() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (Path file : MAIN) {
      sizes.add(Files.readAllLines(file).size());
    }
    Collections.sort(sizes);
    int median = sizes.get(sizes.size() / 2);
    assertTrue(median < MEDIAN_FILE_LINES, "the median file has " + median + " lines");
  }

  @Test
  void noMethodIsLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    int methods = 0;
    for (Method method : methods()) {
      methods++;
      if (method.lines() > METHOD_LINES) {
        tooLong.add("%s has %d lines".formatted(method.name(), method.lines()));
      }
    }
    assertTrue(methods > 500, "only " + methods + " methods were found");
    assertEquals(List.of(), tooLong);
  }

  @Test
  void everyPackageSaysWhatLivesThere() {
    // What a newcomer copies isn't a package of Maplet's.
    List<Path> silent =
        SourceTree.javaFiles("src/main/java").stream()
            .map(Path::getParent)
            .distinct()
            .filter(folder -> MAIN.stream().noneMatch(file -> file.endsWith(packageInfo(folder))))
            .map(SourceTree::shown)
            .toList();
    assertEquals(List.of(), silent);
  }

  /// Where a folder's package is described, in this module or another one: the museum's wrong doing
  /// lives in the implementation's packages.
  private static Path packageInfo(Path folder) {
    String path = folder.toString();
    return Path.of(path.substring(path.lastIndexOf("maplet")), "package-info.java");
  }

  @Test
  void everyPackageSaysHowItWasDecided() throws IOException {
    List<Path> silent = new ArrayList<>();
    for (Path file : MAIN) {
      if (file.endsWith("package-info.java")
          && !Files.readString(file).contains("Design decisions")) {
        silent.add(SourceTree.shown(file));
      }
    }
    assertEquals(List.of(), silent);
  }

  @Test
  void noLineIsWide() throws IOException {
    assertEquals(List.of(), places(ALL, line -> line.length() > COLUMNS));
  }

  @Test
  void noFileNamesTheFoldersOfOneMachine() throws IOException {
    assertEquals(
        List.of(), places(SourceTree.allFiles(), line -> MACHINE_PATH.matcher(line).find()));
  }

  @Test
  void noFilePutsWorkOff() throws IOException {
    assertEquals(List.of(), places(SourceTree.allFiles(), line -> LATER.matcher(line).find()));
  }

  /// Where such lines are, as `file:line`.
  private static List<String> places(List<Path> files, Predicate<String> wanted)
      throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (wanted.test(lines.get(i))) {
          found.add(SourceTree.shown(file) + ":" + (i + 1));
        }
      }
    }
    return found;
  }

  /// A method or constructor with a body.
  ///
  /// @param lines from its first modifier or annotation to its closing brace; Javadoc doesn't count
  private record Method(String name, int lines) {}

  private static List<Method> methods() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Method> methods = new ArrayList<>();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(ALL));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        collect(unit, positions, methods);
      }
    }
    return methods;
  }

  private static void collect(
      CompilationUnitTree unit, SourcePositions positions, List<Method> methods) {
    String file = SourceTree.shown(Path.of(unit.getSourceFile().toUri())).toString();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void nothing) {
        if (method.getBody() != null) {
          long start = line(positions.getStartPosition(unit, method));
          long end = line(positions.getEndPosition(unit, method));
          methods.add(new Method(file + " " + method.getName(), (int) (end - start) + 1));
        }
        return super.visitMethod(method, nothing);
      }

      private long line(long position) {
        return unit.getLineMap().getLineNumber(position);
      }
    }.scan(unit, null);
  }
}
