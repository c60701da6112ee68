package maplet.model.arch.ept;

import java.util.List;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;
import maplet.model.arch.Problem;
import maplet.model.arch.Problems;
import maplet.model.arch.ept.EptCapabilities.Feature;
import org.apache.commons.lang3.Validate;

/// The extended-page-table pointer, a VM-execution control field of 64 bits (SDM volume 3C,
/// 25.6.11).
///
/// Every 64-bit value is an EPTP; [#problems] says whether VM entry accepts it.
///
/// @param word the field as VMREAD and VMWRITE see it
public record Eptp(long word) {
  private static final Citation LAYOUT =
      Citation.of(
          EptRegisters.SDM,
          "25.6.11 Extended-Page-Table Pointer (EPTP), Table 25-9 Format of EPTP");
  private static final Citation VM_ENTRY =
      Citation.of(EptRegisters.SDM, "27.2.1.1 VM-Execution Control Fields");

  /// Memory type of the EPT paging structures, bits 2:0.
  public static final Field MEMORY_TYPE =
      Field.defined(
          "memory type",
          2,
          0,
          "of accesses to the EPT paging structures; other values are reserved",
          new Value(0, "UC"),
          new Value(6, "WB"));

  /// One less than the page-walk length, bits 5:3.
  public static final Field WALK_LENGTH =
      Field.defined(
          "page-walk length - 1",
          5,
          3,
          "number of levels, less one",
          new Value(3, "4 levels"),
          new Value(4, "5 levels"));

  /// Enables accessed and dirty flags, bit 6.
  public static final Field ACCESSED_DIRTY =
      Field.bit("accessed and dirty", 6, "1: the processor sets accessed and dirty flags");

  /// Enables access rights for supervisor shadow-stack pages, bit 7.
  public static final Field SHADOW_STACK =
      Field.bit(
          "supervisor shadow stack", 7, "1: access rights of shadow-stack pages are enforced");

  private static final long ADDRESS = (1L << 52) - (1L << 12);
  private static final Field RESERVED_LOW = Field.reserved(11, 8);

  /// An EPTP with all reserved bits clear.
  ///
  /// @param memoryType 0 to 7; 0 is UC, 6 is WB
  /// @param walkLength number of levels, 1 to 8
  /// @param address physical address of the root table, a multiple of 4096 below 2^52
  /// @throws IllegalArgumentException when a value doesn't fit its field
  public static Eptp of(
      int memoryType, int walkLength, boolean accessedDirty, boolean shadowStack, long address) {
    Validate.isTrue(
        (address & ~ADDRESS) == 0, "address (0x%x) must be a multiple of 4096 below 2^52", address);
    long word = MEMORY_TYPE.set(address, memoryType);
    word = WALK_LENGTH.set(word, walkLength - 1L);
    word = ACCESSED_DIRTY.set(word, accessedDirty ? 1 : 0);
    return new Eptp(SHADOW_STACK.set(word, shadowStack ? 1 : 0));
  }

  /// The EPTP with this encoding; every value has one.
  public static Eptp decode(long word) {
    return new Eptp(word);
  }

  /// The 64 bits.
  public long encode() {
    return word;
  }

  /// The layout, on a processor of a given physical-address width.
  ///
  /// @param physicalBits MAXPHYADDR, 13 to 52
  public static EntryFormat format(int physicalBits) {
    return EntryFormat.of(
        "EPTP",
        LAYOUT,
        MEMORY_TYPE,
        WALK_LENGTH,
        ACCESSED_DIRTY,
        SHADOW_STACK,
        RESERVED_LOW,
        Field.address(physicalBits - 1, 12, "physical address of the root table"),
        Field.reserved(63, physicalBits));
  }

  /// The memory type's code, 0 to 7.
  public int memoryType() {
    return (int) MEMORY_TYPE.get(word);
  }

  /// The number of levels, 1 to 8.
  public int walkLength() {
    return (int) WALK_LENGTH.get(word) + 1;
  }

  /// Whether the processor sets accessed and dirty flags.
  public boolean accessedDirty() {
    return ACCESSED_DIRTY.get(word) != 0;
  }

  /// Whether access rights of supervisor shadow-stack pages are enforced.
  public boolean shadowStack() {
    return SHADOW_STACK.get(word) != 0;
  }

  /// Physical address of the root table: bits 51:12.
  public long address() {
    return word & ADDRESS;
  }

  /// The checks of VM entry that this EPTP fails; empty when it is accepted.
  ///
  /// @param capabilities what IA32_VMX_EPT_VPID_CAP reports
  /// @param physicalBits MAXPHYADDR, 13 to 52
  public List<Problem> problems(EptCapabilities capabilities, int physicalBits) {
    long reserved = word & format(physicalBits).reservedMask();
    boolean typeIsSupported =
        switch (memoryType()) {
          case 0 -> capabilities.has(Feature.UNCACHEABLE);
          case 6 -> capabilities.has(Feature.WRITE_BACK);
          default -> false;
        };
    boolean lengthIsSupported =
        switch (walkLength()) {
          case 4 -> capabilities.has(Feature.WALK_LENGTH_4);
          case 5 -> capabilities.has(Feature.WALK_LENGTH_5);
          default -> false;
        };
    return new Problems()
        .when(
            !typeIsSupported,
            VM_ENTRY,
            "bits 2:0: the processor doesn't support memory type %d for EPT paging structures",
            memoryType())
        .when(
            !lengthIsSupported,
            VM_ENTRY,
            "bits 5:3: the processor doesn't support a page-walk length of %d",
            walkLength())
        .when(
            accessedDirty() && !capabilities.has(Feature.ACCESSED_DIRTY),
            VM_ENTRY,
            "bit 6: the processor doesn't support accessed and dirty flags for EPT")
        .when(
            shadowStack() && !capabilities.has(Feature.SUPERVISOR_SHADOW_STACK),
            VM_ENTRY,
            "bit 7: the processor doesn't support supervisor shadow-stack control for EPT")
        .when(
            reserved != 0,
            VM_ENTRY,
            "reserved bits 0x%x are set (11:8 and 63:%d must be 0)",
            reserved,
            physicalBits)
        .found();
  }
}
