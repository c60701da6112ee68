package maplet.harness.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import maplet.harness.subject.InProcessSubject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The committed vectors: they obey all rules, model and implementation agree with each, and they
/// are what this build would generate.
class GoldenVectorsTest {
  private static List<VectorFile> files = List.of();
  private static List<VectorProblem> problems = List.of();

  @BeforeAll
  static void read() throws IOException {
    VectorLint lint = VectorLint.whole(VectorFolders.COMMITTED);
    files = lint.files();
    problems = lint.problems();
  }

  @Test
  void theyObeyAllRules() {
    assertEquals(List.of(), problems);
    long vectors = files.stream().mapToLong(file -> file.vectors().size()).sum();
    assertTrue(vectors >= 20_000, () -> "vectors: " + vectors);
  }

  @Test
  void modelAndImplementationAgreeWithEach() {
    assertEquals(List.of(), VectorVerifier.of(files, new InProcessSubject.Provider()));
  }

  /// Emulators are asked by `.ci/run`, which compares every byte.
  @Test
  void theyAreWhatIsGeneratedNow(@TempDir Path folder) throws IOException {
    VectorGeneration done = VectorGeneration.notAttested(folder);
    assertEquals(files.size(), done.files());
    for (VectorFile committed : files) {
      String now = Files.readString(folder.resolve(committed.path()));
      VectorFile generated = VectorFile.parse(committed.path(), now);
      assertEquals(withoutAttestation(committed), withoutAttestation(generated), committed.path());
    }
  }

  private static String withoutAttestation(VectorFile file) {
    ObjectNode header = file.header().deepCopy();
    header.remove(VectorFields.NOT_ATTESTED);
    List<ObjectNode> vectors = file.vectors().stream().map(ObjectNode::deepCopy).toList();
    vectors.forEach(
        vector -> vector.remove(List.of(VectorFields.ATTESTED_BY, VectorFields.NOT_ATTESTED)));
    return new VectorFile(header, vectors).text();
  }

  @Test
  void everyWalkOfARegimeWithAnEmulatorIsAttestedUnlessAReasonIsGiven() {
    long walks = 0;
    long attested = 0;
    for (VectorFile file : files) {
      if (file.kind() == VectorKind.WALK) {
        walks += file.vectors().size();
        attested += file.attested();
      }
    }
    assertTrue(attested > 20_000, "attested: " + attested + " of " + walks);
  }

  @Test
  void theReadmeExplainsEveryFlag() throws IOException {
    String readme = Files.readString(VectorFolders.COMMITTED.resolve("README.md"));
    for (Flag flag : FlagCatalogue.all().values()) {
      assertTrue(readme.contains("| `%s` |".formatted(flag.name())), flag.name());
      assertTrue(readme.contains("| " + flag.bug() + " |"), flag.name());
    }
  }
}
