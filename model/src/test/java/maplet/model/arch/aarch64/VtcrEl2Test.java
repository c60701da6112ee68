package maplet.model.arch.aarch64;

import static maplet.model.arch.RegisterWords.assertBroken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import maplet.model.arch.Field;
import maplet.model.arch.RegisterWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VtcrEl2Test {
  private static final Stage2Processor FULL = Stage2Processor.full();
  private static final Stage2Processor V8 = Stage2Processor.baseline(48);

  /// 4 KiB, 40-bit IPA, start level 1, 48-bit output: KVM's value but for PS and HA.
  private static final VtcrEl2 KVM = VtcrEl2.decode(0x8005_3558L);

  @Test
  void fieldsAreThoseOfTheManual() {
    assertEquals(List.of(), KVM.problems(V8));
    assertEquals(
        new Stage2Configuration(TranslationGranule.KIB_4, 40, 1, 48, false, false, false, false),
        KVM.configuration(V8));
    assertEquals(KVM, VtcrEl2.of(KVM.configuration(V8)));
  }

  /// Linux, asm/kvm_arm.h: RES1 bit 31, HD 22, HA 21, VS 19, PS 18:16, TG0 15:14, SL0 7:6.
  @ParameterizedTest
  @CsvSource({
    "KIB_4,  40,  1, 40, false, false, false, false, 0x80023558",
    "KIB_4,  48,  0, 48, false, true,  true,  true,  0x806d3590",
    "KIB_4,  39,  1, 32, false, false, false, false, 0x80003559",
    "KIB_4,  32,  2, 36, false, false, false, false, 0x80013520",
    "KIB_16, 40,  2, 42, false, false, false, true,  0x800bb558",
    "KIB_16, 47,  1, 44, false, false, false, false, 0x8004b591",
    "KIB_64, 42,  2, 48, false, false, false, false, 0x80057556",
    "KIB_64, 52,  1, 52, false, false, false, false, 0x8006758c",
    "KIB_4,  52, -1, 52, true,  false, false, false, 0x38006350c",
    "KIB_4,  52,  0, 52, true,  true,  false, false, 0x18026358c",
    "KIB_16, 52,  0, 52, true,  false, false, false, 0x18006b5cc",
    "KIB_4,  21,  3, 48, false, false, false, false, 0x800535eb",
    "KIB_16, 26,  3, 48, false, false, false, false, 0x8005b526",
    "KIB_64, 30,  3, 48, false, false, false, false, 0x80057522"
  })
  void configurationsAreWordsAndBack(
      TranslationGranule granule,
      int inputBits,
      int startLevel,
      int outputBits,
      boolean largeAddresses,
      boolean accessFlag,
      boolean dirtyState,
      boolean wideVmids,
      String word) {
    Stage2Configuration configuration =
        new Stage2Configuration(
            granule,
            inputBits,
            startLevel,
            outputBits,
            largeAddresses,
            accessFlag,
            dirtyState,
            wideVmids);
    VtcrEl2 register = VtcrEl2.of(configuration);
    assertEquals(word, "0x%x".formatted(register.encode()));
    assertEquals(List.of(), register.problems(FULL));
    assertEquals(configuration, register.configuration(FULL));
    assertEquals(OptionalInt.of(startLevel), register.startLevel());
  }

  @Test
  void allBitsAreDeclared() {
    RegisterWords.roundTrip(VtcrEl2::decode, VtcrEl2::encode, VtcrEl2.FORMAT);
  }

  @Test
  void theOutputSizeIsNoMoreThanTheProcessors() {
    VtcrEl2 register = KVM.with(VtcrEl2.PS, 5);
    assertEquals(44, register.configuration(Stage2Processor.baseline(44)).outputBits());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 32",
    "1, 0, 36",
    "2, 0, 40",
    "3, 0, 42",
    "4, 0, 44",
    "5, 0, 48",
    "6, 0, 48",
    "7, 0, 48",
    "6, 1, 52",
    "7, 1, 52",
    "5, 1, 48",
    "6, 2, 48"
  })
  void outputSizesAreThoseOfPs(int ps, int tg0, int bits) {
    assertEquals(bits, KVM.with(VtcrEl2.PS, ps).with(VtcrEl2.TG0, tg0).outputBits());
  }

  @Test
  void largeAddressesWidenTheOutput() {
    assertEquals(52, KVM.with(VtcrEl2.PS, 6).with(VtcrEl2.DS, 1).outputBits());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 23, 24, 34, 45, 46, 63})
  void reservedBitsAreZero(int bit) {
    assertBroken("RES0", VtcrEl2.decode(KVM.word() | 1L << bit).problems(FULL));
  }

  @Test
  void bit31IsOne() {
    assertBroken("RES1", KVM.with(VtcrEl2.RES1, 0).problems(FULL));
  }

  @Test
  void encodingsThatAreReservedAreNamed() {
    assertBroken("SH0", KVM.with(VtcrEl2.SH0, 1).problems(FULL));
    assertBroken("TG0", KVM.with(VtcrEl2.TG0, 3).problems(FULL));
    assertEquals(Optional.empty(), KVM.with(VtcrEl2.TG0, 3).granule());
    assertEquals(OptionalInt.empty(), KVM.with(VtcrEl2.TG0, 3).startLevel());
    assertBroken("PS = 0b111", KVM.with(VtcrEl2.PS, 7).problems(FULL));
    assertBroken("PS = 0b110", KVM.with(VtcrEl2.PS, 6).problems(FULL));
  }

  @Test
  void featuresAreAskedFor() {
    assertBroken("FEAT_VMID16", KVM.with(VtcrEl2.VS, 1).problems(V8));
    assertBroken("FEAT_LPA2", KVM.with(VtcrEl2.DS, 1).problems(V8));
    assertBroken("FEAT_HAFDBS", KVM.with(VtcrEl2.HA, 1).problems(V8));
    assertBroken("HD = 1", KVM.with(VtcrEl2.HD, 1).problems(FULL));
    assertEquals(2, KVM.with(VtcrEl2.HD, 1).problems(V8).size());
    assertEquals(List.of(), KVM.with(VtcrEl2.HA, 1).with(VtcrEl2.HD, 1).problems(FULL));
  }

  @Test
  void largeAddressesAreForTheSmallerGranules() {
    VtcrEl2 register = VtcrEl2.decode(0x8005_7556L).with(VtcrEl2.DS, 1);
    assertBroken("64KB", register.problems(FULL));
  }

  @Test
  void sl2NeedsLargeAddressesAnd4KiB() {
    assertBroken("SL2", KVM.with(VtcrEl2.SL2, 1).problems(FULL));
    VtcrEl2 sixteen = VtcrEl2.decode(0x1_8006_b5ccL);
    assertBroken("SL2", sixteen.with(VtcrEl2.SL2, 1).problems(FULL));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void sl2WithAnotherSl0IsReserved(int sl0) {
    VtcrEl2 register = KVM.with(VtcrEl2.DS, 1).with(VtcrEl2.SL2, 1).with(VtcrEl2.SL0, sl0);
    assertBroken("SL2 = 1 and SL0 = " + sl0, register.problems(FULL));
    assertEquals(OptionalInt.empty(), register.startLevel());
  }

  @Test
  void sl0Of3IsReservedWith64KiB() {
    VtcrEl2 register = VtcrEl2.decode(0x8005_7556L).with(VtcrEl2.SL0, 3);
    assertBroken("SL0 = 3", register.problems(FULL));
  }

  /// Where the size is out of range, some start level must fit it still, to break one rule only.
  @ParameterizedTest
  @CsvSource({
    "KIB_4,  15, 2, 0, above, below 16 (DS = 0",
    "KIB_16, 15, 2, 0, above, below 16 (DS = 0",
    "KIB_64, 11, 2, 0, above, below 12 (DS = 0",
    "KIB_4,  11, 2, 1, above, below 12 (DS = 1"
  })
  void t0szHasALeastValue(
      TranslationGranule granule, int t0sz, int sl0, int ds, String other, String reason) {
    List<String> reasons =
        KVM
            .with(VtcrEl2.TG0, granule.tg0())
            .with(VtcrEl2.T0SZ, t0sz)
            .with(VtcrEl2.SL0, sl0)
            .with(VtcrEl2.DS, ds)
            .problems(FULL)
            .stream()
            .map(problem -> problem.reason())
            .toList();
    assertTrue(reasons.stream().anyMatch(found -> found.contains(reason)), reasons::toString);
    assertTrue(reasons.stream().noneMatch(found -> found.contains(other)), reasons::toString);
  }

  @ParameterizedTest
  @CsvSource({"KIB_4,  49, 3, above 48", "KIB_16, 49, 0, above 48", "KIB_64, 48, 0, above 47"})
  void t0szHasALargestValue(TranslationGranule granule, int t0sz, int sl0, String reason) {
    VtcrEl2 register =
        KVM.with(VtcrEl2.TG0, granule.tg0()).with(VtcrEl2.T0SZ, t0sz).with(VtcrEl2.SL0, sl0);
    assertTrue(register.problems(FULL).getFirst().reason().contains(reason));
  }

  @ParameterizedTest
  @CsvSource({"KIB_4, 40, 0", "KIB_16, 48, 0", "KIB_64, 47, 0"})
  void smallTablesNeedTheirFeature(TranslationGranule granule, int t0sz, int sl0) {
    VtcrEl2 register =
        KVM.with(VtcrEl2.TG0, granule.tg0()).with(VtcrEl2.T0SZ, t0sz).with(VtcrEl2.SL0, sl0);
    assertEquals(List.of(), register.problems(FULL));
    assertBroken("FEAT_TTST", register.problems(V8));
  }

  @Test
  void theIpaIsNoWiderThanPhysicalAddresses() {
    assertBroken(
        "40 bits is above the implemented physical address size, 36",
        KVM.problems(Stage2Processor.baseline(36)));
  }

  @ParameterizedTest
  @CsvSource({
    "KIB_4,  24, 2, 42, start level 0",
    "KIB_16, 25, 2, 40, start level 1",
    "KIB_64, 25, 2, 42, start level 1"
  })
  void earlyStartLevelsNeedWidePhysicalAddresses(
      TranslationGranule granule, int t0sz, int sl0, int physicalBits, String reason) {
    VtcrEl2 register =
        KVM.with(VtcrEl2.TG0, granule.tg0()).with(VtcrEl2.T0SZ, t0sz).with(VtcrEl2.SL0, sl0);
    List<String> reasons =
        register.problems(Stage2Processor.baseline(physicalBits)).stream()
            .map(problem -> problem.reason())
            .filter(found -> found.contains("needs physical addresses"))
            .toList();
    assertEquals(1, reasons.size());
    assertTrue(reasons.getFirst().contains(reason), reasons::toString);
  }

  @Test
  void startLevel3With4KiBNeedsSmallTables() {
    VtcrEl2 register = KVM.with(VtcrEl2.T0SZ, 39).with(VtcrEl2.SL0, 3);
    assertEquals(List.of(), register.problems(FULL));
    assertBroken("(SL0 = 3) needs FEAT_TTST", register.problems(V8));
  }

  @Test
  void startLevel0With16KiBNeedsLargeAddresses() {
    VtcrEl2 register = KVM.with(VtcrEl2.TG0, 2).with(VtcrEl2.T0SZ, 16).with(VtcrEl2.SL0, 3);
    assertBroken("needs DS = 1", register.problems(FULL));
    assertEquals(List.of(), register.with(VtcrEl2.DS, 1).problems(FULL));
  }

  @ParameterizedTest
  @CsvSource({
    "KIB_4,  25, 2, false",
    "KIB_4,  34, 1, false",
    "KIB_4,  20, 1, true",
    "KIB_4,  29, 0, true",
    "KIB_16, 28, 2, false",
    "KIB_16, 20, 1, true",
    "KIB_64, 22, 2, false",
    "KIB_64, 17, 1, true"
  })
  void t0szAndStartLevelFitTogether(
      TranslationGranule granule, int t0sz, int sl0, boolean tooMany) {
    VtcrEl2 register =
        KVM.with(VtcrEl2.TG0, granule.tg0()).with(VtcrEl2.T0SZ, t0sz).with(VtcrEl2.SL0, sl0);
    assertBroken(
        tooMany ? "more than 16 concatenated tables" : "no bit to resolve",
        register.problems(FULL));
  }

  @Test
  void anIllegalValueHasNoConfiguration() {
    VtcrEl2 register = KVM.with(VtcrEl2.TG0, 3);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> register.configuration(FULL));
    assertTrue(refusal.getMessage().contains("TG0"));
  }

  @ParameterizedTest
  @CsvSource({"KIB_4, 40, 1, 41", "KIB_16, 40, -1, 48", "KIB_64, 40, 0, 48", "KIB_64, 40, -1, 48"})
  void whatHasNoCodeIsRefused(TranslationGranule granule, int input, int level, int output) {
    Stage2Configuration configuration =
        new Stage2Configuration(granule, input, level, output, false, false, false, false);
    assertThrows(IllegalArgumentException.class, () -> VtcrEl2.of(configuration));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "65, 1", "40, -2", "40, 4"})
  void whatIsNoConfigurationIsRefused(int input, int level) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Stage2Configuration(
                TranslationGranule.KIB_4, input, level, 48, false, false, false, false));
  }

  @Test
  void processorsHaveTheManualsAddressSizes() {
    assertThrows(IllegalArgumentException.class, () -> Stage2Processor.baseline(41));
  }

  /// The start of AArch64.S2Walk once more, as QEMU has it: -2 where the walk can't begin.
  private static int startLevel(long word, Stage2Processor processor) {
    int sl0 = (int) (word >>> 6) & 3;
    boolean ds = (word >>> 32 & 1) != 0;
    boolean sl2 = (word >>> 33 & 1) != 0;
    int stride = new int[] {9, 13, 11, 0}[(int) (word >>> 14) & 3];
    int level;
    switch (stride) {
      case 9 -> {
        if (ds && sl2) {
          level = sl0 == 0 ? -1 : -2;
        } else if (sl0 == 3) {
          level = processor.smallTables() ? 3 : -2;
        } else {
          level = sl0 == 2 && processor.physicalBits() < 44 ? -2 : 2 - sl0;
        }
      }
      case 11 ->
          level = sl0 == 2 && processor.physicalBits() < 42 || sl0 == 3 && !ds ? -2 : 3 - sl0;
      case 13 -> level = sl0 == 2 && processor.physicalBits() < 44 || sl0 == 3 ? -2 : 3 - sl0;
      default -> level = -2;
    }
    int inputBits = 64 - (int) (word & 0x3f);
    int least = (3 - level) * stride + stride + 3 + 1;
    return inputBits < least || inputBits > least + stride - 1 + 4 ? -2 : level;
  }

  /// AArch64.S2TxSZFaults once more.
  private static boolean sizeIsLegal(long word, Stage2Processor processor) {
    boolean ds = (word >>> 32 & 1) != 0;
    boolean large = (word >>> 14 & 3) == 1;
    int ips = Math.min(processor.physicalBits(), large || ds ? 52 : 48);
    int most = processor.smallTables() ? large ? 47 : 48 : 39;
    long t0sz = word & 0x3f;
    return 64 - ips <= t0sz && t0sz <= most;
  }

  @Test
  void everyCombinationIsJudgedAsThePseudocodeDoes() {
    int legal = 0;
    for (Stage2Processor processor :
        List.of(
            FULL,
            V8,
            Stage2Processor.baseline(40),
            Stage2Processor.baseline(42),
            new Stage2Processor(52, false, true, true, true),
            new Stage2Processor(48, true, false, true, true))) {
      for (int bits = 0; bits < 1 << 12; bits++) {
        long word =
            KVM.word() & ~0xc0ffL
                | bits & 0xff
                | (bits >>> 8 & 3L) << 14
                | (bits >>> 10 & 3L) << 32;
        VtcrEl2 register = VtcrEl2.decode(word);
        boolean ds = register.is(VtcrEl2.DS);
        boolean large = VtcrEl2.TG0.get(word) == 1;
        boolean flagsAreLegal =
            (!ds || processor.largeAddresses() && !large)
                && (!register.is(VtcrEl2.SL2) || ds && VtcrEl2.TG0.get(word) == 0);
        int level = startLevel(word, processor);
        boolean expected = flagsAreLegal && level > -2 && sizeIsLegal(word, processor);
        assertEquals(
            expected,
            register.problems(processor).isEmpty(),
            () -> "0x%x on %s: %s".formatted(word, processor, register.problems(processor)));
        if (expected) {
          legal++;
          Stage2Configuration configuration = register.configuration(processor);
          assertEquals(level, configuration.startLevel());
          assertEquals(register, VtcrEl2.of(configuration).with(VtcrEl2.PS, 5));
          assertTrue(configuration.concatenatedTables() <= 16);
        }
      }
    }
    assertTrue(legal > 500, "legal combinations: " + legal);
  }

  @Test
  void smallFieldsAreIndependent() {
    for (Field field : VtcrEl2.FORMAT.fields()) {
      long values = Math.min(1 << 8, 1L << Math.min(62, field.msb() - field.lsb() + 1));
      for (long value = 0; value < values; value++) {
        VtcrEl2 changed = KVM.with(field, value);
        assertEquals(value, field.get(changed.word()));
        assertEquals(KVM.word() & ~field.mask(), changed.word() & ~field.mask());
      }
    }
  }
}
