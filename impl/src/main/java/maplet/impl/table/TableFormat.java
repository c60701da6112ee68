package maplet.impl.table;

import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.MemoryType;

/// One regime's tables as numbers: what the table core needs to read and write entries of any
/// architecture without asking whose they are.
///
/// A *height* counts levels from the leaves up; the root has height `levels - 1`. A table fills one
/// granule, so each level translates three bits fewer than the granule has.
///
/// The constructor's parameters are grouped as a manual groups them; the fields are flat, because
/// every load of a walk counts.
public final class TableFormat {
  private final String id;
  private final Capabilities capabilities;
  private final int levels;
  private final int highestLeaf;
  private final int rootFrames;
  private final int granuleShift;
  private final int indexBits;
  private final long presentMask;
  private final long tableMask;
  private final long tableValue;
  private final long tableBits;
  private final long plainTableMask;
  private final long[] leafBits;
  private final long hugeBits;
  private final long addressMask;
  private final int addressShift;
  private final long highMask;
  private final int highShift;
  private final long leafPermissionMask;
  private final byte[] leafPermissions;
  private final long tablePermissionMask;
  private final byte[] tablePermissions;
  private final int typeShift;
  private final byte[] types;
  private final Upkeep upkeep;
  private final HardwareBits hardware;
  private final EntryChecks checks;
  private final long napotBit;
  private final long napotSize;

  /// A format of its parts.
  ///
  /// @param id the regime's name, as in `ept-4`
  /// @param capabilities widths, page sizes, representable attributes
  /// @param leafPermissions what leaves grant
  /// @param tablePermissions what entries that point to tables let pass
  public TableFormat(
      String id,
      Capabilities capabilities,
      Geometry geometry,
      EntryKinds kinds,
      AddressField address,
      PermissionField leafPermissions,
      PermissionField tablePermissions,
      TypeField type,
      Upkeep upkeep,
      HardwareBits hardware,
      EntryChecks checks) {
    this.id = id;
    this.capabilities = capabilities;
    this.levels = geometry.levels();
    this.highestLeaf = geometry.highestLeaf();
    this.rootFrames = geometry.rootFrames();
    this.granuleShift = capabilities.pageShifts().getFirst();
    this.indexBits = granuleShift - Long.numberOfTrailingZeros(Long.BYTES);
    this.presentMask = kinds.presentMask();
    this.tableMask = kinds.tableMask();
    this.tableValue = kinds.tableValue();
    this.tableBits = kinds.tableBits();
    long addresses = address.place(capabilities.outputLimit() - capabilities.granule());
    this.plainTableMask = ~(addresses | hardware.table());
    this.leafBits = kinds.leafBits();
    this.hugeBits = kinds.hugeBits();
    this.addressMask = address.mask();
    this.addressShift = address.shift();
    this.highMask = address.highMask();
    this.highShift = address.highShift();
    this.leafPermissionMask = leafPermissions.mask();
    this.leafPermissions = leafPermissions.granted();
    this.tablePermissionMask = tablePermissions.mask();
    this.tablePermissions = tablePermissions.granted();
    this.typeShift = type.shift();
    this.types = type.types();
    this.upkeep = upkeep;
    this.hardware = hardware;
    this.checks = checks;
    this.napotBit = checks.napot().bit();
    this.napotSize = checks.napot().size();
  }

  /// The regime's name, as in `ept-4`.
  public String id() {
    return id;
  }

  /// Widths, page sizes, representable attributes.
  public Capabilities capabilities() {
    return capabilities;
  }

  /// Number of levels.
  public int levels() {
    return levels;
  }

  /// Frames that make up the root.
  public int rootFrames() {
    return rootFrames;
  }

  /// What else a walk looks at.
  public EntryChecks checks() {
    return checks;
  }

  Upkeep upkeep() {
    return upkeep;
  }

  /// Bytes of a page of the smallest size, and of a table.
  public long granule() {
    return 1L << granuleShift;
  }

  /// Entries of a table.
  int entries() {
    return 1 << indexBits;
  }

