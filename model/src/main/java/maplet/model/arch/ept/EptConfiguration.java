package maplet.model.arch.ept;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.RegimeId;

/// What a processor can do and what a hypervisor switches on, as far as entries depend on it. A
/// regime's name says all of it.
///
/// @param levels the page-walk length, 4 or 5 (EPTP bits 5:3 plus one)
/// @param physicalBits MAXPHYADDR, 36 to 52
/// @param executeOnly IA32_VMX_EPT_VPID_CAP bit 0: entries may grant execution without reading
/// @param largestLeaf height of the largest leaves: 2 with 1 GiB pages (capability bit 17), 1 with
///   2 MiB pages only (bit 16), 0 without both
/// @param userExecute mode-based execute control is on: bit 10 is for user-mode fetches
/// @param accessedDirty accessed and dirty flags are on (EPTP bit 6)
/// @param virtualizationException the VM-execution control "EPT-violation #VE" is on: bit 63 of an
///   entry suppresses the exception
/// @param ignorePat the hypervisor sets bit 6 of each leaf, so that the guest's PAT has no say
record EptConfiguration(
    int levels,
    int physicalBits,
    boolean executeOnly,
    int largestLeaf,
    boolean userExecute,
    boolean accessedDirty,
    boolean virtualizationException,
    boolean ignorePat) {
  private static final int DEFAULT_LEVELS = 4;
  private static final int DEFAULT_PHYSICAL_BITS = 46;

  /// Reads a regime's name: `ept-4` or `ept-5`, then in this order `paN` for a MAXPHYADDR other
  /// than 46, `noxo`, `no2m` or `no1g` for what the processor lacks, and `mbe`, `ad`, `ve`, `ipat`
  /// for what is on.
  static EptConfiguration parse(RegimeId id) {
    int levels = Integer.parseInt(id.takeOneOf(List.of("4", "5")));
    int physicalBits = id.takeNumber("pa").orElse(DEFAULT_PHYSICAL_BITS);
    if (physicalBits < 36 || physicalBits > 52) {
      throw id.bad("must have a MAXPHYADDR from pa36 to pa52, not pa" + physicalBits);
    }
    boolean no2m = id.take("no2m");
    boolean no1g = id.take("no1g");
    if (no2m && no1g) {
      throw id.bad("must leave no1g out: no2m says that too");
    }
    return new EptConfiguration(
        levels,
        physicalBits,
        !id.take("noxo"),
        no2m ? 0 : no1g ? 1 : 2,
        id.take("mbe"),
        id.take("ad"),
        id.take("ve"),
        id.take("ipat"));
  }

  /// The regime's name.
  String id() {
    List<String> words = new ArrayList<>(List.of("ept", Integer.toString(levels)));
    add(words, physicalBits != DEFAULT_PHYSICAL_BITS, "pa" + physicalBits);
    add(words, !executeOnly, "noxo");
    add(words, largestLeaf == 0, "no2m");
    add(words, largestLeaf == 1, "no1g");
    add(words, userExecute, "mbe");
    add(words, accessedDirty, "ad");
    add(words, virtualizationException, "ve");
    add(words, ignorePat, "ipat");
    return String.join("-", words);
  }

  /// What sets it apart, in words.
  List<String> features() {
    List<String> words = new ArrayList<>();
    add(words, levels != DEFAULT_LEVELS, "page-walk length " + levels);
    add(words, physicalBits != DEFAULT_PHYSICAL_BITS, "MAXPHYADDR " + physicalBits);
    add(words, !executeOnly, "no execute-only pages");
    add(words, largestLeaf == 0, "no huge pages");
    add(words, largestLeaf == 1, "no 1 GiB pages");
    add(words, userExecute, "mode-based execute control");
    add(words, accessedDirty, "accessed and dirty flags");
    add(words, virtualizationException, "EPT-violation #VE, suppressed by leaves");
    add(words, ignorePat, "ignore-PAT");
    return List.copyOf(words);
  }

  private static void add(List<String> words, boolean condition, String word) {
    if (condition) {
      words.add(word);
    }
  }

  int inputBits() {
    return 12 + 9 * levels;
  }

  /// Whether an entry may grant these permissions: no writing without reading, and without
  /// execute-only translations no execution either (29.3.3.1).
  boolean isLegal(int permissionBits) {
    boolean reads = (permissionBits & Permissions.READ) != 0;
    boolean writes = (permissionBits & Permissions.WRITE) != 0;
    return reads || !writes && executeOnly;
  }

  /// Every permission that entries have a bit for.
  int allPermissions() {
    return userExecute ? Permissions.ALL_BITS : Permissions.ALL_BITS & ~Permissions.USER_EXECUTE;
  }

  /// The codes of the attributes that leaves can have: legal permissions, with each memory type.
  BitSet representable() {
    BitSet codes = new BitSet();
    for (MemoryType type : MemoryType.values()) {
      for (int bits = 1; bits <= allPermissions(); bits++) {
        if (isLegal(bits)) {
          codes.set(Attributes.code(bits, type));
        }
      }
    }
    return codes;
  }
}
