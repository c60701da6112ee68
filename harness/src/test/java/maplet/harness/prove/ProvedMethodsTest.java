package maplet.harness.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every recorded method's bytecode is the one that was proved, also where a build proves the
/// theorem about it in no regime, and where there is no solver.
class ProvedMethodsTest {
  @Test
  void everyRecordedMethodIsTheOneThatWasProved() throws IOException {
    MethodCode.Library library = new MethodCode.Library();
    Map<String, String> recorded = recorded();
    List<String> changed = new ArrayList<>();
    recorded.forEach((method, hash) -> {
      if (!hashOf(library, method).equals(Optional.of(hash))) {
        changed.add(method);
      }
    });
    assertEquals(
        List.of(),
        changed,
        "these methods aren't what was proved; prove everything anew: maplet prove --record"
            + " harness/src/main/resources/maplet/harness/prove/proved-methods.txt");
    assertTrue(recorded.size() > 40, "the record has " + recorded.size() + " methods");
  }

  @Test
  void everySmallMistakeChangesTheHash() throws IOException {
    MethodCode.Library library = new MethodCode.Library();
    int mutants = 0;
    for (String method : recorded().keySet()) {
      MethodCode code = library.find(method).orElseThrow();
      for (Mutation mutation : Mutation.of(code)) {
        String mutated = MethodHash.of(mutation.apply(code));
        assertTrue(!mutated.equals(MethodHash.of(code)), mutation::text);
        mutants++;
      }
    }
    assertTrue(mutants > 300, "only " + mutants + " mutants");
  }

  private static Map<String, String> recorded() throws IOException {
    try (InputStream in = Proof.class.getResourceAsStream("proved-methods.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ProofTable.read(text.lines().toList());
    }
  }

  private static Optional<String> hashOf(MethodCode.Library library, String method) {
    return library.find(method).map(MethodHash::of);
  }
}
