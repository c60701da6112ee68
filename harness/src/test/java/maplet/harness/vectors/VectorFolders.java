package maplet.harness.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// Folders of vectors for tests.
public final class VectorFolders {
  /// The committed vectors, as tests of this module see them.
  static final Path COMMITTED = Path.of("..", "vectors");

  private VectorFolders() {}

  /// Writes the vectors of some regimes, which nobody attests.
  public static void write(Path folder, String... regimes) throws IOException {
    List<Regime> chosen = Stream.of(regimes).map(Regimes::find).toList();
    VectorFolder.write(folder, VectorGenerator.files(chosen, Attestor.NOBODY));
  }

  /// What the emulators have against a description's vectors of one regime.
  public static List<List<String>> contradictions(
      Function<String, Regime> description, String regime) throws IOException {
    try (Emulators emulators = new Emulators(description)) {
      VectorGenerator.files(List.of(description.apply(regime)), emulators);
      return emulators.differences();
    }
  }

  /// Changes a file, and makes the index say what is in it then.
  public static void change(Path folder, String path, UnaryOperator<String> change)
      throws IOException {
    String text = change.apply(Files.readString(folder.resolve(path)));
    Files.writeString(folder.resolve(path), text);
    Path indexFile = folder.resolve(VectorIndex.NAME);
    String index = Files.readString(indexFile, StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    for (String line : index.lines().toList()) {
      lines.add(
          line.contains("\"" + path + "\"")
              ? line.replaceAll("\"sha256\":\"[^\"]*\"", "\"sha256\":\"" + Json.sha256(text) + "\"")
                  .replaceAll("\"bytes\":\\d+", "\"bytes\":" + text.length())
              : line);
    }
    Files.writeString(indexFile, String.join("\n", lines) + "\n");
  }
}
