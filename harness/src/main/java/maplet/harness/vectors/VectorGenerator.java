package maplet.harness.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /// The files of some regimes.
  ///
  /// @param attestor notes on each walk vector who attests it
  static List<VectorFile> files(List<Regime> regimes, Attestor attestor) throws IOException {
    List<Unattested> made =
        regimes.parallelStream()
            .flatMap(regime ->
                Stream.of(VectorKind.values())
                    .map(kind -> new Unattested(kind, regime, vectors(kind, regime))))
            .toList();
    List<VectorFile> files = new ArrayList<>();
    for (Unattested each : made) {
      long root = WalkPlace.of(each.regime()).root();
      if (each.kind() == VectorKind.WALK) {
        attestor.attest(each.regime(), root, each.vectors());
      }
      files.add(VectorFile.of(each.kind(), each.regime(), root, each.vectors()));
    }
    files.sort(Comparator.comparing(VectorFile::path));
    return files;
  }

  private record Unattested(VectorKind kind, Regime regime, List<ObjectNode> vectors) {}

  private static List<ObjectNode> vectors(VectorKind kind, Regime regime) {
    long seed = seed(regime, kind.toString());
    return switch (kind) {
      case ENTRY -> EntryCases.of(regime, seed);
      case WALK -> WalkCases.of(regime, seed);
      case SEQUENCE -> SequenceCases.of(regime, seed);
    };
  }

  private static long seed(Regime regime, String kind) {
    return SeededChoices.split(SeededChoices.split(SEED, regime.id().hashCode()), kind.hashCode());
  }
}
