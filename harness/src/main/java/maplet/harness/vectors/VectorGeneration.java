package maplet.harness.vectors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import maplet.model.arch.Regimes;

/// What `maplet vectors generate` did.
///
/// @param files how many were written, the index not counted
/// @param vectors in all of them
/// @param walks how many of these are walks
/// @param attested how many walks an emulator attests
/// @param differences where an emulator contradicts a vector, each in lines; with one, nothing is
///   written
public record VectorGeneration(
    int files, long vectors, long walks, long attested, List<List<String>> differences) {
  public VectorGeneration {
    differences = List.copyOf(differences);
  }

  /// What this computer lacks for attestation, and how to install that, a line each.
  public static List<String> lacks() {
    return Emulators.lacks();
  }

  /// Makes all vectors, has the emulators walk what they can, and writes the files.
  ///
  /// @throws IOException when an emulator fails, or a file can't be written
  public static VectorGeneration attested(Path folder) throws IOException {
    try (Emulators emulators = new Emulators(Regimes::ofWords)) {
      List<VectorFile> files = VectorGenerator.files(VectorGenerator.regimes(), emulators);
      return write(folder, files, emulators.differences());
    }
  }

  /// Makes and writes all vectors without an attestation; each walk says so.
  ///
  /// @throws IOException when a file can't be written
  public static VectorGeneration notAttested(Path folder) throws IOException {
    return write(
        folder, VectorGenerator.files(VectorGenerator.regimes(), Attestor.NOBODY), List.of());
  }

  private static VectorGeneration write(
      Path folder, List<VectorFile> files, List<List<String>> differences) throws IOException {
    if (differences.isEmpty()) {
      VectorFolder.write(folder, files);
    }
    return new VectorGeneration(
        files.size(),
        files.stream().mapToLong(file -> file.vectors().size()).sum(),
        files.stream()
            .filter(file -> file.kind() == VectorKind.WALK)
            .mapToLong(file -> file.vectors().size())
            .sum(),
        files.stream().mapToLong(VectorFile::attested).sum(),
        differences);
  }
}
