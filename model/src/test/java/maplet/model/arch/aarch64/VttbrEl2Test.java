package maplet.model.arch.aarch64;

import static maplet.model.arch.RegisterWords.assertBroken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import maplet.model.arch.Problem;
import maplet.model.arch.RegisterWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VttbrEl2Test {
  private static final Stage2Configuration PLAIN = plain(TranslationGranule.KIB_4, 40, 1);
  private static final Stage2Configuration EXTENDED =
      new Stage2Configuration(TranslationGranule.KIB_64, 52, 1, 52, false, false, false, true);

  private static Stage2Configuration plain(TranslationGranule granule, int input, int level) {
    return new Stage2Configuration(granule, input, level, 48, false, false, false, false);
  }

  @Test
  void valuesAreTheKnownWords() {
    assertEquals(0x0001_0000_8000_2000L, VttbrEl2.of(PLAIN, 1, 0x8000_2000L, false).encode());
    assertEquals(0x00ff_ffff_ffff_e001L, VttbrEl2.of(PLAIN, 255, 0xffff_ffff_e000L, true).encode());
    assertEquals(
        0xabcd_0123_4567_8028L | 1,
        VttbrEl2.of(EXTENDED, 0xabcd, 0xa_0123_4567_8000L, true).encode());
  }

  /// x is the base-2 logarithm of the root's size; below it bits are RES0.
  @ParameterizedTest
  @CsvSource({
    "KIB_4, 39, 1, 0x1000, 1",
    "KIB_4, 40, 1, 0x2000, 2",
    "KIB_4, 43, 1, 0x10000, 16",
    "KIB_4, 48, 0, 0x1000, 1",
    "KIB_4, 40, 0, 0x10, 1",
    "KIB_4, 32, 1, 0x20, 1",
    "KIB_16, 40, 2, 0x40000, 16",
    "KIB_16, 37, 1, 0x10, 1",
    "KIB_64, 42, 2, 0x10000, 1",
    "KIB_64, 43, 1, 0x10, 1"
  })
  void rootsAreAlignedToTheirSize(
      TranslationGranule granule, int input, int level, String alignment, int tables) {
    Stage2Configuration configuration = plain(granule, input, level);
    long size = Long.decode(alignment);
    assertEquals(size, configuration.rootAlignment());
    assertEquals(tables, configuration.concatenatedTables());
    assertEquals(List.of(), problems(configuration, 7 * size));
    assertBroken("isn't aligned", problems(configuration, size / 2));
    assertBroken("isn't aligned", problems(configuration, size + 2));
  }

  private static List<Problem> problems(Stage2Configuration configuration, long base) {
    return VttbrEl2.of(configuration, 0, base, false).problems(configuration);
  }

  @Test
  void aWideBaseIsAlignedTo64BytesAtLeast() {
    Stage2Configuration smallRoot =
        new Stage2Configuration(TranslationGranule.KIB_4, 40, 0, 48, true, false, false, false);
    assertEquals(16, smallRoot.rootSize());
    assertEquals(64, smallRoot.rootAlignment());
    assertEquals(List.of(), problems(smallRoot, 0x1040));
    assertThrows(IllegalArgumentException.class, () -> VttbrEl2.of(smallRoot, 0, 0x1010, false));
  }

  @Test
  void basesBeyondTheFieldAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> VttbrEl2.of(PLAIN, 0, 1L << 48, false));
    assertThrows(IllegalArgumentException.class, () -> VttbrEl2.of(PLAIN, 0, 1, false));
    assertThrows(IllegalArgumentException.class, () -> VttbrEl2.of(PLAIN, 1 << 16, 0, false));
    assertThrows(IllegalArgumentException.class, () -> VttbrEl2.of(EXTENDED, 0, 1L << 52, false));
  }

  @Test
  void narrowVmidsHaveEightBits() {
    VttbrEl2 register = VttbrEl2.of(PLAIN, 0x1ff, 0, false);
    assertBroken("VMID = 0x1ff", register.problems(PLAIN));
    assertEquals(0xff, register.vmid(PLAIN));
    assertEquals(0x1ff, register.vmid(EXTENDED));
    assertEquals(List.of(), register.problems(EXTENDED));
  }

  @Test
  void bit1IsReservedInAWideBase() {
    assertBroken("bit 1", VttbrEl2.decode(2).problems(EXTENDED));
  }

  @Test
  void aBaseBeyondTheOutputSizeIsAnAddressSizeFault() {
    Stage2Configuration narrow =
        new Stage2Configuration(TranslationGranule.KIB_4, 40, 1, 40, false, false, false, false);
    assertBroken("address size fault", VttbrEl2.of(narrow, 0, 1L << 40, false).problems(narrow));
    assertEquals(List.of(), VttbrEl2.of(narrow, 0, 1L << 39, false).problems(narrow));
  }

  @Test
  void allBitsAreDeclared() {
    for (Stage2Configuration configuration : List.of(PLAIN, EXTENDED)) {
      RegisterWords.roundTrip(VttbrEl2::decode, VttbrEl2::encode, VttbrEl2.format(configuration));
    }
  }
}
