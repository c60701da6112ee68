package maplet.harness.attest.qemu;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import maplet.harness.attest.Answer;
import maplet.harness.attest.MachineMemory;
import maplet.harness.attest.Probe;
import maplet.harness.attest.TableImage;
import maplet.model.Access;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.RegimeId;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult.Update;
import maplet.model.arch.aarch64.Stage2Configuration;
import maplet.model.arch.aarch64.TranslationGranule;
import maplet.model.arch.aarch64.VtcrEl2;

/// AArch64's stage 2: the guest program `aarch64`, which runs at EL2.
final class AArch64Dialect implements Dialect {
  private static final long RAM = 0x4000_0000L;
  private static final long COMPANION = 0x4a00_0000L;
  private static final long REAL = 4;

  private static final long HCR_VM = 1;
  private static final long HCR_DC = 1 << 12;
  private static final long HCR_RW = 1L << 31;
  private static final long HCR_TEA = 1L << 37;
  private static final long HCR_FWB = 1L << 46;

  private static final long FRAME_NUMBER = 0xffff;
  private static final long PAGE = 0xf_ffff_ffff_f000L;
  private static final long PAGE_OFFSET = 0xfff;
  private static final long PAR_FAULT = 1;
  private static final long PAR_STAGE_2 = 1 << 9;
  private static final int PAR_ATTR_SHIFT = 56;
  private static final long EXTERNAL_ABORT = 0b01_0000;
  private static final long STATUS = 0x3f;

  /// EC, IL, FnV, EA, CM, S1PTW, WnR and the status code: what an abort reports besides the
  /// instruction's own syndrome.
  private static final long ABORT_KNOWN = 0xfe00_0000L | 0x7ff;

  private static final long FETCH_KNOWN = 0xfe00_0000L | 0x6bf;

  private final Map<String, VtcrEl2> controls = new HashMap<>();

  @Override
  public String architecture() {
    return "aarch64";
  }

  @Override
  public String program() {
    return "qemu-system-aarch64";
  }

  @Override
  public String compiler() {
    return "aarch64-linux-gnu-gcc";
  }

  @Override
  public String packages() {
    return "qemu-system-arm gcc-aarch64-linux-gnu";
  }

  @Override
  public List<String> machine(String regime) {
    return List.of(
        "-M", "virt,virtualization=on,gic-version=3", "-cpu", narrow(regime) ? NARROW : "max");
  }

  private static final String NARROW = "neoverse-n1";

  /// Blocks of level 1 with the 64 KiB granule depend on FEAT_LPA, which `max` has.
  private static boolean narrow(String regime) {
    return regime.startsWith("aarch64-64k-")
        && !regime.contains("-lpa")
        && !regime.contains("-fwb")
        && regime.contains("-l1");
  }

  @Override
  public Optional<String> whyNot(String regime, Access access) {
    if (!regime.startsWith("aarch64-")) {
      return Optional.of("another architecture");
    }
    return regime.startsWith("aarch64-el2-")
        ? Optional.of("the guest program runs at EL2 itself, so its own stage 1 can't be probed")
        : Optional.empty();
  }

  @Override
  public MachineMemory memory(String regime) {
    return new VirtMemory(
        RAM,
        0x40_0000_0000L,
        0x100_0000_0000L,
        AArch64Dialect::tag,
        OptionalLong.of(COMPANION),
        narrow(regime) ? 48 : 52);
  }

  /// Two instructions BRK that name their frame.
  private static long tag(long address) {
    long brk = 0xd420_0000L | (address >>> 12 & FRAME_NUMBER) << 5;
    return brk << 32 | brk;
  }

  @Override
  public void putRegisters(ByteBuffer request, TableImage image) {
    String regime = image.regime();
    long forced = regime.contains("-fwb") ? HCR_FWB : 0;
    request.putLong(controls.computeIfAbsent(regime, AArch64Dialect::control).encode());
    request.putLong(image.root());
    request.putLong(HCR_VM | HCR_DC | HCR_RW | HCR_TEA | forced);
    request.putLong(image.companion().orElseThrow());
  }

  private static VtcrEl2 control(String regime) {
    RegimeId id = RegimeId.parse(regime);
    String granule = id.takeOneOf(List.of("4k", "16k", "64k"));
    boolean wide = id.take("lpa2");
    boolean wide64 = id.take("lpa");
    boolean dirty = id.take("hd");
    return VtcrEl2.of(
        new Stage2Configuration(
            TranslationGranule.valueOf("KIB_" + granule.substring(0, granule.length() - 1)),
            id.takeNumber("ipa").orElseThrow(),
            id.take("lm1") ? -1 : id.takeNumber("l").orElseThrow(),
            id.takeNumber("pa").orElse(wide || wide64 ? 52 : 48),
            wide,
            id.take("ha") || dirty,
            dirty,
            false));
  }

  /// A quarter of the loads and stores are the guest's own.
  @Override
  public long access(Probe probe) {
    boolean real = (probe.gpa() >>> 3 & 3) == 0;
    return probe.access().ordinal() | (real ? REAL : 0);
  }

