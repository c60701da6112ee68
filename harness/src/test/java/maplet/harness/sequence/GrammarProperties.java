package maplet.harness.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import maplet.model.AreaTag;
import maplet.model.Attributes;
import maplet.model.Backing;
import maplet.model.Capabilities;
import maplet.model.ChunkedRangeMap;
import maplet.model.Layer;
import maplet.model.RangeMap;
import maplet.model.arch.Regime;
import maplet.model.arch.Regimes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class GrammarProperties {
  private static final int OPERATIONS = 30;

  private final OperationSlot slot = new OperationSlot();

  /// Choices that jqwik makes and shrinks; 0 when there are no more.
  private static final class ListedChoices implements ChoiceSource {
    private final long[] values;
    private final boolean alwaysCommon;
    private int next;

    ListedChoices(long[] values, boolean alwaysCommon) {
      this.values = values;
      this.alwaysCommon = alwaysCommon;
    }

    @Override
    public int choose(int bound) {
      // 256 is the bound of the choice whether an operand is spoiled or the allocator refuses.
      return alwaysCommon && bound == 256 ? bound - 1 : (int) chooseLong(bound);
    }

    @Override
    public long chooseLong(long bound) {
      return next < values.length ? Long.remainderUnsigned(values[next++], bound) : 0;
    }
  }

  @Property(tries = 300)
  void operandsLieInsideTheAddressSpaceOrAFewPagesBehindIt(
      @ForAll("regimes") Regime regime,
      @ForAll Workload workload,
      @ForAll @Size(min = 50, max = 400) long[] values) {
    Capabilities capabilities = regime.capabilities();
    ChoiceSource choices = new ListedChoices(values, true);
    Setup setup = workload.setup(capabilities, choices);
    SequenceGrammar grammar = grammar(capabilities, workload, setup);
    grammar.begin(setup, workload, choices);
    for (int i = 0; i < OPERATIONS; i++) {
      grammar.next(slot);

      String operation = slot.kind + " " + Long.toHexString(slot.gpa) + " " + slot.size;
      if (slot.kind.hasAddress()) {
        boolean hint = slot.kind == OperationKind.FIND_FREE_AREA;
        // A page lies around an address inside.
        long reach = slot.kind == OperationKind.MAP_PAGE ? slot.size - 1 : 0;
        // One address may have a bit above the input width.
        boolean wide = !slot.kind.hasSize() || slot.kind.isQuestion() && !hint;
        long gpa = wide ? slot.gpa & capabilities.inputLimit() - 1 : slot.gpa;
        long end = setup.base() + setup.size() + 16 * capabilities.granule();
        assertTrue(gpa + reach >= (hint || wide ? 0 : setup.base()), operation);
        assertTrue(gpa < end, operation);
      }
      if (slot.kind.hasSize()) {
        assertTrue(slot.size > 0, operation);
      }
      if (slot.kind.hasSize() && !slot.kind.isQuestion()) {
        assertEquals(0, slot.size % capabilities.granule(), operation);
        assertEquals(0, slot.gpa % capabilities.granule(), operation);
      }
      if (slot.kind == OperationKind.MAP_PAGE) {
        assertEquals(0, (slot.gpa | slot.hpa) % slot.size, operation);
      }
      if (slot.kind.hasHost()) {
        assertEquals(0, slot.hpa % capabilities.granule(), operation);
        assertTrue(slot.hpa >= 0 && slot.hpa < capabilities.outputLimit(), operation);
      }
      if (slot.kind.hasAttributes()) {
        assertTrue(capabilities.represents(slot.attributes), operation);
      }
      if (slot.kind == OperationKind.FIND_FREE_AREA) {
        assertEquals(0, slot.size % capabilities.granule(), operation);
        assertEquals(1, Long.bitCount(slot.alignment), operation);
      }
      assertTrue(slot.refuseFrom <= 64, operation); // an operation's requests by turns
    }
  }

  @Property(tries = 300)
  void everyOperationIsExactlyWhatItsRecordSays(
      @ForAll("regimes") Regime regime,
      @ForAll Workload workload,
      @ForAll @Size(min = 50, max = 400) long[] values) {
    Capabilities capabilities = regime.capabilities();
    ChoiceSource choices = new ListedChoices(values, false);
    Setup setup = workload.setup(capabilities, choices);
    SequenceGrammar grammar = grammar(capabilities, workload, setup);
    grammar.begin(setup, workload, choices);
    for (int i = 0; i < OPERATIONS; i++) {
      grammar.next(slot);

      assertTrue(slot.kind.hasAddress() || slot.gpa == 0);
      assertTrue(slot.kind.hasSize() || slot.size == 0);
      assertTrue(slot.kind.hasHost() || slot.hpa == 0);
      assertTrue(slot.kind.isOf(workload.layer()));
      assertTrue(slot.kind.hasAttributes() || slot.attributes == 0);
      assertTrue(slot.attributes >= 0 && slot.attributes < Attributes.CODES);
      assertTrue(slot.refuseFrom >= 0 && slot.refuseFrom <= 64);
      OperationSlot again = new OperationSlot();
      again.set(slot.toOperation(), slot.refuseFrom, slot.refuseOnce);
      assertEquals(slot.toOperation(), again.toOperation());
    }
  }

  @Property(tries = 20)
  void someChoicesLeadToEveryKindOfOperationAndOfSpoiledOperand(
      @ForAll("layers") Workload workload, @ForAll long seed) {
    Regime regime = Regimes.find("riscv-sv39x4");
    Capabilities capabilities = regime.capabilities();
    SeededChoices choices = new SeededChoices(seed);
    Setup setup = workload.setup(capabilities, choices);
    SequenceGrammar grammar = grammar(capabilities, workload, setup);
    grammar.begin(setup, workload, choices);
    Set<OperationKind> kinds = EnumSet.noneOf(OperationKind.class);
    boolean[] spoiled = new boolean[8];
    spoiled[7] = workload.layer() == Layer.TABLE;
    for (int i = 0; i < 60_000 || i < 600_000 && !spoiled[7]; i++) {
      grammar.next(slot);
      kinds.add(slot.kind);
      boolean ranged = slot.kind.hasSize() && !slot.kind.isQuestion();
      spoiled[0] |= ranged && slot.size == 0 && slot.kind.hasAddress();
      spoiled[1] |= ranged && slot.gpa % capabilities.granule() != 0;
      spoiled[2] |= slot.hpa % capabilities.granule() != 0;
      spoiled[3] |= slot.gpa < 0 || slot.gpa >= capabilities.inputLimit();
      spoiled[4] |= slot.hpa < 0 || slot.hpa >= capabilities.outputLimit();
      spoiled[6] |=
          slot.kind.isQuestion() && (slot.gpa < 0 || slot.gpa >= capabilities.inputLimit());
      boolean search = slot.kind == OperationKind.FIND_FREE_AREA;
      spoiled[7] |= search && Long.bitCount(slot.alignment) != 1;
      spoiled[5] |= slot.kind.hasAttributes() && !capabilities.represents(slot.attributes);
    }

    assertEquals(kindsOf(workload.layer()), kinds);
    for (int i = 0; i < spoiled.length; i++) {
      assertTrue(spoiled[i], Arrays.toString(spoiled));
    }
  }

  private static Set<OperationKind> kindsOf(Layer layer) {
    Set<OperationKind> kinds = EnumSet.allOf(OperationKind.class);
    kinds.removeIf(kind -> !kind.isOf(layer));
    return kinds;
  }

  @Provide
  Arbitrary<Workload> layers() {
    return Arbitraries.of(Workload.PAGES, Workload.TABLE);
  }

  /// The grammar of the workload's layer, aimed at some areas or mappings.
  private static SequenceGrammar grammar(
      Capabilities capabilities, Workload workload, Setup setup) {
    return workload.layer() == Layer.TABLE
        ? new TableGrammar(capabilities, someAreas(setup))
        : new Grammar(capabilities, someAreas(setup));
  }

  private static RangeMap someAreas(Setup setup) {
    RangeMap areas = new ChunkedRangeMap(false);
    long quarter = setup.size() / 4;
    int tag = AreaTag.of(Attributes.RAM.code(), Backing.LINEAR);
    areas.assign(setup.base(), setup.base() + quarter, 0, tag);
    areas.assign(setup.base() + 2 * quarter, setup.base() + setup.size(), 0, tag);
    return areas;
  }

  @Provide
  Arbitrary<Regime> regimes() {
    return Arbitraries.of(Regimes.all());
  }
}
