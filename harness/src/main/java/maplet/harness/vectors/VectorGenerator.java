package maplet.harness.vectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import maplet.harness.sequence.SeededChoices;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;

/// Makes all golden vectors: a function of the description alone.
public final class VectorGenerator {
  private static final long SEED = 1;

  /// Besides the standard regimes: those of the emulators' own processors, so that more of the
  /// description is attested.
  private static final List<String> MORE =
      List.of(
          "ept-4-pa40",
          "ept-4-pa40-ad",
          "ept-4-pa40-no1g",
          "aarch64-64k-ipa48-l1-pa48-lpa-hd",
          "aarch64-16k-ipa44-l1-pa44-lpa2-fwb",
          "aarch64-4k-ipa40-l1-pa40-lpa2",
          "aarch64-4k-ipa44-l0-pa44-fwb");

  private VectorGenerator() {}

  /// The regimes that have vectors.
  public static List<Regime> regimes() {
    return Stream.concat(Regimes.all().stream(), MORE.stream().map(Regimes::find)).toList();
  }

  /// The files of some regimes, without attestations.
  static List<VectorFile> files(List<Regime> regimes) {
    List<VectorFile> files = new ArrayList<>();
    for (Regime regime : regimes) {
      long root = WalkPlace.of(regime).root();
      files.add(
          VectorFile.of(
              VectorKind.ENTRY, regime, root, EntryCases.of(regime, seed(regime, "entry"))));
      files.add(
          VectorFile.of(VectorKind.WALK, regime, root, WalkCases.of(regime, seed(regime, "walk"))));
    }
    return files;
  }

  private static long seed(Regime regime, String kind) {
    return SeededChoices.split(SeededChoices.split(SEED, regime.id().hashCode()), kind.hashCode());
  }

  /// Texts of files by their paths, the index included.
  static Map<String, String> texts(List<VectorFile> files) {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach(file -> texts.put(file.path(), file.text()));
    return texts;
  }
}