  /// The guest's `enum ending`.
  @Override
  public Answer answer(Probe probe, long[] words, List<Update> updates) {
    return switch ((int) words[0]) {
      case 0 -> byInstruction(probe, words[1], updates);
      case 1, 6 -> externalAbort(words, updates);
      case 2 -> abort(probe, words, updates);
      case 3 -> new Answer.Reached(words[1] << 12, FRAME_NUMBER << 12, Optional.empty(), updates);
      case 4 ->
          new Answer.Reached(
              (words[1] >>> 5 & FRAME_NUMBER) << 12, FRAME_NUMBER << 12, Optional.empty(), updates);
      case 5 ->
          words[1] == -1
              ? new Answer.Unexpected("a store went somewhere that can't be told", updates)
              : new Answer.Reached(words[1], -1, Optional.empty(), updates);
      default -> unexpected(words, updates);
    };
  }

  /// PAR_EL1 after an address translation instruction.
  private static Answer byInstruction(Probe probe, long par, List<Update> updates) {
    if ((par & PAR_FAULT) == 0) {
      return new Answer.Reached(
          par & PAGE | probe.gpa() & PAGE_OFFSET,
          -1,
          Optional.of(type(par >>> PAR_ATTR_SHIFT)),
          updates);
    }
    long status = par >>> 1 & STATUS;
    if ((par & PAR_STAGE_2) == 0) {
      return new Answer.Unexpected("a fault of stage 1, PAR_EL1 0x%x".formatted(par), updates);
    }
    return fault(status, new Syndrome(status, 0), STATUS, 0, updates);
  }

  /// An attribute byte of MAIR_ELx, as PAR_EL1 reports it; of outer and inner the weaker counts.
  private static MemoryType type(long attribute) {
    int outer = (int) attribute >>> 4;
    return outer == 0 ? MemoryType.DEVICE : weaker(cached(outer), cached((int) attribute & 0xf));
  }

  private static MemoryType cached(int nibble) {
    if (nibble == 0b0100) {
      return MemoryType.NON_CACHEABLE;
    }
    return (nibble & 0b0100) == 0 ? MemoryType.WRITE_THROUGH : MemoryType.WRITE_BACK;
  }

  private static MemoryType weaker(MemoryType one, MemoryType other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /// ESR_EL2 of an aborted address translation instruction, or ESR_EL1 of an exception that the
  /// guest took itself.
  private static Answer externalAbort(long[] words, List<Update> updates) {
    long status = words[1] & STATUS;
    return isExternal(status) ? nowhere(status, updates) : unexpected(words, updates);
  }

  private static boolean isExternal(long status) {
    return status == EXTERNAL_ABORT || status > 0b01_0010 && status <= 0b01_0111;
  }

  private static Answer nowhere(long status, List<Update> updates) {
    return status == EXTERNAL_ABORT
        ? new Answer.Nowhere(false, OptionalInt.empty(), updates)
        : new Answer.Nowhere(true, OptionalInt.of((int) status - 0b01_0100), updates);
  }

  /// ESR_EL2 and HPFAR_EL2 of an abort that came to EL2. HPFAR_EL2 is UNKNOWN after a permission
  /// fault.
  private static Answer abort(Probe probe, long[] words, List<Update> updates) {
    long status = words[1] & STATUS;
    if (isExternal(status)) {
      return nowhere(status, updates);
    }
    boolean data = probe.access() == Access.READ || probe.access() == Access.WRITE;
    boolean permission = status >>> 2 == 0b11;
    return fault(
        status,
        new Syndrome(words[1], words[2]),
        data ? ABORT_KNOWN : FETCH_KNOWN,
        permission ? 0 : -1,
        updates);
  }

  /// The fault status codes of stage 2 (ESR_EL2.ISS.DFSC).
  private static Answer fault(
      long status, Syndrome syndrome, long causeKnown, long detailKnown, List<Update> updates) {
    FaultKind kind =
        switch ((int) status >>> 2) {
          case 0b0000 -> FaultKind.ADDRESS_SIZE;
          case 0b0001 -> FaultKind.TRANSLATION;
          case 0b0010 -> FaultKind.ACCESS_FLAG;
          case 0b0011 -> FaultKind.PERMISSION;
          default -> status == 0b10_1001 ? FaultKind.ADDRESS_SIZE : FaultKind.TRANSLATION;
        };
    int level = status < 0b01_0000 ? (int) status & 0b11 : -1;
    if (level < 0 && status != 0b10_1001 && status != 0b10_1011) {
      return new Answer.Unexpected("fault status code 0x%x".formatted(status), updates);
    }
    return new Answer.Faulted(
        Optional.of(kind), OptionalInt.of(level), syndrome, causeKnown, detailKnown, updates);
  }

  private static Answer unexpected(long[] words, List<Update> updates) {
    return new Answer.Unexpected(
        "the guest ended with %d: 0x%x, 0x%x, 0x%x"
            .formatted(words[0], words[1], words[2], words[3]),
        updates);
  }
}
