package maplet.model.arch;

import java.util.List;
import java.util.stream.IntStream;
import maplet.model.Attributes;
import maplet.model.Capabilities;
import org.apache.commons.lang3.Validate;

/// What all regimes have in common that translate a fixed number of bits a level: names and
/// geometry.
///
/// A table fills one granule with entries of eight bytes, so a level translates three bits fewer
/// than the granule has: nine for 4 KiB, eleven for 16 KiB, thirteen for 64 KiB.
///
/// The formats and the walk are each architecture's own.
public abstract class TieredRegime implements Regime {
  private final String id;
  private final String title;
  private final Capabilities capabilities;
  private final int levels;
  private final int rootFrames;
  private final int granuleShift;
  private final int indexBits;

  /// @param levels number of levels
  /// @param rootFrames tables that are concatenated in the root
  protected TieredRegime(
      String id, String title, Capabilities capabilities, int levels, int rootFrames) {
    this.id = id;
    this.title = title;
    this.capabilities = capabilities;
    this.levels = levels;
    this.rootFrames = rootFrames;
    granuleShift = capabilities.pageShifts().getFirst();
    indexBits = granuleShift - Long.numberOfTrailingZeros(Long.BYTES);
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public final int levels() {
    return levels;
  }

  @Override
  public final int indexShift(int height) {
    return granuleShift + indexBits * height;
  }

  @Override
  public final int rootFrames() {
    return rootFrames;
  }

  @Override
  public final long rootAlignment() {
    return (long) rootFrames << granuleShift;
  }

  /// Bytes of the root as far as addresses reach it: an entry for each piece of the input range.
  protected final long usedRootSize() {
    return (long) Long.BYTES << capabilities().inputBits() - indexShift(levels() - 1);
  }

  @Override
  public final EntryFormat format(long word, int height) {
    checkHeight(height);
    return formatOf(word, height);
  }

  @Override
  public final Entry decode(long word, int height) {
    checkHeight(height);
    return decodeAt(word, height);
  }

  @Override
  public final long encodeLeaf(long hpa, Attributes attributes, int height) {
    checkHeight(height);
    int shift = indexShift(height);
    Validate.isTrue(
        capabilities.pageShifts().contains(shift), "%s has no leaves of height %d", id, height);
    Validate.isTrue(
        capabilities.represents(attributes),
        "%s can't represent %s; it can: %s",
        id,
        attributes,
        capabilities.alternatives());
    Validate.isTrue(
        (hpa & (1L << shift) - 1) == 0 && hpa >>> capabilities.outputBits() == 0,
        "hpa (0x%x) must be a multiple of 0x%x below 2^%d",
        hpa,
        1L << shift,
        capabilities.outputBits());
    return leafWord(hpa, attributes, height);
  }

  @Override
  public final long encodeTable(long tableAddress, int height) {
    checkHeight(height);
    Validate.isTrue(height > 0, "%s has no table entries of height 0", id);
    long limit = capabilities.outputLimit();
    Validate.isTrue(
        (tableAddress & capabilities.granule() - 1) == 0
            && tableAddress >>> capabilities.outputBits() == 0,
        "table (0x%x) must be a multiple of 0x%x below 0x%x",
        tableAddress,
        capabilities.granule(),
        limit);
    return tableWord(tableAddress, height);
  }

  /// [#format] for a height that exists.
  protected abstract EntryFormat formatOf(long word, int height);

  /// [#decode] for a height that exists.
  protected abstract Entry decodeAt(long word, int height);

  /// [#encodeTable] for operands that are legal.
  protected abstract long tableWord(long tableAddress, int height);

  /// [#encodeLeaf] for operands that are legal.
  protected abstract long leafWord(long hpa, Attributes attributes, int height);

  /// Whether entries of this height can be leaves.
  protected final boolean hasLeaves(int height) {
    return capabilities.pageShifts().contains(indexShift(height));
  }

  /// Physical address of the entry that translates an address in a table of this height.
  ///
  /// The root's index has all bits that are left, so it spans the tables of a concatenated root.
  protected final long entryAddress(long table, long gpa, int height) {
    long index = gpa >>> indexShift(height);
    if (height < levels - 1) {
      index &= (1L << indexBits) - 1;
    }
    return table + index * Long.BYTES;
  }

  /// Page sizes of the leaves of the lowest heights, from the granule up, `count` of them.
  protected static List<Integer> pageShifts(int granuleShift, int count) {
    int indexBits = granuleShift - Long.numberOfTrailingZeros(Long.BYTES);
    return IntStream.range(0, count).mapToObj(h -> granuleShift + indexBits * h).toList();
  }

  private void checkHeight(int height) {
    boolean exists = height >= 0 && height < levels;
    // Asked of every entry that is walked: the message's operands are made only where it is needed.
    if (!exists) {
      Validate.isTrue(exists, "height (%d) must be from 0 to %d", height, levels - 1);
    }
  }
}
