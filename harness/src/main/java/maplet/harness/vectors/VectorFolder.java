package maplet.harness.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A folder with an index, and a folder of files for each kind.
final class VectorFolder {
  private VectorFolder() {}

  /// Writes all files and the index. Files of vectors that aren't among them are deleted.
  static void write(Path folder, List<VectorFile> files) throws IOException {
    Set<Path> written = new HashSet<>();
    for (VectorFile file : files) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(folder.resolve(file.kind().folder()));
      Files.writeString(path, file.text(), StandardCharsets.UTF_8);
      written.add(path);
    }
    Files.writeString(folder.resolve(VectorIndex.NAME), VectorIndex.of(files).text());
    for (Path path : paths(folder)) {
      if (!written.contains(path)) {
        Files.delete(path);
      }
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
