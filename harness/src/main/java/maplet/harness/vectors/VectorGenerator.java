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
    List<VectorFile> files = new ArrayList<>();
    for (Regime regime : regimes) {
      for (VectorKind kind : VectorKind.values()) {
        files.add(file(kind, regime, attestor));
      }
    }
    files.sort(Comparator.comparing(VectorFile::path));
    return files;
  }

  private static VectorFile file(VectorKind kind, Regime regime, Attestor attestor)
      throws IOException {
    long seed = seed(regime, kind.toString());
    long root = WalkPlace.of(regime).root();
    List<ObjectNode> vectors =
        switch (kind) {
          case ENTRY -> EntryCases.of(regime, seed);
          case WALK -> WalkCases.of(regime, seed);
          case SEQUENCE -> SequenceCases.of(regime, seed);
        };
    if (kind == VectorKind.WALK) {
      attestor.attest(regime, root, vectors);
    }
    return VectorFile.of(kind, regime, root, vectors);
  }

  private static long seed(Regime regime, String kind) {
    return SeededChoices.split(SeededChoices.split(SEED, regime.id().hashCode()), kind.hashCode());
  }
}
