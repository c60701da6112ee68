package maplet.harness.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import maplet.model.arch.WalkResult;
import maplet.model.arch.WordMemory;
import org.junit.jupiter.api.Test;

class ExplainersTest {
  private static final Regime EPT = Regimes.find("ept-4");
  private static final Regime ARM = Regimes.find("aarch64-4k-ipa48-l0");
  private static final Regime SVPBMT = Regimes.find("riscv-sv39x4-svpbmt");

  private static String line(List<String> lines, String bits) {
    return lines.stream()
        .filter(line -> line.startsWith("  " + bits + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError(lines));
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), text + " should contain " + part);
    }
  }

  @Test
  void everyFieldHasALineWithItsCitation() {
    long word = EPT.encodeLeaf(0x4000_0000, Attributes.RAM, 1);
    List<String> lines = WordExplainer.explain(EPT, 1, word);
    assertContains(lines.getFirst(), "EPT PDE that maps a 2-MByte page", "Intel SDM");
    assertContains(line(lines, "5:3"), "memory type", "0x6", "WB", "29.3.7");
    assertContains(line(lines, "45:21"), "0x200", "0x40000000", "Table 29-5");
    assertContains(line(lines, "20:12"), "must be zero");
    assertEquals("means: a leaf at 0x40000000, rwx write-back", lines.getLast());
    assertEquals(EPT.format(word, 1).fields().size() + 2, lines.size());
  }

  @Test
  void reservedValuesAndBitsAreCalledSo() {
    List<String> type = WordExplainer.explain(EPT, 0, 0x1017);
    assertContains(line(type, "5:3"), "reserved value");
    assertContains(type.getLast(), "misconfiguration", "29.3.3.1");
    List<String> address = WordExplainer.explain(EPT, 0, 0x8_0000_0000_0007L);
    assertContains(line(address, "51:46"), "<-- violated");
    assertContains(line(WordExplainer.explain(ARM, 0, 0x7f3), "5:2"), "reserved value");
  }

  @Test
  void innerAndOuterAttributesThatDifferAreBothNamed() {
    List<String> lines = WordExplainer.explain(ARM, 0, 0x7fb);
    assertContains(line(lines, "5:2"), "outer Write-Back, inner Write-Through");
    assertContains(lines.getLast(), "write-through");
  }

  @Test
  void theMeaningSaysWhatAWalkDoes() {
    assertContains(WordExplainer.explain(ARM, 0, 0).getLast(), "not present");
    assertContains(WordExplainer.explain(ARM, 1, 0x5003).getLast(), "a table at 0x5000");
    assertContains(WordExplainer.explain(ARM, 0, 1).getLast(), "translation fault", "level 3");
    assertContains(WordExplainer.explain(ARM, 0, 0x7ff).getLast(), "a leaf at 0x0");
  }

  @Test
  void anAddressIsShownAsAnAddressWhereverItsBitsAre() {
    long word = SVPBMT.encodeLeaf(0x8000_0000L, Attributes.RAM, 2);
    assertContains(line(WordExplainer.explain(SVPBMT, 2, word), "53:10"), "0x80000000");
  }

  @Test
  void everyFormatOfEveryRegimeCanBeExplained() {
    for (Regime regime : Regimes.all()) {
      for (int height = 0; height < regime.levels(); height++) {
        for (long word : new long[] {0, 1, 3, 7, 0x87, 0xdf, 0x7fd, 0x7ff, -1}) {
          List<String> lines = WordExplainer.explain(regime, height, word);
          int fields = regime.format(word, height).fields().size();
          assertEquals(fields + 2, lines.size(), regime.id());
        }
      }
    }
  }

  @Test
  void aWalkIsExplainedEntryByEntry() {
    Attributes readOnly = new Attributes(Permissions.R, MemoryType.WRITE_BACK);
    // Each table is a page after the one before; the last one's entries are leaves.
    WordMemory memory =
        address ->
            address < 0x4000
                ? ARM.encodeTable(address + 0x1000 & -4096, 1)
                : ARM.encodeLeaf(0x9000, readOnly, 0);

    WalkResult reached = ARM.walk(memory, 0x1000, 0x123, Access.READ);
    List<String> lines = WalkExplainer.explain(ARM, reached);
    assertEquals(4, lines.stream().filter(line -> line.startsWith("level ")).count());
    assertContains(lines.getFirst(), "level 0 (512 GiB)", "entry 0x2003 at 0x1000");
    assertEquals("reaches 0x9123, r-- write-back, page size 4 KiB", lines.getLast());

    WalkResult faulted = ARM.walk(memory, 0x1000, 0x123, Access.WRITE);
    assertContains(
        WalkExplainer.explain(ARM, faulted).getLast(), "permission fault at level 3", "Arm ARM");
  }

  @Test
  void anAddressThatIsTooWideHasNoEntries() {
    WalkResult walk = ARM.walk(address -> 0, 0, 1L << 48, Access.READ);
    List<String> lines = WalkExplainer.explain(ARM, walk);
    assertEquals(1, lines.size());
    assertContains(lines.getFirst(), "translation fault at level 0");
  }
}
