package maplet.harness.sequence;

import maplet.model.Access;
import maplet.model.AreaTag;
import maplet.model.Backing;
import maplet.model.Capabilities;
import maplet.model.RangeMap;

/// Decodes the operations that change no mapping, aimed at where their answers change: bytes at the
/// edges of areas and pages, ranges across them, and limits that leave just enough room or just too
/// little.
final class QueryGrammar {
  /// Bytes that one access moves, about; larger granules need no larger accesses.
  private static final int SPAN = 4096;

  /// Spans that an access may go over, now and then: many pages, runs and areas.
  private static final int MANY_SPANS = 24;

  /// The search for the last area begins at this part of the address space's end, in bits.
  private static final int NEAREST = 12;

  /// Areas passed over in search of one whose bytes can be accessed.
  private static final int MOST_SKIPPED = 3;

  private final RangeMap areas;
  private final long granule;
  private final long inputLimit;
  private final int[] pageShifts;

  private ChoiceSource choices = new SeededChoices(0);
  private long base;
  private long end;

  /// @param areas the model's areas
  QueryGrammar(Capabilities capabilities, RangeMap areas) {
    this.areas = areas;
    this.granule = capabilities.granule();
    this.inputLimit = capabilities.inputLimit();
    this.pageShifts = capabilities.pageShifts().stream().mapToInt(Integer::intValue).toArray();
  }

  /// Starts a sequence.
  void begin(Setup setup, ChoiceSource newChoices) {
    base = setup.base();
    end = setup.base() + setup.size();
    choices = newChoices;
  }

  /// Decodes a query. Searches are rare, for they may look at every area.
  void next(OperationSlot slot) {
    switch (choices.choose(16)) {
      case 0, 1, 2, 3, 4 -> {
        slot.begin(OperationKind.TRANSLATE_RUN);
        slot.gpa = chooseByte(false);
        widen(slot);
        slot.access = chooseAccess();
      }
      case 5, 6 -> {
        slot.begin(OperationKind.BYTE_BUFFER);
        chooseBytes(slot, false);
        slot.access = chooseAccess();
      }
      case 7, 8, 9 -> {
        slot.begin(OperationKind.READ_MEMORY);
        chooseBytes(slot, true);
      }
      case 10, 11, 12 -> {
        slot.begin(OperationKind.WRITE_MEMORY);
        chooseBytes(slot, true);
        slot.seed = choices.choose(1 << 16);
      }
      case 13 -> {
        slot.begin(OperationKind.FIND_AREA);
        slot.gpa = chooseByte(false);
        widen(slot);
      }
      default -> {
        slot.begin(OperationKind.FIND_FREE_AREA);
        chooseSearch(slot);
      }
    }
  }

  /// Makes an operand of a search one that must be refused, or one that is far outside.
  void spoil(OperationSlot slot) {
    switch (choices.choose(4)) {
      case 0 -> slot.alignment = 0;
      case 1 -> slot.alignment = granule / 2;
      case 2 -> slot.alignment += granule * (1 + choices.choose(2));
      default -> slot.alignment = Long.MIN_VALUE;
    }
  }

  /// Reading is what most areas permit.
  private Access chooseAccess() {
    return choices.choose(2) == 0 ? Access.READ : Access.of(choices.choose(Access.count()));
  }

  /// A byte: anywhere, or in an area, there mostly close to one of its edges (one past it, too) or
  /// of a page's.
  ///
  /// @param allocated whether an area of frames that are present is preferred
  private long chooseByte(boolean allocated) {
    long anywhere = base + choices.chooseLong(end - base);
    if (choices.choose(8) == 0 || !seekArea(anywhere, allocated)) {
      return anywhere;
    }
    long start = areas.start();
    long length = areas.end() - start;
    return switch (choices.choose(8)) {
      case 0 -> start;
      case 1 -> areas.end() - choices.choose(16);
      case 2 -> start + (choices.chooseLong(length) & -granule);
      case 3, 4 -> start + (choices.chooseLong(length) | granule - 1) - choices.choose(16);
      default -> start + choices.chooseLong(length);
    };
  }

  /// A byte of one of the last areas, or behind them.
  private long chooseByteNearTheEnd() {
    long below = choices.chooseLong(end - base);
    for (int shift = NEAREST; shift >= 0; shift--) {
      if (areas.seek(end - 1 - (below >>> shift))) {
        return areas.start() + choices.chooseLong(areas.end() - areas.start());
      }
    }
    return end - 1 - below;
  }

  /// Sets a bit above the input width, each by turns, of one address in sixteen.
  private void widen(OperationSlot slot) {
    if (choices.choose(16) == 0) {
      int width = Long.numberOfTrailingZeros(inputLimit);
      slot.gpa |= 1L << width + choices.choose(Long.SIZE - width);
    }
  }

  /// Leaves the position at an area that ends above the address, or at one a little further up.
  private boolean seekArea(long gpa, boolean allocated) {
    boolean found = areas.seek(gpa);
    for (int i = 0; found && allocated && i < MOST_SKIPPED && !isPopulated(); i++) {
      found = areas.next();
    }
    return found;
  }

  private boolean isPopulated() {
    return AreaTag.backing(areas.tag()) == Backing.POPULATED;
  }

  private void chooseBytes(OperationSlot slot, boolean allocated) {
    slot.gpa = chooseByte(allocated);
    int span = (int) Math.min(granule, SPAN);
    int kind = choices.choose(8);
    if (kind == 0 && areas.seek(slot.gpa) && areas.start() <= slot.gpa) {
      // As much of the area as can be, and a little of the next one.
      long most = areas.end() - slot.gpa + choices.choose(2) * (1L + choices.choose(span));
      slot.size = 1 + choices.chooseLong(Math.min(most, (long) MANY_SPANS * span));
      return;
    }
    if (kind < 3) {
      // What a processor accesses at once.
      slot.size = 1L << choices.choose(4);
      slot.gpa &= choices.choose(4) == 0 ? -1 : -slot.size;
      return;
    }
    slot.size =
        switch (choices.choose(8)) {
          case 0, 1, 2, 3 -> 1 + choices.choose(32);
          case 4, 5, 6 -> 1 + choices.choose(span);
          default -> 1 + choices.choose((choices.choose(4) == 0 ? MANY_SPANS : 3) * span);
        };
    widen(slot);
  }

  /// A search: the hint anywhere, limits often so tight that the last possible address decides.
  private void chooseSearch(OperationSlot slot) {
    int most = choices.choose(4) == 0 ? pageShifts.length : 1;
    slot.size = (1L + choices.choose(16)) << pageShifts[choices.choose(most)];
    slot.alignment = 1L << pageShifts[choices.choose(pageShifts.length)];
    if (choices.choose(2) == 0) {
      slot.alignment = granule << choices.choose(4);
    }
    slot.gpa =
        switch (choices.choose(4)) {
          case 0 -> 0;
          case 1 -> chooseByteNearTheEnd();
          default -> chooseByte(false);
        };
    slot.limitStart = choices.choose(2) == 0 ? 0 : chooseByte(false);
    slot.limitEnd =
        switch (choices.choose(4)) {
          case 0 -> -1;
          case 1 -> chooseByte(false);
          default -> tightEnd(slot);
        };
  }

  /// A limit that the range reaches, exceeds by one byte, or has some pages to spare for.
  private long tightEnd(OperationSlot slot) {
    long lowest = Math.max(base, Math.max(slot.gpa, slot.limitStart));
    long start = Math.min(lowest + slot.alignment - 1 & -slot.alignment, inputLimit);
    return start + slot.size + granule * choices.choose(4) - choices.choose(2);
  }
}
