package maplet.impl.table;

import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.MemoryType;
import maplet.model.Permissions;

/// One regime's tables as numbers: what the table core needs to read and write entries of any
/// architecture without asking whose they are.
///
/// A *height* counts levels from the leaves up; the root has height `levels - 1`.
///
/// @param id the regime's name, as in `ept-4`
/// @param capabilities widths, page sizes, representable attributes
/// @param levels number of levels
/// @param leafHeights bit `h` is set when entries of height `h` can be leaves
/// @param rootFrames frames that make up the root
/// @param presentMask an entry is valid when any of these bits is set
/// @param tableMask with `tableValue`: a valid entry above height 0 points to a table when
///     `(word & tableMask) == tableValue`
/// @param addressMask bits of an entry that hold an address
/// @param addressShift how far the address lies above those bits
/// @param tableBits all other bits of an entry that points to a table
/// @param leafBits all other bits of a leaf, by attribute code; 0 where it can't be represented
/// @param hugeBits what a leaf above height 0 differs in from one at height 0 (exclusive or)
/// @param permissionBits the bits of a leaf that read, write and execute depend on, in this order
/// @param permissionFlip those of them that grant when clear
/// @param typeShift lowest bit of the memory type
/// @param types ordinal of the memory type for each value of its field, whose width is the table's
///     length; -1 where the value is reserved
/// @param invalidationShift an invalidation takes the guest address shifted right by this; -1 where
///     there is none by address
/// @param breakBeforeMake whether a live leaf must be invalidated before its size, address or type
///     changes
/// @param invalidCached whether making an entry valid needs an invalidation
/// @param checks what else a walk looks at
// Arrays, because the hot paths index them; nobody compares formats, and none is ever written to.
@SuppressWarnings("ArrayRecordComponent")
public record TableFormat(
    String id,
    Capabilities capabilities,
    int levels,
    int leafHeights,
    int rootFrames,
    long presentMask,
    long tableMask,
    long tableValue,
    long addressMask,
    int addressShift,
    long tableBits,
    long[] leafBits,
    long hugeBits,
    long[] permissionBits,
    long permissionFlip,
    int typeShift,
    byte[] types,
    int invalidationShift,
    boolean breakBeforeMake,
    boolean invalidCached,
    EntryChecks checks) {
  /// Entries index nine bits of the address a level, above the twelve of the granule.
  static final int GRANULE_SHIFT = 12;

  static final int INDEX_BITS = 9;

  /// Lowest bit of the guest address that indexes tables of this height.
  static int shift(int height) {
    return GRANULE_SHIFT + INDEX_BITS * height;
  }

  /// Bytes of guest memory that an entry of this height translates.
  public static long entrySize(int height) {
    return 1L << shift(height);
  }

  /// Whether entries of this height can be leaves.
  boolean hasLeaves(int height) {
    return (leafHeights >>> height & 1) != 0;
  }

  /// The height of the largest leaves.
  int highestLeaf() {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(leafHeights);
  }

  /// The word of a leaf.
  ///
  /// @param hpa a multiple of [#entrySize] of the height
  /// @param attributes a code that the format represents
  public long leaf(long hpa, int attributes, int height) {
    long bits = leafBits[attributes];
    return hpa >>> addressShift | (height == 0 ? bits : bits ^ hugeBits);
  }

  /// The address in an entry.
  ///
  /// @param height of a leaf, whose address has no lower bits; 0 for the address of a table
  public long address(long word, int height) {
    return (word & addressMask) << addressShift & -entrySize(height);
  }

  /// Attribute code of a leaf, -1 where its memory type is reserved.
  public int attributes(long word) {
    int type = types[(int) typeBits(word)];
    return type < 0 ? -1 : Attributes.code(permissions(word), MemoryType.of(type));
  }

  /// The bits of a leaf that hold its memory type.
  long typeBits(long word) {
    return word >>> typeShift & types.length - 1;
  }

  /// Permission bits that an entry grants.
  public int permissions(long word) {
    return (word & checks.gate()) == checks.gate() ? rawPermissions(word) : 0;
  }

  /// Permission bits that are set in an entry, whether or not they count.
  int rawPermissions(long word) {
    long granted = word ^ permissionFlip;
    return ((granted & permissionBits[0]) != 0 ? Permissions.READ : 0)
        | ((granted & permissionBits[1]) != 0 ? Permissions.WRITE : 0)
        | ((granted & permissionBits[2]) != 0 ? Permissions.EXECUTE : 0);
  }
}
