package maplet.harness.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import maplet.harness.trace.InputFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What generating vectors deletes, and what it doesn't.
class VectorFolderTest {
  @TempDir Path folder = Path.of("");

  private Path file(String name) throws Exception {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "{}");
  }

  @Test
  void onlyWhatTheOldIndexListsIsDeleted() throws Exception {
    String kind = VectorKind.WALK.folder();
    Path own = file(kind + "/own.json");
    Path foreign = file(kind + "/foreign.json");
    Path outside = file("outside.json");
    Files.writeString(
        folder.resolve(VectorIndex.NAME),
        "{\"files\":[{\"file\":\"%s/own.json\"},{\"file\":\"outside.json\"}]}".formatted(kind));
    VectorFolder.write(folder, List.of());
    assertFalse(Files.exists(own));
    assertTrue(Files.exists(foreign) && Files.exists(outside));
  }

  @Test
  void anIndexOfSomebodyElseIsNotReplaced() throws Exception {
    Path index = file(VectorIndex.NAME);
    assertThrows(InputFormatException.class, () -> VectorFolder.write(folder, List.of()));
    assertEquals("{}", Files.readString(index));
  }
}
