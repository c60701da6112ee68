package maplet.model.arch.riscv;

import static maplet.model.arch.RegisterWords.assertBroken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import maplet.model.arch.Problem;
import maplet.model.arch.RegisterWords;
import maplet.model.arch.riscv.Hgatp.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HgatpTest {
  private static final int VMID_BITS = 14;
  private static final int PHYSICAL_BITS = 56;

  @Test
  void valuesAreTheKnownWords() {
    assertEquals(0x8000_0000_0008_0004L, Hgatp.of(Mode.SV39X4, 0, 0x8000_4000L).encode());
    assertEquals(0x9000_1000_0008_0004L, Hgatp.of(Mode.SV48X4, 1, 0x8000_4000L).encode());
    assertEquals(
        0xa3ff_ffff_ffff_fffcL, Hgatp.of(Mode.SV57X4, 0x3fff, (1L << 56) - 0x4000).encode());
    assertEquals(0, Hgatp.of(Mode.BARE, 0, 0).encode());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyModeAndVmidIsReadBack(Mode mode) {
    for (int vmid = 0; vmid < 1 << VMID_BITS; vmid++) {
      Hgatp hgatp = Hgatp.of(mode, vmid, 0xff_ffff_ffff_c000L);
      assertEquals(Optional.of(mode), hgatp.mode());
      assertEquals(vmid, hgatp.vmid());
      assertEquals(0xff_ffff_ffff_c000L, hgatp.root());
      assertEquals(hgatp, Hgatp.decode(hgatp.encode()));
    }
  }

  @Test
  void everyWordIsDecodedAndAllBitsAreDeclared() {
    RegisterWords.roundTrip(Hgatp::decode, Hgatp::encode, Hgatp.FORMAT);
    RegisterWords.roundTrip(word -> word, word -> word, GuestPageFault.SCAUSE);
    RegisterWords.roundTrip(word -> word, word -> word, GuestPageFault.HTVAL);
  }

  @Test
  void addressesAreTwoBitsWiderThanTheModesName() {
    assertEquals(
        List.of(0, 41, 50, 59), List.of(Mode.values()).stream().map(Mode::inputBits).toList());
  }

  @ParameterizedTest
  @CsvSource({"16384, 0", "-1, 0", "0, 0x800", "0, 0x100000000000000"})
  void valuesThatDontFitTheirFieldsAreRefused(int vmid, String root) {
    long address = Long.decode(root);
    assertThrows(IllegalArgumentException.class, () -> Hgatp.of(Mode.SV39X4, vmid, address));
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"SV39X4", "SV48X4", "SV57X4"})
  void legalValuesBreakNoRule(Mode mode) {
    assertEquals(List.of(), problems(Hgatp.of(mode, 0x3fff, (1L << 56) - 0x4000)));
    assertEquals(List.of(), problems(Hgatp.of(Mode.BARE, 0, 0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
  void otherModesAreReserved(long mode) {
    Hgatp hgatp = Hgatp.decode(mode << 60);
    assertBroken("MODE = " + mode, problems(hgatp));
    assertEquals(Optional.empty(), hgatp.mode());
  }

  @ParameterizedTest
  @ValueSource(ints = {58, 59})
  void bitsBetweenModeAndVmidAreZero(int bit) {
    assertBroken("59:58", problems(Hgatp.decode(8L << 60 | 1L << bit)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 44, 1L << 57, 4, 1L << 43})
  void bareHasNoOtherFields(long field) {
    assertBroken("Bare", problems(Hgatp.decode(field)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theRootIsAlignedTo16KiB(long ppn) {
    assertBroken("PPN[1:0]", problems(Hgatp.decode(8L << 60 | ppn)));
  }

  @Test
  void vmidAndRootAreAsWideAsTheHart() {
    Hgatp hgatp = Hgatp.of(Mode.SV39X4, 0x80, 1L << 40);
    assertBroken("VMIDLEN = 7", hgatp.problems(7, 41));
    assertBroken("more than 40 bits", hgatp.problems(8, 40));
    assertEquals(List.of(), hgatp.problems(8, 41));
  }

  private static List<Problem> problems(Hgatp hgatp) {
    return hgatp.problems(VMID_BITS, PHYSICAL_BITS);
  }
}
