package maplet.model.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import maplet.model.Access;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds in every regime.
class RegimeProperties {
  /// Within the narrowest output width.
  private static final long ROOT = 0x1000_0000L;

  record Spot(Regime regime, int height) {
    boolean hasLeaves() {
      return regime.capabilities().pageShifts().contains(regime.indexShift(height));
    }
  }

  record Found(Spot spot, long word) {}

  @Provide
  Arbitrary<Spot> spots() {
    return Arbitraries.of(
        Regimes.all().stream()
            .flatMap(r -> IntStream.range(0, r.levels()).mapToObj(height -> new Spot(r, height)))
            .toList());
  }

  @Provide
  Arbitrary<Found> found() {
    return spots()
        .flatMap(spot -> Words.of(spot.regime(), spot.height()).map(word -> new Found(spot, word)));
  }

  @Provide
  Arbitrary<Access> accesses() {
    return Arbitraries.of(Access.class);
  }

  /// A leaf is what was encoded, for all attributes and page sizes, at low and at high addresses.
  @Example
  void everyRepresentableLeafIsReadBack() {
    for (Regime regime : Regimes.all()) {
      for (int shift : regime.capabilities().pageShifts()) {
        int height = heightOf(regime, shift);
        for (Attributes attributes : regime.capabilities().alternatives()) {
          long last = regime.capabilities().outputLimit() - (1L << shift);
          for (long hpa : new long[] {0, 1L << shift, last}) {
            long word = regime.encodeLeaf(hpa, attributes, height);
            assertEquals(new Entry.Leaf(hpa, attributes), regime.decode(word, height), regime.id());
            assertEquals(hpa, regime.addressBits().extract(word), regime.id());
            assertNothingReserved(regime, word, height);
          }
        }
      }
    }
  }

  private static int heightOf(Regime regime, int pageShift) {
    return IntStream.range(0, regime.levels())
        .filter(height -> regime.indexShift(height) == pageShift)
        .findFirst()
        .orElseThrow();
  }

  @Example
  void everyTableIsReadBack() {
    for (Regime regime : Regimes.all()) {
      long granule = regime.capabilities().granule();
      for (int height = 1; height < regime.levels(); height++) {
        for (long address : new long[] {granule, regime.capabilities().outputLimit() - granule}) {
          long word = regime.encodeTable(address, height);
          assertEquals(new Entry.Table(address), regime.decode(word, height), regime.id());
          assertNothingReserved(regime, word, height);
        }
      }
    }
  }

  private static void assertNothingReserved(Regime regime, long word, int height) {
    EntryFormat format = regime.format(word, height);
    for (Field.Kind kind : List.of(Field.Kind.RESERVED, Field.Kind.RES0, Field.Kind.IGNORED)) {
      assertEquals(0, word & format.mask(kind), format.name());
    }
  }

  @Example
  void whatIsNotRepresentableIsRefused() {
    for (Regime regime : Regimes.all()) {
      for (MemoryType type : MemoryType.values()) {
        for (int bits = 0; bits <= Permissions.ALL_BITS; bits++) {
          Attributes attributes = new Attributes(new Permissions(bits), type);
          if (!regime.capabilities().represents(attributes)) {
            String message =
                assertThrows(
                        IllegalArgumentException.class, () -> regime.encodeLeaf(0, attributes, 0))
                    .getMessage();
            assertTrue(message.contains(regime.capabilities().alternatives().toString()), message);
          }
        }
      }
    }
  }

