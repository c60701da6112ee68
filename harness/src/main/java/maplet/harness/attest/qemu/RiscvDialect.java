package maplet.harness.attest.qemu;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import maplet.harness.attest.Answer;
import maplet.harness.attest.MachineMemory;
import maplet.harness.attest.Probe;
import maplet.harness.attest.TableImage;
import maplet.model.Access;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult.Update;
import maplet.model.arch.riscv.Hgatp;

/// RISC-V's G-stage: the guest program `riscv`, which runs in M-mode.
final class RiscvDialect implements Dialect {
  private static final long RAM = 0x8000_0000L;
  private static final long OPCODE = 0x7b;
  private static final long NUMBERS = 0x1ff_ffff;
  private static final long NAMED = NUMBERS << 3;
  private static final long NO_TRAP = -1;
  private static final long ILLEGAL_INSTRUCTION = 2;
  private static final long MENVCFG_PBMTE = 1L << 62;
  private static final long MENVCFG_ADUE = 1L << 61;

  @Override
  public String architecture() {
    return "riscv";
  }

  @Override
  public String program() {
    return "qemu-system-riscv64";
  }

  @Override
  public String compiler() {
    return "riscv64-linux-gnu-gcc";
  }

  @Override
  public String packages() {
    return "qemu-system-misc gcc-riscv64-linux-gnu";
  }

  @Override
  public List<String> machine(String regime) {
    String extensions =
        (regime.contains("-svpbmt") ? ",svpbmt=true" : "")
            + (regime.contains("-svnapot") ? ",svnapot=true" : "");
    return List.of("-M", "virt", "-bios", "none", "-cpu", "rv64,h=true" + extensions);
  }

  @Override
  public Optional<String> whyNot(String regime, Access access) {
    return regime.startsWith("riscv-") ? Optional.empty() : Optional.of("another architecture");
  }

  @Override
  public MachineMemory memory(String regime) {
    return new VirtMemory(
        RAM, 0x4_0000_0000L, 0x8_0000_0000L, RiscvDialect::tag, OptionalLong.empty(), Long.SIZE);
  }

  /// Two illegal instructions that name their address.
  private static long tag(long address) {
    long instruction = OPCODE | (address >>> 3 & NUMBERS) << 7;
    return instruction << 32 | instruction;
  }

  @Override
  public void putRegisters(ByteBuffer request, TableImage image) {
    String regime = image.regime();
    Hgatp.Mode mode =
        regime.contains("-sv39x4")
            ? Hgatp.Mode.SV39X4
            : regime.contains("-sv48x4") ? Hgatp.Mode.SV48X4 : Hgatp.Mode.SV57X4;
    request.putLong(Hgatp.of(mode, 0, image.root()).encode());
    request.putLong(
        (regime.contains("-svpbmt") ? MENVCFG_PBMTE : 0)
            | (regime.contains("-svadu") ? MENVCFG_ADUE : 0));
    request.putLong(0).putLong(0);
  }

  @Override
  public long access(Probe probe) {
    return probe.access().ordinal();
  }

  @Override
  public Answer answer(Probe probe, long[] words, List<Update> updates) {
    boolean fetch = probe.access() == Access.EXECUTE || probe.access() == Access.USER_EXECUTE;
    long cause = words[0];
    if (cause == (fetch ? ILLEGAL_INSTRUCTION : NO_TRAP)) {
      return reached(probe, words[1], updates);
    }
    if (cause >= 20 && cause <= 23 && cause != 22) {
      return new Answer.Faulted(
          Optional.empty(), OptionalInt.empty(), new Syndrome(cause, words[2]), -1, -1, updates);
    }
    // Access faults, of a fetch, a load and a store: the walk's or the access's own.
    if (cause == 1 || cause == 5 || cause == 7) {
      return new Answer.Nowhere(false, OptionalInt.empty(), updates);
    }
    return new Answer.Unexpected(
        "mcause %d, mtval 0x%x, mtval2 0x%x".formatted(cause, words[1], words[2]), updates);
  }

  private static Answer reached(Probe probe, long value, List<Update> updates) {
    if (probe.access() == Access.WRITE) {
      return value == -1
          ? new Answer.Unexpected("a store went somewhere that can't be told", updates)
          : new Answer.Reached(value, -1, Optional.empty(), updates);
    }
    boolean tagged = (value & 0x7f) == OPCODE;
    return tagged
        ? new Answer.Reached((value >>> 7 & NUMBERS) << 3, NAMED, Optional.empty(), updates)
        : new Answer.Unexpected("memory has no tag but 0x%x".formatted(value), updates);
  }
}
