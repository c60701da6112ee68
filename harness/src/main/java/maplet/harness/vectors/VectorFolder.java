package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import maplet.harness.trace.InputFormatException;
import maplet.harness.trace.TextFile;

/// A folder with an index, and a folder of files for each kind.
final class VectorFolder {
  private VectorFolder() {}

  /// Writes all files and the index. Files that the old index has, and that aren't among them, are
  /// deleted; others stay.
  ///
  /// @throws InputFormatException before anything is written, when a file would be that isn't in
  ///   the old index: somebody else wrote it
  static void write(Path folder, List<VectorFile> files) throws IOException {
    Set<Path> old = listed(folder);
    for (VectorFile file : files) {
      refuseForeign(folder.resolve(file.path()), old);
    }
    Set<Path> written = new HashSet<>();
    for (VectorFile file : files) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(folder.resolve(file.kind().folder()));
      Files.writeString(path, file.text(), StandardCharsets.UTF_8);
      written.add(path);
    }
    Files.writeString(folder.resolve(VectorIndex.NAME), VectorIndex.of(files).text());
    for (Path path : paths(folder)) {
      if (!written.contains(path) && old.contains(path)) {
        Files.delete(path);
      }
    }
  }

  /// The files of the index that is there.
  private static Set<Path> listed(Path folder) throws IOException {
    Path index = folder.resolve(VectorIndex.NAME);
    Set<Path> listed = new HashSet<>();
    if (Files.exists(index)) {
      for (ObjectNode line : VectorIndex.parse(index.toString(), TextFile.read(index)).lines()) {
        listed.add(folder.resolve(line.path("file").asText()));
      }
      if (listed.isEmpty()) {
        refuseForeign(index, listed);
      }
    }
    return listed;
  }

  private static void refuseForeign(Path path, Set<Path> own) {
    if (Files.exists(path) && !own.contains(path)) {
      throw new InputFormatException(
          path.toString(),
          0,
          "this file would be replaced, and is none that Maplet's index lists",
          "give a folder of its own, or move the file away");
    }
  }

  /// All files in the folders of the kinds, sorted.
  static List<Path> paths(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (VectorKind kind : VectorKind.values()) {
      Path kinds = folder.resolve(kind.folder());
      if (Files.isDirectory(kinds)) {
        try (Stream<Path> files = Files.list(kinds)) {
          files.filter(Files::isRegularFile).sorted().forEach(paths::add);
        }
      }
    }
    return paths;
  }
}
