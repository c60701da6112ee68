package maplet.model;

import static maplet.model.SmallWorld.PAGES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import maplet.model.SmallWorld.Act;
import org.junit.jupiter.api.Test;

/// The laws of an address space, exhausted: in every state of a small world, for every operation
/// there. [GuestAddressSpaceProperties] looks at larger ones by samples.
class LawsTest {
  private static final SmallWorld WORLD = new SmallWorld();

  /// Looks at what every act makes of every state.
  private interface Law {
    void check(int state, int act, Act what);
  }

  private static void everywhere(Law law) {
    for (int state = 0; state < WORLD.size(); state++) {
      for (int act = 0; act < WORLD.acts().size(); act++) {
        law.check(state, act, WORLD.acts().get(act));
      }
    }
  }

  private static String told(int state, Act act) {
    return act + " in " + WORLD.state(state);
  }

  @Test
  void theWorldHasHugePagesAndAreasOfEveryKind() {
    assertTrue(WORLD.size() > 1000, () -> WORLD.size() + " states");
    boolean huge = false;
    for (int state = 0; state < WORLD.size(); state++) {
      huge |=
          WORLD.translate(state, 1).map(Outcome.Translated::pageSize).equals(Optional.of(8192L));
    }
    assertTrue(huge);
  }

  @Test
  void mappingAndThenUnmappingIsTheIdentity() {
    everywhere((state, act, what) -> {
      boolean maps =
          what.operation() instanceof Operation.MapLinear
              || what.operation() instanceof Operation.MapAllocated;
      if (maps && WORLD.status(state, act) == Status.DONE) {
        int after = WORLD.next(WORLD.next(state, act), WORLD.unmapping(what));
        assertEquals(state, after, () -> told(state, what));
      }
    });
  }

  @Test
  void noOperationTouchesOtherAddresses() {
    everywhere((state, act, what) -> {
      int after = WORLD.next(state, act);
      for (int page = 0; page < PAGES; page++) {
        if (!what.isAbout(page)) {
          assertEquals(reached(state, page), reached(after, page), () -> told(state, what));
          assertEquals(kind(state, page), kind(after, page), () -> told(state, what));
        }
      }
    });
  }

  /// Host address and attributes; a page's size may change where a neighbour is cut off.
  private static Optional<List<Object>> reached(int state, int page) {
    return WORLD.translate(state, page).map(to -> List.of(to.hpa(), to.attributes()));
  }

  private static Optional<List<Object>> kind(int state, int page) {
    return WORLD
        .area(state, page)
        .map(area -> List.of(area.backing(), area.attributes(), area.delta()));
  }

  @Test
  void unmappingLeavesNothing() {
    everywhere((state, act, what) -> {
      if (what.operation() instanceof Operation.Unmap) {
        for (int page = what.first(); page < what.last(); page++) {
          assertEquals(Optional.empty(), WORLD.translate(WORLD.next(state, act), page));
          assertEquals(Optional.empty(), WORLD.area(WORLD.next(state, act), page));
        }
      }
    });
  }

  @Test
  void protectingKeepsAddresses() {
    everywhere((state, act, what) -> {
      if (what.operation() instanceof Operation.Protect protect
          && WORLD.status(state, act) == Status.DONE) {
        for (int page = what.first(); page < what.last(); page++) {
          Optional<Outcome.Translated> before = WORLD.translate(state, page);
          Optional<Outcome.Translated> after = WORLD.translate(WORLD.next(state, act), page);
          assertEquals(before.map(Outcome.Translated::hpa), after.map(Outcome.Translated::hpa));
          assertTrue(after.isEmpty() || after.get().attributes().equals(protect.attributes()));
        }
      }
    });
  }

  @Test
  void areasCoverExactlyWhatIsMappedOrOnDemand() {
    for (int state = 0; state < WORLD.size(); state++) {
      for (int page = 0; page < PAGES; page++) {
        Optional<Area> area = WORLD.area(state, page);
        Optional<Outcome.Translated> to = WORLD.translate(state, page);
        boolean onDemand = area.map(Area::backing).equals(Optional.of(Backing.ON_DEMAND));
        assertTrue(area.isPresent() == to.isPresent() || onDemand, WORLD.state(state)::toString);
        assertTrue(
            to.isEmpty()
                || to.map(Outcome.Translated::attributes).equals(area.map(Area::attributes)),
            WORLD.state(state)::toString);
      }
    }
  }

  /// Equal mappings exactly where every address is translated alike.
  @Test
  void theMappingsAreTheCanonicalFormOfTheTranslation() {
    Map<List<Object>, List<Mapping>> mappings = new HashMap<>();
    Map<List<Mapping>, List<Object>> translations = new HashMap<>();
    for (int state = 0; state < WORLD.size(); state++) {
      List<Object> translation = new ArrayList<>();
      for (int page = 0; page < PAGES; page++) {
        translation.add(WORLD.translate(state, page));
      }
      List<Mapping> canonical = WORLD.state(state).mappings();
      List<Mapping> known = mappings.putIfAbsent(translation, canonical);
      assertTrue(known == null || known.equals(canonical), translation::toString);
      List<Object> other = translations.putIfAbsent(canonical, translation);
      assertTrue(other == null || other.equals(translation), canonical::toString);
    }
  }

  @Test
  void operationsOnDisjointRangesCommute() {
    List<Act> acts = WORLD.acts();
    everywhere((state, one, what) -> {
      for (int other = 0; other < one; other++) {
        if (what.isApartFrom(acts.get(other))) {
          int second = other;
          IntSupplier oneFirst = () -> WORLD.next(WORLD.next(state, one), second);
          IntSupplier otherFirst = () -> WORLD.next(WORLD.next(state, second), one);
          assertEquals(oneFirst.getAsInt(), otherFirst.getAsInt(), () -> told(state, what));
          Status after = WORLD.status(WORLD.next(state, second), one);
          assertEquals(WORLD.status(state, one), after, () -> told(state, what));
        }
      }
    });
  }

  /// Refused for a rule, for a table that the host hasn't, or for the frame of any one page.
  @Test
  void aRefusedOperationChangesNothing() {
    everywhere((state, act, what) -> {
      if (WORLD.status(state, act).isRefusal()) {
        assertEquals(state, WORLD.next(state, act), () -> told(state, what));
      }
      for (int page = -1; page < PAGES; page++) {
        SmallWorld.Stores stores = WORLD.stores(state);
        String before = stores.toString();
        Status status = stores.apply(what.operation(), new SmallWorld.Host(page < 0, page));
        if (status.isRefusal()) {
          assertEquals(before, stores.toString(), () -> told(state, what));
        }
        if (page >= 0 && !what.isAbout(page)) {
          assertEquals(WORLD.status(state, act), status, () -> told(state, what));
        }
      }
    });
  }

  @Test
  void noFrameIsReachedTwice() {
    for (int state = 0; state < WORLD.size(); state++) {
      List<Long> frames = new ArrayList<>();
      for (int page = 0; page < PAGES; page++) {
        boolean owned =
            WORLD.area(state, page).filter(area -> area.backing() != Backing.LINEAR).isPresent();
        if (owned) {
          WORLD.translate(state, page).map(Outcome.Translated::hpa).ifPresent(frames::add);
        }
      }
      assertEquals(frames.size(), frames.stream().distinct().count(), frames::toString);
    }
  }
}
