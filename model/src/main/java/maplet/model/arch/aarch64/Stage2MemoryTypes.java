package maplet.model.arch.aarch64;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import maplet.model.MemoryType;
import maplet.model.arch.Field;
import maplet.model.arch.Field.Value;

/// How leaves name memory types, which depends on HCR_EL2.FWB.
enum Stage2MemoryTypes {
  /// FWB = 0: MemAttr\[3:0\] says the outer cacheability, then the inner; stage 1 can only weaken
  /// it.
  COMBINED {
    @Override
    List<Field> fields() {
      return List.of(MEM_ATTR);
    }

    // MemAttr[3:2] is 0b00 for Device memory, else the outer cacheability; MemAttr[1:0] is then
    // the inner one. Maplet's memory types don't tell inner from outer: the weaker of the two
    // counts. Inner 0b00 is reserved, and taken for the weakest.
    @Override
    MemoryType decode(long word) {
      long outer = MEM_ATTR.get(word) >>> 2;
      long inner = MEM_ATTR.get(word) & 0b11;
      if (outer == 0b00) {
        return MemoryType.DEVICE;
      }
      return switch ((int) Math.min(outer, inner)) {
        case 0b00, 0b01 -> MemoryType.NON_CACHEABLE;
        case 0b10 -> MemoryType.WRITE_THROUGH;
        default -> MemoryType.WRITE_BACK;
      };
    }

    @Override
    long encode(MemoryType type) {
      return MEM_ATTR.set(
          0,
          switch (type) {
            case DEVICE -> 0b0001; // nGnRE: what a hypervisor gives devices; nGnRnE is for few
            case NON_CACHEABLE -> 0b0101;
            case WRITE_THROUGH -> 0b1010;
            case WRITE_BACK -> 0b1111;
            case WRITE_PROTECTED -> throw notRepresentable(type);
          });
    }

    @Override
    Set<MemoryType> representable() {
      return EnumSet.complementOf(EnumSet.of(MemoryType.WRITE_PROTECTED));
    }
  },

  /// FWB = 1: MemAttr\[2:0\] says the type itself, whatever stage 1 says (0b111 apart).
  FORCED {
    @Override
    List<Field> fields() {
      return List.of(FORCED_MEM_ATTR, Field.res0(5, 5));
    }

    // Table D8-101. 0b111 leaves the type to stage 1, so that stage 2 restricts it no more than
    // Write-Back without FWB does (I_MCQKW), and counts as that. 0b100 is reserved, and taken for
    // the weakest Normal type, as the pseudocode (AArch64.S2ApplyFWBMemAttrs) does.
    @Override
    MemoryType decode(long word) {
      return switch ((int) FORCED_MEM_ATTR.get(word)) {
        case 0b110, 0b111 -> MemoryType.WRITE_BACK;
        case 0b100, 0b101 -> MemoryType.NON_CACHEABLE;
        default -> MemoryType.DEVICE;
      };
    }

    @Override
    long encode(MemoryType type) {
      return FORCED_MEM_ATTR.set(
          0,
          switch (type) {
            case DEVICE -> 0b001;
            case NON_CACHEABLE -> 0b101;
            case WRITE_BACK -> 0b110;
            case WRITE_THROUGH, WRITE_PROTECTED -> throw notRepresentable(type);
          });
    }

    @Override
    Set<MemoryType> representable() {
      return EnumSet.of(MemoryType.WRITE_BACK, MemoryType.NON_CACHEABLE, MemoryType.DEVICE);
    }
  };

  private static final Field MEM_ATTR =
      Field.defined(
              "MemAttr",
              5,
              2,
              "memory type, without FWB: outer in 3:2, inner in 1:0",
              new Value(0b0000, "Device-nGnRnE"),
              new Value(0b0001, "Device-nGnRE"),
              new Value(0b0010, "Device-nGRE"),
              new Value(0b0011, "Device-GRE"),
              new Value(0b0101, "Normal, Non-cacheable"),
              new Value(0b0110, "Normal, outer Non-cacheable, inner Write-Through"),
              new Value(0b0111, "Normal, outer Non-cacheable, inner Write-Back"),
              new Value(0b1001, "Normal, outer Write-Through, inner Non-cacheable"),
              new Value(0b1010, "Normal, Write-Through"),
              new Value(0b1011, "Normal, outer Write-Through, inner Write-Back"),
              new Value(0b1101, "Normal, outer Write-Back, inner Non-cacheable"),
              new Value(0b1110, "Normal, outer Write-Back, inner Write-Through"),
              new Value(0b1111, "Normal, Write-Back"))
          .citing(Stage2Citations.MEMORY_TYPE);

  private static final Field FORCED_MEM_ATTR =
      Field.defined(
              "MemAttr",
              4,
              2,
              "memory type, with FWB",
              new Value(0b000, "Device-nGnRnE"),
              new Value(0b001, "Device-nGnRE"),
              new Value(0b010, "Device-nGRE"),
              new Value(0b011, "Device-GRE"),
              new Value(0b101, "Normal, Non-cacheable (Device where stage 1 says so)"),
              new Value(0b110, "Normal, Write-Back"),
              new Value(0b111, "what stage 1 says"))
          .citing(Stage2Citations.FORCED_MEMORY_TYPE);

  /// The fields of a leaf, bits 5:2.
  abstract List<Field> fields();

  abstract MemoryType decode(long word);

  /// The word with just these fields.
  abstract long encode(MemoryType type);

  abstract Set<MemoryType> representable();

  private static IllegalArgumentException notRepresentable(MemoryType type) {
    return new IllegalArgumentException("not representable: " + type);
  }
}
