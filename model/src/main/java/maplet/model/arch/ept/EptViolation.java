package maplet.model.arch.ept;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import maplet.model.Access;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Problem;
import maplet.model.arch.Problems;

/// The exit qualification of an EPT violation (SDM volume 3C, 28.2.1, Table 28-7).
///
/// @param word the qualification as VMREAD sees it
public record EptViolation(long word) {
  static final Citation LAYOUT =
      Citation.of(
          EptRegisters.SDM,
          "28.2.1 Basic VM-Exit Information, Table 28-7 Exit Qualification for EPT Violations");

  public static final Field READ = Field.bit("data read", 0, "the access was a data read");
  public static final Field WRITE = Field.bit("data write", 1, "the access was a data write");
  public static final Field FETCH =
      Field.bit("instruction fetch", 2, "the access was an instruction fetch");

  /// The AND of bits 2:0 of all entries that were used, bits 5:3.
  public static final Field GRANTED =
      Field.defined(
          "RWX of the entries",
          5,
          3,
          "AND of bits 2:0 of the entries used; with mode-based execute control 5 is supervisor's");

  /// The AND of bit 10 of all entries that were used; undefined without mode-based execute control.
  public static final Field USER_EXECUTABLE =
      Field.bit("XU of the entries", 6, "AND of bit 10 of the entries used");

  public static final Field LINEAR_ADDRESS_VALID =
      Field.bit("linear address valid", 7, "the guest linear-address field is valid");

  /// Whether the guest's translation was done; reserved (0) where bit 7 is clear.
  public static final Field FINAL_TRANSLATION =
      Field.bit(
          "final translation",
          8,
          "1: the access was to the linear address's translation, 0: to a guest paging structure");

  public static final Field USER_MODE =
      Field.bit("user-mode address", 9, "1: the linear address is a user-mode one");
  public static final Field WRITABLE_PAGE =
      Field.bit("read/write page", 10, "1: guest paging allows writes");
  public static final Field EXECUTE_DISABLED_PAGE =
      Field.bit("execute-disable page", 11, "1: guest paging disables execution");
  public static final Field NMI_UNBLOCKING =
      Field.bit("NMI unblocking", 12, "NMI unblocking due to IRET");
  public static final Field SHADOW_STACK_ACCESS =
      Field.bit("shadow-stack access", 13, "the access was a shadow-stack access");
  public static final Field SHADOW_STACK_PAGE =
      Field.bit("shadow-stack page", 14, "bit 60 of the entry that maps the page");
  public static final Field PAGING_VERIFICATION =
      Field.bit("guest-paging verification", 15, "guest-paging verification caused the violation");
  public static final Field ASYNCHRONOUS =
      Field.bit("asynchronous", 16, "the access was asynchronous to instruction execution");

  /// The qualification's layout.
  public static final EntryFormat FORMAT =
      EntryFormat.of(
          "exit qualification of an EPT violation",
          LAYOUT,
          READ,
          WRITE,
          FETCH,
          GRANTED,
          USER_EXECUTABLE,
          LINEAR_ADDRESS_VALID,
          FINAL_TRANSLATION,
          USER_MODE,
          WRITABLE_PAGE,
          EXECUTE_DISABLED_PAGE,
          NMI_UNBLOCKING,
          SHADOW_STACK_ACCESS,
          SHADOW_STACK_PAGE,
          PAGING_VERIFICATION,
          ASYNCHRONOUS,
          Field.reserved(63, 17));

  /// The qualification with this encoding; every value has one.
  public static EptViolation decode(long word) {
    return new EptViolation(word);
  }

  /// The 64 bits.
  public long encode() {
    return word;
  }

  /// Whether a field of one bit is set.
  public boolean is(Field field) {
    return field.get(word) != 0;
  }

  /// The qualification with a field of one bit set.
  public EptViolation with(Field field) {
    return new EptViolation(field.set(word, 1));
  }

  /// What the guest did, bits 2:0. A fetch is an [Access#EXECUTE], whoever's it was. A
  /// read-modify-write may be reported as both a read and a write.
  public Set<Access> accesses() {
    EnumSet<Access> accesses = EnumSet.noneOf(Access.class);
    if (is(READ)) {
      accesses.add(Access.READ);
    }
    if (is(WRITE)) {
      accesses.add(Access.WRITE);
    }
    if (is(FETCH)) {
      accesses.add(Access.EXECUTE);
    }
    return accesses;
  }

  /// The rules of the format that this value breaks.
  public List<Problem> problems() {
    long reserved = word & FORMAT.reservedMask();
    return new Problems()
        .when(reserved != 0, LAYOUT, "reserved bits 0x%x are set", reserved)
        .when(
            is(FINAL_TRANSLATION) && !is(LINEAR_ADDRESS_VALID),
            LAYOUT,
            "bit 8 is set, which is reserved while bit 7 is clear")
        .found();
  }
}