  /// Lowest bit of the guest address that indexes tables of this height.
  int shift(int height) {
    return granuleShift + indexBits * height;
  }

  /// Bytes of guest memory that an entry of this height translates.
  public long entrySize(int height) {
    return 1L << shift(height);
  }

  /// The index of an address in a table of this height that isn't the root.
  long index(long gpa, int height) {
    return gpa >>> shift(height) & entries() - 1;
  }

  /// Whether entries of this height can be leaves.
  boolean hasLeaves(int height) {
    return height <= highestLeaf;
  }

  /// The height of the leaves that map pages of a size, -1 where the regime has none of that size.
  public int leafHeight(long pageSize) {
    for (int height = 0; height <= highestLeaf; height++) {
      if (entrySize(height) == pageSize) {
        return height;
      }
    }
    return -1;
  }

  /// The height of the largest leaves.
  public int highestLeaf() {
    return highestLeaf;
  }

  boolean isPresent(long word) {
    return (word & presentMask) != 0;
  }

  /// Whether a word above height 0 points to a table.
  boolean isTable(long word) {
    return isPresent(word) && (word & tableMask) == tableValue;
  }

  /// Whether a word above height 0 is just what software writes for a table, but for what hardware
  /// adds: it grants everything, and nothing in it is reserved.
  boolean isPlainTable(long word) {
    return (word & plainTableMask) == tableBits;
  }

  /// The word of an entry that points to a table.
  ///
  /// @param address of the table, a multiple of the granule
  public long table(long address) {
    return place(address) | tableBits;
  }

  /// The word of a leaf.
  ///
  /// @param hpa a multiple of [#entrySize] of the height
  /// @param attributes a code that the format represents
  public long leaf(long hpa, int attributes, int height) {
    long bits = leafBits[attributes];
    return place(hpa) | (height == 0 ? bits : bits ^ hugeBits);
  }

  private long place(long address) {
    return address >>> addressShift & addressMask | address >>> highShift & highMask;
  }

  /// What a leaf loses or gains when it becomes one of height 0.
  long hugeBits() {
    return hugeBits;
  }

  /// A leaf's word with another address, which is a multiple of its page size.
  long moved(long word, long hpa) {
    return word & ~(addressMask | highMask) | place(hpa);
  }

  /// The address in an entry, of a table or of a page.
  long child(long word) {
    return (word & addressMask) << addressShift | (word & highMask) << highShift;
  }

  /// The address in an entry.
  ///
  /// @param height of a leaf, whose address has no lower bits; 0 for the address of a table
  public long address(long word, int height) {
    return child(word) & -leafSize(word, height);
  }

  /// Bytes that a leaf maps.
  public long leafSize(long word, int height) {
    return height == 0 && (word & napotBit) != 0 ? napotSize : entrySize(height);
  }

  /// Attribute code of a leaf, -1 where its memory type or its permissions are reserved.
  public int attributes(long word) {
    int type = types[(int) typeBits(word)];
    int granted = permissions(word);
    return (type | granted) < 0 ? -1 : Attributes.code(granted, MemoryType.of(type));
  }

  /// The bits of a leaf that hold its memory type.
  long typeBits(long word) {
    return word >>> typeShift & types.length - 1;
  }

  /// Permission bits that a leaf grants, [PermissionField#RESERVED] where their encoding is
  /// reserved.
  int permissions(long word) {
    return leafPermissions[(int) Long.compress(word, leafPermissionMask)];
  }

  /// Permission bits that an entry which points to a table lets pass, [PermissionField#RESERVED]
  /// where their encoding is reserved.
  int tablePermissions(long word) {
    return tablePermissions[(int) Long.compress(word, tablePermissionMask)];
  }

  /// The accessed and dirty bits of a leaf that stay when it gets other attributes.
  ///
  /// @param word the leaf before
  /// @param next the leaf afterwards, without them
  long kept(long word, long next) {
    long bits = word & hardware.leaf();
    return (next & hardware.gate()) == hardware.gate() ? bits : bits & ~hardware.gatedDirty();
  }
}
