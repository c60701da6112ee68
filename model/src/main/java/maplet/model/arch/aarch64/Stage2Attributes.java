package maplet.model.arch.aarch64;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import maplet.model.Attributes;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;
import maplet.model.arch.HardwareFlags;

/// What leaves say of memory besides its address, in one configuration: permissions, memory type
/// and the flags that hardware may set.
final class Stage2Attributes {
  static final Field S2AP =
      Field.defined(
              "S2AP",
              7,
              6,
              "data access permissions",
              new Value(0b00, "none"),
              new Value(0b01, "read"),
              new Value(0b10, "write"),
              new Value(0b11, "read and write"))
          .citing(Stage2Citations.DATA_ACCESS);
  static final Field SH =
      Field.defined(
              "SH",
              9,
              8,
              "shareability; Device memory is Outer Shareable whatever it says",
              new Value(0b00, "Non-shareable"),
              new Value(0b10, "Outer Shareable"),
              new Value(0b11, "Inner Shareable"))
          .citing(Stage2Citations.SHAREABILITY);
  static final Field AF =
      Field.bit("AF", 10, "access flag; a clear one faults while HA is 0")
          .citing(Stage2Citations.SOFTWARE_ACCESS_FLAG);
  static final Field HARDWARE_AF =
      Field.bit("AF", 10, "access flag; hardware sets a clear one")
          .citing(Stage2Citations.HARDWARE_ACCESS_FLAG);
  static final Field DBM =
      Field.bit("DBM", 51, "1: writable, and a write sets S2AP[1], which is the dirty state")
          .citing(Stage2Citations.DIRTY_STATE);
  static final Field XN =
      Field.defined(
              "XN", 54, 54, "execute-never", new Value(0, "executable"), new Value(1, "never"))
          .citing(Stage2Citations.EXECUTE);
  static final Field XN_BY_LEVEL =
      Field.defined(
              "XN",
              54,
              53,
              "execute-never, of EL1 and EL0 apart",
              new Value(0b00, "executable at EL1 and EL0"),
              new Value(0b01, "executable at EL0"),
              new Value(0b10, "never"),
              new Value(0b11, "executable at EL1"))
          .citing(Stage2Citations.EXECUTE_APART);

  private final boolean xnx;
  private final boolean lpa2;
  private final boolean hardwareAccessFlag;
  private final boolean hardwareDirtyState;
  private final Stage2MemoryTypes types;

  Stage2Attributes(Stage2Config config) {
    xnx = config.has(Stage2Feature.XNX);
    lpa2 = config.has(Stage2Feature.LPA2);
    hardwareAccessFlag = config.hardwareAccessFlag();
    hardwareDirtyState = config.has(Stage2Feature.HD);
    types = config.has(Stage2Feature.FWB) ? Stage2MemoryTypes.FORCED : Stage2MemoryTypes.COMBINED;
  }

  /// The fields of a leaf that hold attributes, but for bits 9:8.
  List<Field> fields() {
    List<Field> fields = new ArrayList<>(types.fields());
    fields.add(S2AP);
    fields.add(hardwareAccessFlag ? HARDWARE_AF : AF);
    fields.add(
        hardwareDirtyState
            ? DBM
            : Field.ignored("DBM", 51, 51, "dirty bit modifier; ignored while HD is 0"));
    if (xnx) {
      fields.add(XN_BY_LEVEL);
    } else {
      fields.add(Field.res0(53, 53));
      fields.add(XN);
    }
    return fields;
  }

  /// What a leaf grants.
  Attributes decode(long word) {
    return new Attributes(new Permissions(data(word) | execute(word)), types.decode(word));
  }

  /// S2AP[0] grants reads and S2AP[1] writes, each on its own. R_TYCNM: a leaf with DBM = 1 can be
  /// written, dirty or not, while hardware manages the dirty state.
  private int data(long word) {
    boolean read = (S2AP.get(word) & 0b01) != 0;
    boolean write = (S2AP.get(word) & 0b10) != 0 || isDirtyManaged(word);
    return (read ? Permissions.READ : 0) | (write ? Permissions.WRITE : 0);
  }

  /// Fetches are granted by XN alone. (A fetch needs no read permission while EL2 is AArch64.)
  private int execute(long word) {
    if (!xnx) {
      return XN.get(word) == 0 ? Permissions.EXECUTE : 0;
    }
    return switch ((int) XN_BY_LEVEL.get(word)) {
      case 0b00 -> Permissions.EXECUTE | Permissions.USER_EXECUTE;
      case 0b01 -> Permissions.USER_EXECUTE;
      case 0b11 -> Permissions.EXECUTE;
      default -> 0;
    };
  }

  private boolean isDirtyManaged(long word) {
    return hardwareDirtyState && DBM.get(word) != 0;
  }

  /// All bits of a leaf that hold attributes. New leaves haven't been accessed or written to; where
  /// hardware doesn't note that, they are written as if they had.
  long encode(Attributes attributes) {
    int granted = attributes.permissions().bits();
    boolean device = attributes.memoryType() == MemoryType.DEVICE;
    long word = types.encode(attributes.memoryType());
    // Normal memory is Inner Shareable; Device is always Outer Shareable and SH isn't looked at.
    word = lpa2 ? word : SH.set(word, device ? 0b00 : 0b11);
    word = AF.set(word, hardwareAccessFlag ? 0 : 1);
    long read = granted & Permissions.READ;
    long write = (granted & Permissions.WRITE) != 0 ? 1 : 0;
    word =
        hardwareDirtyState
            ? DBM.set(S2AP.set(word, read), write)
            : S2AP.set(word, read | write << 1);
    return xnx
        ? XN_BY_LEVEL.set(word, executeNever(granted))
        : XN.set(word, (granted & Permissions.EXECUTE) != 0 ? 0 : 1);
  }

  private static long executeNever(int granted) {
    boolean user = (granted & Permissions.USER_EXECUTE) != 0;
    if ((granted & Permissions.EXECUTE) != 0) {
      return user ? 0b00 : 0b11;
    }
    return user ? 0b01 : 0b10;
  }

  /// A leaf after an access that it grants (R_HDTRB, R_NSXRD).
  long afterAccess(long word, boolean write) {
    long next = hardwareAccessFlag ? AF.set(word, 1) : word;
    return write && isDirtyManaged(word) ? S2AP.set(next, S2AP.get(next) | 0b10) : next;
  }

  /// Whether the walk ends because nobody has set the access flag.
  boolean accessFlagFaults(long word) {
    return !hardwareAccessFlag && AF.get(word) == 0;
  }

  HardwareFlags hardwareFlags() {
    return new HardwareFlags(
        hardwareAccessFlag ? AF.mask() : 0,
        hardwareDirtyState ? 0b10L << S2AP.lsb() : 0,
        0,
        hardwareDirtyState);
  }

  /// Codes of all attributes that leaves can express, but for those without any permission.
  BitSet representable() {
    BitSet codes = new BitSet();
    int all = xnx ? Permissions.ALL_BITS : Permissions.RWX.bits();
    for (MemoryType type : types.representable()) {
      for (int bits = 1; bits <= all; bits++) {
        codes.set(Attributes.code(bits, type));
      }
    }
    return codes;
  }
}
