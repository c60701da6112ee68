package maplet.harness.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything that can be wrong with a folder is named, with its file.
class VectorLintTest {
  private static final String REGIME = "riscv-sv39x4";
  private static final String WALKS = "walk/" + REGIME + ".json";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    VectorFolders.write(folder, REGIME);
  }

  private String problems() throws IOException {
    return VectorLint.read(folder).problems().stream()
        .map(VectorProblem::toString)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aFolderThatIsRightHasNoProblem() throws IOException {
    assertEquals("", problems());
  }

  @Test
  void oneChangedByteIsNamed() throws IOException {
    Path file = folder.resolve(WALKS);
    byte[] bytes = Files.readAllBytes(file);
    int at = Files.readString(file).indexOf("0x88");
    bytes[at + 2] = '9';
    Files.write(file, bytes);
    assertTrue(problems().contains(WALKS + ": its SHA-256 isn't the one in the index"), problems());
  }

  /// A change to the text of the walks, the index being right again, and what must be said of it.
  record Broken(String name, UnaryOperator<String> change, String problem) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Broken> broken() {
    return List.of(
        new Broken("no JSON", text -> text.substring(2), WALKS + ":1: the file must be JSON"),
        new Broken("double field", text -> "{\"kind\":\"walk\"," + text.substring(1), "JSON"),
        new Broken("unknown field", text -> text.replace("\"kind\"", "\"king\""), "schema"),
        new Broken("upper case", text -> text.replaceFirst("0x88", "0X88"), "schema"),
        new Broken(
            "neither attested nor not",
            text -> text.replaceFirst(",\"notAttested\":\"not-run\"}", "}"),
            "schema"),
        new Broken(
            "unknown flag",
            text -> text.replaceFirst("\"flags\":\\[\"[^\"]*\"", "\"flags\":[\"no-bug\""),
            "flag 'no-bug' is unknown"),
        new Broken(
            "flag of another kind",
            text -> text.replaceFirst("\"flags\":\\[\"[^\"]*\"", "\"flags\":[\"overlap\""),
            "flag 'overlap' isn't for vectors of this kind"),
        new Broken(
            "flag without citation",
            text -> text.replaceFirst("\"flags\":\\[\"[^\"]*\"", "\"flags\":[\"shareability\""),
            "flag 'shareability' has no citation for the regime"),
        new Broken(
            "another input",
            text -> text.replaceFirst("\"gpa\":\"0x", "\"gpa\":\"0x1"),
            "the id of this input is walk-"),
        new Broken("another title", text -> text.replace("Sv39x4,", "Sv93x4,"), "the header isn't"),
        new Broken(
            "a space", text -> text.replaceFirst("\"count\":", "\"count\": "), "one vector a line"),
        new Broken("two orders", VectorLintTest::swapped, "vectors must be sorted by id"),
        new Broken(
            "another regime",
            text -> text.replace("\"" + REGIME + "\"", "\"riscv-sv48x4\""),
            "its kind and regime make it walk/riscv-sv48x4.json"),
        new Broken(
            "no regime",
            text -> text.replace("\"" + REGIME + "\"", "\"riscv-sv40x4\""),
            "use a legal regime"));
  }

  private static String swapped(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int first = 0;
    while (!lines.get(first).startsWith("{\"id\"")) {
      first++;
    }
    Collections.swap(lines, first, first + 1);
    return String.join("\n", lines) + "\n";
  }

  @ParameterizedTest
  @MethodSource("broken")
  void eachBrokenRuleIsNamed(Broken broken) throws IOException {
    String before = Files.readString(folder.resolve(WALKS));
    VectorFolders.change(folder, WALKS, broken.change());
    assertTrue(!before.equals(Files.readString(folder.resolve(WALKS))), "nothing was changed");
    String problems = problems();
    assertTrue(problems.contains(broken.problem()) && problems.contains(WALKS), problems);
  }

  @Test
  void filesAndIndexMustFit() throws IOException {
    Files.writeString(folder.resolve("entry/more.json"), "{}");
    Files.delete(folder.resolve(WALKS));
    assertTrue(problems().contains("entry/more.json: the index doesn't list it"), problems());
    assertTrue(problems().contains(WALKS + ": the index lists it, but"), problems());
  }

  @Test
  void anIndexMustBeThereAndWellFormed() throws IOException {
    Path index = folder.resolve(VectorIndex.NAME);
    String text = Files.readString(index);
    Files.writeString(index, text.replaceFirst("\"attested\":0", "\"attested\":1"));
    assertTrue(problems().contains("its sums are wrong"), problems());
    Files.writeString(index, text.replaceFirst("\"sha256\"", "\"sha255\""));
    assertTrue(problems().contains("index.json: schema: "), problems());
    Files.write(index, new byte[] {(byte) 0xff});
    assertTrue(problems().contains("index.json: it must be UTF-8 text"), problems());
    Files.delete(index);
    assertTrue(problems().contains("index.json: there is none in " + folder), problems());
  }

  @Test
  void aWholeFolderHasAllRegimesAndBugClasses() throws IOException {
    List<VectorProblem> problems = VectorLint.of(folder).problems();
    Stream.of(
            "walk/ept-4.json: every regime must have vectors of every kind",
            "no vector is for walk permission-by-table",
            "but there must be at least 20000")
        .forEach(wanted ->
            assertTrue(
                problems.stream().anyMatch(each -> each.toString().contains(wanted)),
                () -> wanted + " is missing: " + problems));
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws IOException {
    Files.write(folder.resolve(WALKS), "\u00ff".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(problems().contains(WALKS + ": it must be UTF-8 text"), problems());
  }
}