  @Property
  void addressesThatDoNotFitAreRefused(@ForAll("spots") Spot spot) {
    Regime regime = spot.regime();
    long size = 1L << regime.indexShift(spot.height());
    long limit = regime.capabilities().outputLimit();
    for (long hpa : new long[] {1, size / 2, size + 8, limit, -size}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> regime.encodeLeaf(hpa, Attributes.RAM, spot.height()));
    }
    if (!spot.hasLeaves()) {
      assertThrows(
          IllegalArgumentException.class,
          () -> regime.encodeLeaf(0, Attributes.RAM, spot.height()));
    }
  }

  @Property
  void heightsThatDoNotExistAreRefused(@ForAll("spots") Spot spot) {
    Regime regime = spot.regime();
    for (int height : new int[] {-1, regime.levels()}) {
      assertThrows(IllegalArgumentException.class, () -> regime.decode(0, height));
      assertThrows(IllegalArgumentException.class, () -> regime.format(0, height));
      assertThrows(
          IllegalArgumentException.class, () -> regime.encodeLeaf(0, Attributes.RAM, height));
      assertThrows(IllegalArgumentException.class, () -> regime.encodeTable(0, height));
    }
    assertThrows(IllegalArgumentException.class, () -> regime.encodeTable(0, 0));
    assertThrows(IllegalArgumentException.class, () -> regime.encodeTable(8, 1));
    long limit = regime.capabilities().outputLimit();
    assertThrows(IllegalArgumentException.class, () -> regime.encodeTable(limit, 1));
  }

  /// Every word has a format, which is one of its height's; a leaf that it decodes to is an address
  /// inside the output width, aligned to its page.
  @Property(tries = 5_000)
  void everyWordHasAMeaning(@ForAll("found") Found found) {
    Regime regime = found.spot().regime();
    int height = found.spot().height();
    assertTrue(regime.formats(height).contains(regime.format(found.word(), height)));
    switch (regime.decode(found.word(), height)) {
      case Entry.Leaf(long address, Attributes _) -> {
        assertTrue(found.spot().hasLeaves());
        assertEquals(0, address & (1L << regime.indexShift(height)) - 1);
        assertTrue(Long.compareUnsigned(address, regime.capabilities().outputLimit()) < 0);
      }
      case Entry.Table(long address) -> {
        assertTrue(height > 0);
        assertEquals(0, address & regime.capabilities().granule() - 1);
        assertTrue(Long.compareUnsigned(address, regime.capabilities().outputLimit()) < 0);
      }
      case Entry.Absent(), Entry.Reserved _ -> {}
    }
  }

  /// Bits that a format calls ignored, or RES0, change nothing.
  @Property(tries = 5_000)
  void ignoredBitsAreIgnored(@ForAll("found") Found found, @ForAll long noise) {
    Regime regime = found.spot().regime();
    int height = found.spot().height();
    EntryFormat format = regime.format(found.word(), height);
    long mask = format.mask(Field.Kind.IGNORED) | format.mask(Field.Kind.RES0);
    long other = found.word() ^ noise & mask;
    assertEquals(regime.decode(found.word(), height), regime.decode(other, height));
    assertEquals(format, regime.format(other, height));
  }

  /// A walk ends where the meaning of the entry says, whatever the word.
  @Property(tries = 3_000)
  void aWalkDoesWhatTheEntrySays(@ForAll("found") Found found, @ForAll("accesses") Access access) {
    Regime regime = found.spot().regime();
    int height = found.spot().height();
    SparseMemory memory = new SparseMemory();
    long gpa = regime.capabilities().inputLimit() - 8;
    long entry = memory.put(regime, ROOT, gpa, height, found.word());
    WalkResult walk = regime.walk(memory, ROOT, gpa, access);
    WalkResult.Step step = walk.steps().get(regime.levels() - 1 - height);
    assertEquals(new WalkResult.Step(height, entry, found.word()), step);
    switch (regime.decode(found.word(), height)) {
      case Entry.Absent(), Entry.Reserved _ -> {
        WalkResult.Faulted fault = (WalkResult.Faulted) walk;
        assertEquals(height, fault.height());
        assertEquals(regime.level(height), fault.level());
      }
      case Entry.Table(long address) -> {
        WalkResult.Step next = walk.steps().get(regime.levels() - height);
        assertEquals(address, next.address() & -regime.capabilities().granule());
      }
      case Entry.Leaf(long address, Attributes attributes) -> {
        if (walk instanceof WalkResult.Reached reached) {
          long size = 1L << regime.indexShift(height);
          // A leaf may stand for several entries of its height, as with Svnapot.
          assertTrue(reached.pageSize() >= size);
          assertEquals(address + (gpa & reached.pageSize() - 1), reached.hpa());
          assertEquals(attributes, reached.attributes());
          assertTrue(regime.capabilities().permits(attributes.permissions(), access));
        }
      }
    }
  }

  /// All permissions, memory types and page sizes of all regimes: the last page of each.
  @Example
  void everyRepresentableMappingIsWalkedBack() {
    for (Regime regime : Regimes.all()) {
      for (int shift : regime.capabilities().pageShifts()) {
        aLegalMappingIsReachedAsItSays(new Spot(regime, heightOf(regime, shift)), -1, -1);
      }
    }
  }

  @Property(tries = 200)
  void aLegalMappingIsReachedAsItSays(
      @ForAll("spots") Spot spot, @ForAll long randomGpa, @ForAll long randomHpa) {
    Regime regime = spot.regime();
    if (!spot.hasLeaves()) {
      return;
    }
    long size = 1L << regime.indexShift(spot.height());
    long gpa = randomGpa & regime.capabilities().inputLimit() - 1;
    long hpa = randomHpa & regime.capabilities().outputLimit() - 1 & -size;
    for (Attributes attributes : regime.capabilities().alternatives()) {
      SparseMemory memory = new SparseMemory();
      memory.map(regime, ROOT, gpa, hpa, attributes, spot.height());
      for (Access access : Access.values()) {
        WalkResult walk = regime.walk(memory, ROOT, gpa, access);
        if (regime.capabilities().permits(attributes.permissions(), access)) {
          assertEquals(
              new WalkResult.Reached(
                  hpa | gpa & size - 1,
                  attributes,
                  size,
                  walk.steps(),
                  ((WalkResult.Reached) walk).updates()),
              walk);
        } else {
          assertEquals(FaultKind.PERMISSION, ((WalkResult.Faulted) walk).kind());
        }
      }
    }
  }

  @Provide
  Arbitrary<Found> tooWide() {
    return Combinators.combine(spots(), Arbitraries.integers().between(0, 63), Arbitraries.longs())
        .as((spot, bit, low) -> {
          int width = spot.regime().capabilities().inputBits();
          long beyond = 1L << width + bit % (64 - width);
          return new Found(spot, beyond | low & (1L << width) - 1);
        });
  }

  /// No address outside the width reaches the mapping of the address that it would alias.
  @Property
  void anAddressThatIsTooWideFaultsBeforeMemoryIsRead(@ForAll("tooWide") Found found) {
    Regime regime = found.spot().regime();
    SparseMemory memory = new SparseMemory();
    long alias = found.word() & regime.capabilities().inputLimit() - 1;
    memory.map(regime, ROOT, alias, 0, Attributes.RAM, 0);
    WalkResult.Faulted fault =
        (WalkResult.Faulted) regime.walk(memory, ROOT, found.word(), Access.READ);
    assertEquals(FaultKind.TRANSLATION, fault.kind());
    assertEquals(regime.levels() - 1, fault.height());
    assertEquals(List.of(), fault.steps());
    boolean arm = regime.architecture().equals("aarch64");
    assertEquals(arm ? 0 : regime.level(regime.levels() - 1), fault.level());
  }
}
