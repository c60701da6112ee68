package maplet.impl.arch.aarch64;

import maplet.impl.table.AddressField;
import maplet.impl.table.EntryChecks;
import maplet.impl.table.EntryKinds;
import maplet.impl.table.Geometry;
import maplet.impl.table.HardwareBits;
import maplet.impl.table.Napot;
import maplet.impl.table.PermissionField;
import maplet.impl.table.TableFormat;
import maplet.impl.table.Upkeep;
import maplet.model.Capabilities;
import maplet.model.FaultKind;
import maplet.model.RegimeId;

/// AArch64 VMSAv8-64 stage 2 as the tables see it (Arm ARM DDI 0487, D8.3).
public final class Stage2Formats {
  static final long VALID = 1L;
  static final long TABLE_OR_PAGE = 1L << 1;

  /// An invalidation by IPA takes IPA\[51:12\], whatever the granule.
  private static final Upkeep UPKEEP = new Upkeep(12, true, true, false);

  private Stage2Formats() {}

  /// The regime with this name.
  public static TableFormat of(RegimeId id) {
    Stage2Options options = Stage2Options.of(id);
    Stage2Leaves leaves = new Stage2Leaves(options);
    AddressField address = addressField(options);
    return new TableFormat(
        id.toString(),
        new Capabilities(
            options.inputBits(),
            options.outputBits(),
            options.pageShifts(),
            leaves.representable()),
        new Geometry(options.levels(), options.highestLeaf(), options.rootTables()),
        new EntryKinds(
            VALID,
            TABLE_OR_PAGE,
            TABLE_OR_PAGE,
            VALID | TABLE_OR_PAGE,
            leaves.words(),
            TABLE_OR_PAGE),
        address,
        leaves.permissionField(),
        PermissionField.EVERYTHING,
        leaves.typeField(),
        UPKEEP,
        hardwareBits(options),
        checks(options, address));
  }

  /// Address bits 47 down to the granule lie where they are; DS = 1 adds 49:48 there and 51:50 in
  /// bits 9:8, FEAT_LPA 51:48 in bits 15:12 of 64 KiB descriptors.
  private static AddressField addressField(Stage2Options options) {
    long aboveGranule = -1L << options.granuleShift();
    if (options.lpa2()) {
      return new AddressField((1L << 50) - 1 & aboveGranule, 0, 0x300, 42);
    }
    long mask = (1L << 48) - 1 & aboveGranule;
    return options.lpa() ? new AddressField(mask, 0, 0xf000, 36) : new AddressField(mask, 0);
  }

  private static HardwareBits hardwareBits(Stage2Options options) {
    if (options.hd()) {
      return new HardwareBits(
          Stage2Leaves.ACCESS_FLAG | Stage2Leaves.S2AP_WRITE,
          Stage2Leaves.S2AP_WRITE,
          Stage2Leaves.DIRTY_BIT_MODIFIER,
          0);
    }
    return options.ha() ? new HardwareBits(Stage2Leaves.ACCESS_FLAG, 0, 0, 0) : HardwareBits.NONE;
  }

  /// No bit is reserved with a fault; where a level has no blocks, and at level 3, bit 1 = 0 is
  /// invalid. Address bits that PS doesn't allow make an address size fault.
  private static EntryChecks checks(Stage2Options options, AddressField address) {
    long tooHigh = -1L << options.outputBits();
    long oversized =
        tooHigh >>> address.shift() & address.mask()
            | tooHigh >>> address.highShift() & address.highMask();
    return new EntryChecks(
        new long[options.levels()],
        new long[options.levels()],
        TABLE_OR_PAGE,
        0,
        options.ha() ? 0 : Stage2Leaves.ACCESS_FLAG,
        0,
        true,
        Napot.NONE,
        oversized,
        FaultKind.TRANSLATION);
  }
}
