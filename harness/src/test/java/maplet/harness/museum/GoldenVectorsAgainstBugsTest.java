package maplet.harness.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import maplet.harness.vectors.VectorFolders;
import maplet.harness.vectors.VectorGeneration;
import maplet.harness.vectors.VectorVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Golden vectors find bugs of the implementation, and emulators find a broken description when
/// vectors are generated.
class GoldenVectorsAgainstBugsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      names = {
        "PERMISSIONS_NOT_APPLIED",
        "PERMISSION_BITS_SWAPPED",
        "HIGH_ADDRESS_ALIASES",
        "SPLIT_WIDENS_PERMISSIONS",
        "END_OFF_BY_ONE",
        "MISALIGNED_RANGE_ACCEPTED",
        "MAPS_OVER_A_MAPPING",
        "G_STAGE_AS_PLAIN_SV39",
        "REMAP_KEEPS_ATTRIBUTES",
        "PROTECT_STOPS_AT_A_HOLE"
      })
  void aBugInTheImplementationIsNamedByAVector(PlantedBug bug) throws IOException {
    VectorFolders.write(folder, bug.regime());
    VectorVerifier.Result result = VectorVerifier.of(folder, bug.subject());
    assertEquals(List.of(), result.problems());
    assertTrue(!result.mismatches().isEmpty(), () -> bug + " is not found");
    result
        .mismatches()
        .forEach(each -> assertEquals(bug.toString(), each.who(), () -> each.toString()));
    assertTrue(result.mismatches().getFirst().id().matches("(walk|sequence)-[0-9a-f]{12}"));
  }

  @ParameterizedTest
  @CsvSource({
    "RISCV_WRITE_ALONE, riscv-sv39x4",
    "RISCV_USER_IGNORED, riscv-sv39x4",
    "RISCV_PLAIN_ROOT, riscv-sv39x4",
    "S2AP_BITS_SWAPPED, aarch64-4k-ipa40-l1",
    "ROOT_NOT_CONCATENATED, aarch64-4k-ipa40-l1"
  })
  void aBugInTheDescriptionIsContradicted(DescriptionBug bug, String regime) throws IOException {
    assumeEmulators();
    List<List<String>> found = VectorFolders.contradictions(bug.description(), regime);
    assertTrue(!found.isEmpty(), () -> bug + " is not found");
    assertTrue(found.getFirst().getFirst().startsWith("vector: walk-"), () -> found.toString());
  }

  @Test
  void withoutABugNothingIsContradicted() throws IOException {
    assumeEmulators();
    PatchedDescription plain = new PatchedDescription(List.of());
    assertEquals(List.of(), VectorFolders.contradictions(plain, "aarch64-4k-ipa40-l1"));
  }

  private static void assumeEmulators() {
    List<String> lacks = VectorGeneration.lacks();
    lacks.forEach(lack -> System.err.println("not run: attestation of vectors: " + lack));
    assumeTrue(lacks.isEmpty(), () -> "not run: " + lacks);
  }
}
