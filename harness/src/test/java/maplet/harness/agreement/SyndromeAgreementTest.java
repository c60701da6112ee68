package maplet.harness.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import maplet.harness.sequence.SeededChoices;
import maplet.impl.arch.aarch64.Stage2Syndrome;
import maplet.impl.arch.ept.EptSyndrome;
import maplet.impl.arch.riscv.GStageSyndrome;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.arch.Citation;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;
import maplet.model.arch.aarch64.Stage2Fault;
import maplet.model.arch.ept.EptFault;
import maplet.model.arch.riscv.GuestPageFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The implementation's syndromes, written from the manuals a second time, against the description:
/// every kind of fault at every level by every access, at random addresses.
class SyndromeAgreementTest {
  private static final int ADDRESSES = 200;
  private static final int FIRST_LEVEL = -3;
  private static final int LAST_LEVEL = 6;

  /// R, W, X and user execute of a set of permissions, as bits of an EPT entry.
  private static final int[] ENTRY_BITS = {0, 1, 2, 10};

  private final SeededChoices choices = new SeededChoices(3);

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void eptExitsAgree(FaultKind kind) {
    int agreed = 0;
    for (Access access : Access.values()) {
      for (int granted = 0; granted < 16; granted++) {
        for (boolean modeBased : new boolean[] {false, true}) {
          WalkResult.Faulted fault = faulted(kind, 1, entries(granted));
          int visible = modeBased ? granted : granted & 7;
          agreed +=
              assertAgree(
                  () -> EptFault.syndrome(fault, access, modeBased).cause(),
                  () -> EptSyndrome.cause(kind));
          assertAgree(
              () -> EptFault.syndrome(fault, access, modeBased).detail(),
              () -> EptSyndrome.detail(kind, access, visible));
        }
      }
    }
    boolean exists = kind != FaultKind.ACCESS_FLAG && kind != FaultKind.ADDRESS_SIZE;
    assertEquals(exists ? Access.values().length * 32 : 0, agreed);
  }

  /// Random entries that grant these permissions together.
  private List<Long> entries(int granted) {
    long together = 0;
    for (int bit = 0; bit < ENTRY_BITS.length; bit++) {
      together |= (granted >>> bit & 1L) << ENTRY_BITS[bit];
    }
    long noise = choices.bits();
    return List.of(noise | together | 0x1000, ~noise | together, together | ~0x407L);
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void stage2AbortsAgree(FaultKind kind) {
    int agreed = 0;
    for (Access access : Access.values()) {
      for (int level = FIRST_LEVEL; level <= LAST_LEVEL; level++) {
        WalkResult.Faulted fault = faulted(kind, level, List.of());
        int at = level;
        for (long gpa : addresses()) {
          agreed +=
              assertAgree(
                  () -> Stage2Fault.syndrome(fault, access, gpa).cause(),
                  () -> Stage2Syndrome.cause(kind, at, access));
        }
      }
    }
    int levels =
        switch (kind) {
          case TRANSLATION, ADDRESS_SIZE -> 5;
          case ACCESS_FLAG, PERMISSION -> 4;
          case MISCONFIGURATION -> 0;
        };
    assertEquals(levels * Access.values().length * ADDRESSES, agreed);
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void addressesAgree(Access access) {
    WalkResult.Faulted fault = faulted(FaultKind.TRANSLATION, 1, List.of());
    for (long gpa : addresses()) {
      assertEquals(
          Stage2Fault.syndrome(fault, access, gpa).detail(),
          Stage2Syndrome.detail(gpa),
          () -> "0x%x".formatted(gpa));
      assertEquals(
          GuestPageFault.syndrome(access, gpa),
          new Syndrome(GStageSyndrome.cause(access), GStageSyndrome.detail(gpa)),
          () -> "0x%x".formatted(gpa));
    }
  }

  private List<Long> addresses() {
    List<Long> addresses = new ArrayList<>();
    for (int i = 0; i < ADDRESSES; i++) {
      addresses.add(choices.bits() >>> choices.choose(Long.SIZE));
    }
    return addresses;
  }

  private static WalkResult.Faulted faulted(FaultKind kind, int level, List<Long> words) {
    List<WalkResult.Step> steps =
        words.stream().map(word -> new WalkResult.Step(0, 0, word)).toList();
    return new WalkResult.Faulted(kind, 0, level, "a rule", Citation.of("a", "b"), steps);
  }

  /// Both give the same word, or both refuse; 1 when they give one.
  private static int assertAgree(LongSupplier described, LongSupplier implemented) {
    OptionalLong expected = wordOf(described);
    assertEquals(expected, wordOf(implemented));
    return expected.isPresent() ? 1 : 0;
  }

  private static OptionalLong wordOf(LongSupplier supplier) {
    try {
      return OptionalLong.of(supplier.getAsLong());
    } catch (IllegalArgumentException _) {
      return OptionalLong.empty();
    }
  }
}
