package maplet.model.arch.ept;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Problem;
import maplet.model.arch.Problems;

/// The MSR IA32_VMX_EPT_VPID_CAP (index 48CH): what a processor supports of EPT and VPIDs (SDM
/// volume 3D, A.10). It is read-only.
///
/// @param word the MSR's value
public record EptCapabilities(long word) {
  private static final Citation LAYOUT =
      Citation.of("Intel SDM volume 3D", "A.10 VPID and EPT Capabilities");

  /// A capability that has a bit of its own.
  public enum Feature {
    /// Entries may have bits 2:0 = 100b.
    EXECUTE_ONLY(0, "execute-only translations"),
    WALK_LENGTH_4(6, "page-walk length 4"),
    WALK_LENGTH_5(7, "page-walk length 5"),
    /// The EPTP may ask for UC paging structures.
    UNCACHEABLE(8, "paging structures of memory type UC"),
    /// The EPTP may ask for WB paging structures.
    WRITE_BACK(14, "paging structures of memory type WB"),
    PAGES_2M(16, "2-MByte pages"),
    PAGES_1G(17, "1-GByte pages"),
    INVEPT(20, "the INVEPT instruction"),
    ACCESSED_DIRTY(21, "accessed and dirty flags"),
    /// Bits 11:9 of an EPT violation's exit qualification are defined.
    ADVANCED_EXIT_INFORMATION(22, "advanced VM-exit information for EPT violations"),
    SUPERVISOR_SHADOW_STACK(23, "supervisor shadow-stack control"),
    INVEPT_SINGLE_CONTEXT(25, "single-context INVEPT"),
    INVEPT_ALL_CONTEXTS(26, "all-context INVEPT"),
    INVVPID(32, "the INVVPID instruction"),
    INVVPID_ADDRESS(40, "individual-address INVVPID"),
    INVVPID_SINGLE_CONTEXT(41, "single-context INVVPID"),
    INVVPID_ALL_CONTEXTS(42, "all-context INVVPID"),
    INVVPID_RETAINING_GLOBALS(43, "single-context-retaining-globals INVVPID");

    private final int bit;
    private final String meaning;

    Feature(int bit, String meaning) {
      this.bit = bit;
      this.meaning = meaning;
    }

    /// The MSR's bit that reports this capability.
    public Field field() {
      return Field.bit(name(), bit, "1: the processor supports " + meaning);
    }
  }

  /// The largest HLAT prefix size, bits 53:48.
  public static final Field HLAT_PREFIX =
      Field.defined("HLAT prefix size", 53, 48, "the largest that the processor supports");

  /// The MSR's layout. Reserved bits read as zero.
  public static final EntryFormat FORMAT =
      new EntryFormat("IA32_VMX_EPT_VPID_CAP", LAYOUT, fields());

  private static List<Field> fields() {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                HLAT_PREFIX,
                Field.reserved(5, 1),
                Field.reserved(13, 9),
                Field.reserved(15, 15),
                Field.reserved(19, 18),
                Field.reserved(24, 24),
                Field.reserved(31, 27),
                Field.reserved(39, 33),
                Field.reserved(47, 44),
                Field.reserved(63, 54)));
    for (Feature feature : Feature.values()) {
      fields.add(feature.field());
    }
    return fields;
  }

  /// The capabilities of a processor with these features, without HLAT.
  public static EptCapabilities of(Set<Feature> features) {
    long word = 0;
    for (Feature feature : features) {
      word |= feature.field().mask();
    }
    return new EptCapabilities(word);
  }

  /// The capabilities with this encoding; every value has some.
  public static EptCapabilities decode(long word) {
    return new EptCapabilities(word);
  }

  /// The 64 bits.
  public long encode() {
    return word;
  }

  /// Whether the processor has a capability.
  public boolean has(Feature feature) {
    return feature.field().get(word) != 0;
  }

  /// All capabilities with a bit of their own, in the order of their bits.
  public Set<Feature> features() {
    EnumSet<Feature> features = EnumSet.allOf(Feature.class);
    features.removeIf(feature -> !has(feature));
    return Collections.unmodifiableSet(features);
  }

  /// The rules of the MSR that this value breaks: reserved bits read as zero.
  public List<Problem> problems() {
    long reserved = word & FORMAT.reservedMask();
    return new Problems()
        .when(reserved != 0, LAYOUT, "reserved bits 0x%x are set", reserved)
        .found();
  }
}
