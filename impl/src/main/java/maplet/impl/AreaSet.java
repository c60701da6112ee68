package maplet.impl;

import java.util.ArrayList;
import java.util.List;
import maplet.model.Attributes;
import maplet.model.Backing;

/* Overview
 *
 * A list of blocks, each of up to 128 areas. An address is found by two binary searches, and a
 * change moves at most one block's areas and, rarely, the list of blocks. One flat array was tried:
 * 65,536 pages taken one by one, in random order, out of one area cost 7 us each; with blocks 1.2
 * us. Blocks are halved when full, dropped when empty and kept for reuse, so that steady states
 * allocate nothing.
 *
 * A position is the number of a block and an index in it, packed. It holds until the next change.
 */
/// The areas of an address space, in ascending order, without overlap.
final class AreaSet {
  /// The position of no area.
  static final int NONE = -1;

  private static final int BACKING_SHIFT = Integer.numberOfTrailingZeros(Attributes.CODES);

  private final List<AreaBlock> blocks = new ArrayList<>();
  private final List<AreaBlock> spares = new ArrayList<>();

  long start(int position) {
    return block(position).start(index(position));
  }

  long end(int position) {
    return block(position).end(index(position));
  }

  int attributes(int position) {
    return block(position).traits(index(position)) & Attributes.CODES - 1;
  }

  Backing backing(int position) {
    return Backing.of(block(position).traits(index(position)) >>> BACKING_SHIFT);
  }

  /// The position behind a position, [#NONE] at the end.
  int next(int position) {
    if (index(position) + 1 < block(position).size()) {
      return position + 1;
    }
    int number = number(position) + 1;
    return number < blocks.size() ? position(number, 0) : NONE;
  }

  /// The first area that ends above an address, [#NONE] where none does.
  int firstEndingAbove(long gpa) {
    int low = 0;
    int high = blocks.size();
    while (low < high) {
      int middle = low + high >>> 1;
      if (blocks.get(middle).lastEnd() > gpa) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == blocks.size() ? NONE : position(low, blocks.get(low).firstEndingAbove(gpa));
  }

  /// The area that contains an address, [#NONE] where none does.
  int find(long gpa) {
    int position = firstEndingAbove(gpa);
    return position != NONE && start(position) <= gpa ? position : NONE;
  }

  /// The first area that has an address in common with a range, [#NONE] where none has.
  int firstIn(long start, long end) {
    int position = firstEndingAbove(start);
    return position != NONE && start(position) < end ? position : NONE;
  }

  /// The first address from `start` to `end` that no area contains; `end` where all are contained.
  long firstUncovered(long start, long end) {
    long at = start;
    int position = firstEndingAbove(start);
    while (position != NONE && start(position) <= at && at < end) {
      at = end(position);
      position = next(position);
    }
    return Math.min(at, end);
  }

  /// Adds an area that overlaps none.
  void add(long start, long end, int attributeCode, Backing backing) {
    insert(start, end, attributeCode | backing.ordinal() << BACKING_SHIFT);
  }

  /// Takes a range out of all areas: removes those inside, shortens or cuts those that cross an
  /// end.
  void remove(long start, long end) {
    cutAt(start);
    cutAt(end);
    for (int at = firstIn(start, end); at != NONE; at = firstIn(start, end)) {
      delete(number(at), index(at), block(at).firstEndingAbove(end));
    }
  }

  /// Gives a range other attributes; areas that cross an end are cut, but for those that have the
  /// attributes already.
  void setAttributes(long start, long end, int attributeCode) {
    long at = start;
    int position = firstEndingAbove(at);
    while (position != NONE && start(position) < end && at < end) {
      long from = Math.max(at, start(position));
      at = Math.min(end, end(position));
      if (attributes(position) != attributeCode) {
        cutAt(from);
        cutAt(at);
        position = find(from);
        int backing = block(position).traits(index(position)) & -Attributes.CODES;
        block(position).setTraits(index(position), backing | attributeCode);
      }
      position = firstEndingAbove(at);
    }
  }

  /// Cuts the area that an address lies inside of, if there is one, so that none crosses it.
  private void cutAt(long gpa) {
    int position = find(gpa);
    if (position != NONE && start(position) < gpa) {
      long end = end(position);
      int traits = block(position).traits(index(position));
      block(position).setEnd(index(position), gpa);
      insert(gpa, end, traits);
    }
  }

  private void insert(long start, long end, int traits) {
    int position = firstEndingAbove(start);
    if (position == NONE) {
      append(start, end, traits);
      return;
    }
    if (block(position).isFull()) {
      AreaBlock upper = freshBlock();
      block(position).giveTail(AreaBlock.CAPACITY / 2, upper);
      blocks.add(number(position) + 1, upper);
      position = firstEndingAbove(start);
    }
    block(position).insert(index(position), start, end, traits);
  }

  private void append(long start, long end, int traits) {
    if (blocks.isEmpty() || blocks.getLast().isFull()) {
      blocks.add(freshBlock());
    }
    blocks.getLast().insert(blocks.getLast().size(), start, end, traits);
  }

  private AreaBlock freshBlock() {
    return spares.isEmpty() ? new AreaBlock() : spares.removeLast();
  }

  /// Deletes areas of one block, and the block when it is empty.
  private void delete(int number, int from, int to) {
    blocks.get(number).delete(from, to);
    if (blocks.get(number).size() == 0) {
      spares.add(blocks.remove(number));
    }
  }

  private AreaBlock block(int position) {
    return blocks.get(number(position));
  }

  private static int position(int number, int index) {
    return number * AreaBlock.CAPACITY + index;
  }

  private static int number(int position) {
    return position / AreaBlock.CAPACITY;
  }

  private static int index(int position) {
    return position & AreaBlock.CAPACITY - 1;
  }
}
