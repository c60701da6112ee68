package maplet.model.arch.aarch64;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;
import maplet.model.arch.Problem;
import org.apache.commons.lang3.Validate;

/// VTCR_EL2, the Virtualization Translation Control Register, for VMSAv8-64 (Arm ARM D24.2.224).
///
/// Every 64-bit value can be decoded; [#problems] says which rules it breaks. A stage 2 translation
/// under a value whose T0SZ, SL0 and TG0 don't fit together ends in a translation fault at level 0.
///
/// @param word the register's value
public record VtcrEl2(long word) {
  static final Citation LAYOUT = ArmRegisters.register("VTCR_EL2");

  public static final Field T0SZ = Field.defined("T0SZ", 5, 0, "the IPA size is 64 - T0SZ bits");
  public static final Field SL0 =
      Field.defined("SL0", 7, 6, "start level, depending on TG0 and SL2");
  public static final Field IRGN0 = cacheability("IRGN0", 8, "Inner");
  public static final Field ORGN0 = cacheability("ORGN0", 10, "Outer");
  public static final Field SH0 =
      Field.defined(
          "SH0",
          13,
          12,
          "shareability of table walks, and with DS of the mapped memory; 1 is reserved",
          new Value(0b00, "Non-shareable"),
          new Value(0b10, "Outer Shareable"),
          new Value(0b11, "Inner Shareable"));
  public static final Field TG0 =
      Field.defined(
          "TG0",
          15,
          14,
          "translation granule; 3 is reserved",
          new Value(0b00, "4KB"),
          new Value(0b01, "64KB"),
          new Value(0b10, "16KB"));
  public static final Field PS =
      Field.defined(
          "PS",
          18,
          16,
          "output address size",
          new Value(0b000, "32 bits"),
          new Value(0b001, "36 bits"),
          new Value(0b010, "40 bits"),
          new Value(0b011, "42 bits"),
          new Value(0b100, "44 bits"),
          new Value(0b101, "48 bits"),
          new Value(0b110, "52 bits where descriptors can hold them, else 48"),
          new Value(0b111, "56 bits, with VMSAv9-128 only"));
  public static final Field VS =
      Field.defined("VS", 19, 19, "VMID size", new Value(0, "8 bits"), new Value(1, "16 bits"));
  public static final Field HA = Field.bit("HA", 21, "1: hardware sets the access flag");
  public static final Field HD = Field.bit("HD", 22, "1: hardware manages the dirty state");
  public static final Field HWU =
      Field.defined("HWU62:HWU59", 28, 25, "hardware may use bits 62:59 of leaf descriptors");
  public static final Field NSW =
      Field.bit("NSW", 29, "Secure state: tables of the Non-secure IPA space are Non-secure");
  public static final Field NSA =
      Field.bit("NSA", 30, "Secure state: the Non-secure IPA space maps Non-secure memory");
  public static final Field RES1 =
      Field.defined("RES1", 31, 31, "written as one", new Value(1, "1"));
  public static final Field DS =
      Field.bit("DS", 32, "1: 52-bit addresses in 4KB and 16KB descriptors (FEAT_LPA2)");
  public static final Field SL2 =
      Field.bit("SL2", 33, "with DS and 4KB: 1 and SL0 = 0 start at level -1");

  /// Bits of features that Maplet's processors lack, and bits without any meaning; all are RES0.
  static final List<Field> RES0 =
      List.of(Field.res0(20, 20), Field.res0(24, 23), Field.res0(63, 34));

  /// The register's layout. Bits 45:34 belong to FEAT_THE, FEAT_D128, FEAT_S2PIE, FEAT_S2POE,
  /// FEAT_HAFT and FEAT_HDBSS.
  public static final EntryFormat FORMAT =
      EntryFormat.of(
          "VTCR_EL2",
          LAYOUT,
          T0SZ,
          SL0,
          IRGN0,
          ORGN0,
          SH0,
          TG0,
          PS,
          VS,
          RES0.get(0),
          HA,
          HD,
          RES0.get(1),
          HWU,
          NSW,
          NSA,
          RES1,
          DS,
          SL2,
          RES0.get(2));

  private static final List<Integer> OUTPUT_BITS = List.of(32, 36, 40, 42, 44, 48, 52);
  private static final int WRITE_BACK_ALLOCATE = 0b01;
  private static final int INNER_SHAREABLE = 0b11;

  private static Field cacheability(String name, int lsb, String where) {
    return Field.defined(
        name,
        lsb + 1,
        lsb,
        where + " cacheability of table walks",
        new Value(0b00, "Non-cacheable"),
        new Value(0b01, "Write-Back, Write-Allocate"),
        new Value(0b10, "Write-Through, no Write-Allocate"),
        new Value(0b11, "Write-Back, no Write-Allocate"));
  }

