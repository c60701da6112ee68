package maplet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The names by which traces, reports and the command line know the vocabulary's constants.
class NamesTest {
  static List<Arguments> vocabularies() {
    return List.of(
        Arguments.of(
            Status.values(),
            "[done, resolved, spurious, translated, removed, fault, run-found, runs-found,"
                + " area-found, free-found, fault-refused, invalid-input, already-exists,"
                + " mapped-to-huge-page, not-mapped, no-memory, bad-state]"),
        Arguments.of(
            FaultKind.values(),
            "[translation, permission, access-flag, address-size, misconfiguration]"),
        Arguments.of(
            MemoryType.values(),
            "[write-back, write-through, write-protected, non-cacheable, device]"),
        Arguments.of(Backing.values(), "[linear, populated, on-demand]"),
        Arguments.of(
            Rule.values(),
            "[none, empty, page-size, alignment, power-of-two, overflow, out-of-range,"
                + " input-width, output-width, no-permission, representable, overlap, no-area,"
                + " not-permitted, not-on-demand, one-area, not-present, no-host-memory,"
                + " no-free-area, mapped, larger-leaf, no-mapping, allocator]"));
  }

  @ParameterizedTest
  @MethodSource("vocabularies")
  void namesAndTheirOrderAreFixed(Enum<?>[] constants, String names) {
    assertEquals(names, Arrays.toString(constants));
  }

  @Test
  void ordinalsLeadBackToTheirConstants() {
    ordinalsLeadBack(Access.values(), Access::of);
    ordinalsLeadBack(Backing.values(), Backing::of);
    ordinalsLeadBack(FaultKind.values(), FaultKind::of);
    ordinalsLeadBack(MemoryType.values(), MemoryType::of);
    ordinalsLeadBack(Rule.values(), Rule::of);
    ordinalsLeadBack(Status.values(), Status::of);
  }

  @Test
  void refusalsAreTheStatusesThatChangeNothing() {
    var refusals = EnumSet.range(Status.FAULT_REFUSED, Status.BAD_STATE);
    for (Status status : Status.values()) {
      assertEquals(refusals.contains(status), status.isRefusal(), status.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void memoryTypesAreReadByTheirNames(MemoryType type) {
    assertSame(type, MemoryType.parse(type.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "WRITE_BACK", "write back", "wb"})
  void otherMemoryTypesAreRefusedWithTheListOfNames(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> MemoryType.parse(text));
    assertTrue(refusal.getMessage().contains("write-back, write-through"), refusal.getMessage());
  }

  private static <E extends Enum<E>> void ordinalsLeadBack(E[] constants, IntFunction<E> of) {
    for (E constant : constants) {
      assertSame(constant, of.apply(constant.ordinal()));
    }
  }
}