  /// The value for a configuration, with tables in Inner Shareable Write-Back memory.
  ///
  /// @throws IllegalArgumentException when the configuration can't be expressed: a start level that
  ///   the granule has no code for, an output size without a code, an IPA of 64 bits or none
  public static VtcrEl2 of(Stage2Configuration configuration) {
    TranslationGranule granule = configuration.granule();
    int outputCode = OUTPUT_BITS.indexOf(configuration.outputBits());
    Validate.isTrue(
        outputCode >= 0,
        "outputBits (%d) must be one of %s",
        configuration.outputBits(),
        OUTPUT_BITS);
    int startCode = StartLevels.code(granule, configuration.startLevel());
    Validate.isTrue(
        startCode >= 0,
        "startLevel (%d) must be one that %s has a code for",
        configuration.startLevel(),
        granule);
    long word = RES1.mask();
    word = T0SZ.set(word, 64L - configuration.inputBits());
    word = SL0.set(word, startCode & 0b11);
    word = SL2.set(word, startCode >>> 2);
    word = IRGN0.set(word, WRITE_BACK_ALLOCATE);
    word = ORGN0.set(word, WRITE_BACK_ALLOCATE);
    word = SH0.set(word, INNER_SHAREABLE);
    word = TG0.set(word, granule.tg0());
    word = PS.set(word, outputCode);
    word = VS.set(word, configuration.wideVmids() ? 1 : 0);
    word = HA.set(word, configuration.accessFlagUpdates() ? 1 : 0);
    word = HD.set(word, configuration.dirtyStateUpdates() ? 1 : 0);
    return new VtcrEl2(DS.set(word, configuration.largeAddresses() ? 1 : 0));
  }

  /// The register with this encoding; every value has one.
  public static VtcrEl2 decode(long word) {
    return new VtcrEl2(word);
  }

  /// The 64 bits.
  public long encode() {
    return word;
  }

  /// The value with another one in a field.
  ///
  /// @throws IllegalArgumentException when it doesn't fit
  public VtcrEl2 with(Field field, long value) {
    return new VtcrEl2(field.set(word, value));
  }

  /// Whether a field of one bit is set.
  public boolean is(Field field) {
    return field.get(word) != 0;
  }

  /// The granule, unless TG0 is reserved.
  public Optional<TranslationGranule> granule() {
    return TranslationGranule.ofTg0(TG0.get(word));
  }

  /// IPA size in bits, 1 to 64.
  public int inputBits() {
    return 64 - (int) T0SZ.get(word);
  }

  /// The start level that SL2 and SL0 stand for; empty where their combination is reserved.
  public OptionalInt startLevel() {
    return granule().map(this::startLevel).orElse(OptionalInt.empty());
  }

  private OptionalInt startLevel(TranslationGranule granule) {
    // SL2 is RES0 unless DS is 1 and the granule 4 KiB.
    boolean extended = granule == TranslationGranule.KIB_4 && is(DS) && is(SL2);
    return StartLevels.level(granule, (int) SL0.get(word) | (extended ? 0b100 : 0));
  }

  /// Output address size in bits that PS asks for under TG0 and DS: 32 to 52.
  ///
  /// PS = 0b110 means 48 bits where descriptors can't hold 52, and 0b111 what 0b110 means. What the
  /// processor implements limits it further.
  public int outputBits() {
    int bits = OUTPUT_BITS.get((int) Math.min(PS.get(word), OUTPUT_BITS.size() - 1));
    boolean wideDescriptors = is(DS) || granule().equals(Optional.of(TranslationGranule.KIB_64));
    return wideDescriptors ? bits : Math.min(bits, 48);
  }

  /// The rules that this value breaks on a processor, in the order of the register's bits.
  public List<Problem> problems(Stage2Processor processor) {
    return new VtcrRules(this, processor).problems();
  }

  /// What the value means on a processor where it breaks no rule.
  ///
  /// @return the output size limited to what the processor implements
  /// @throws IllegalArgumentException when it breaks one; the message lists them
  public Stage2Configuration configuration(Stage2Processor processor) {
    List<Problem> problems = problems(processor);
    Validate.isTrue(problems.isEmpty(), "VTCR_EL2 = 0x%x: %s", word, problems);
    return new Stage2Configuration(
        granule().orElseThrow(),
        inputBits(),
        startLevel().orElseThrow(),
        Math.min(outputBits(), processor.physicalBits()),
        is(DS),
        is(HA),
        is(HD),
        is(VS));
  }
}
