package maplet.model.arch.aarch64;

import java.util.Arrays;
import java.util.Optional;
import maplet.model.MemoryType;
import org.apache.commons.lang3.Validate;

/// What one byte of MAIR_EL2 means (Arm ARM, MAIR_EL2, "Attr<n>").
public sealed interface MairAttribute {
  /// The byte, 0 to 255.
  int encode();

  /// The model's memory type; of inner and outer cacheability the weaker counts. Empty for an
  /// encoding that is UNPREDICTABLE.
  Optional<MemoryType> memoryType();

  /// Kinds of Device memory, by gathering, reordering and early write acknowledgement.
  enum DeviceKind {
    NGNRNE,
    NGNRE,
    NGRE,
    GRE
  }

  /// Device memory.
  ///
  /// @param xs0 whether the XS attribute is 0, which needs FEAT_XS
  record Device(DeviceKind kind, boolean xs0) implements MairAttribute {
    @Override
    public int encode() {
      return kind.ordinal() << 2 | (xs0 ? 1 : 0);
    }

    @Override
    public Optional<MemoryType> memoryType() {
      return Optional.of(MemoryType.DEVICE);
    }
  }

  /// Normal memory.
  record Normal(Cacheability outer, Cacheability inner) implements MairAttribute {
    @Override
    public int encode() {
      return outer.encode() << 4 | inner.encode();
    }

    @Override
    public Optional<MemoryType> memoryType() {
      int weaker = Math.min(outer.policy().ordinal(), inner.policy().ordinal());
      return Optional.of(Policy.values()[weaker].memoryType);
    }
  }

  /// Normal memory with an encoding of its own, whose inner half is zero.
  enum Special implements MairAttribute {
    /// Inner and outer Non-cacheable, XS = 0; needs FEAT_XS.
    NON_CACHEABLE_XS0(0x40, MemoryType.NON_CACHEABLE),
    /// Inner and outer Write-Through, Read-Allocate, non-transient, XS = 0; needs FEAT_XS.
    WRITE_THROUGH_XS0(0xa0, MemoryType.WRITE_THROUGH),
    /// Tagged, inner and outer Write-Back, Read- and Write-Allocate, non-transient; needs
    /// FEAT_MTE2.
    TAGGED(0xf0, MemoryType.WRITE_BACK);

    private final int code;
    private final MemoryType type;

    Special(int code, MemoryType type) {
      this.code = code;
      this.type = type;
    }

    @Override
    public int encode() {
      return code;
    }

    @Override
    public Optional<MemoryType> memoryType() {
      return Optional.of(type);
    }
  }

  /// An encoding whose effect is UNPREDICTABLE.
  ///
  /// @param code 0 to 255
  record Reserved(int code) implements MairAttribute {
    @Override
    public int encode() {
      return code;
    }

    @Override
    public Optional<MemoryType> memoryType() {
      return Optional.empty();
    }
  }

  /// How far caches hold Normal memory, from the weakest on.
  enum Policy {
    NON_CACHEABLE(MemoryType.NON_CACHEABLE),
    WRITE_THROUGH(MemoryType.WRITE_THROUGH),
    WRITE_BACK(MemoryType.WRITE_BACK);

    private final MemoryType memoryType;

    Policy(MemoryType memoryType) {
      this.memoryType = memoryType;
    }
  }

  /// The inner or the outer half of a byte for Normal memory.
  ///
  /// @param transientHint a hint that lines won't be used for long
  /// @param readAllocate a hint to allocate on a read
  /// @param writeAllocate a hint to allocate on a write
  record Cacheability(
      Policy policy, boolean transientHint, boolean readAllocate, boolean writeAllocate) {
    public static final Cacheability NON_CACHEABLE =
        new Cacheability(Policy.NON_CACHEABLE, false, false, false);

    /// Refuses hints with Non-cacheable, and a transient hint without any allocation hint, for
    /// which there are no encodings, with an [IllegalArgumentException].
    public Cacheability {
      boolean allocates = readAllocate || writeAllocate;
      Validate.isTrue(
          policy != Policy.NON_CACHEABLE || !transientHint && !allocates,
          "Non-cacheable memory has no hints");
      Validate.isTrue(
          !transientHint || allocates, "the transient hint needs an allocation hint beside it");
    }

    /// Four bits: `00RW` and `01RW` with the transient hint, `10RW` and `11RW` without, 0b0100 for
    /// Non-cacheable.
    int encode() {
      int high =
          switch (policy) {
            case NON_CACHEABLE -> 0b01;
            case WRITE_THROUGH -> transientHint ? 0b00 : 0b10;
            case WRITE_BACK -> transientHint ? 0b01 : 0b11;
          };
      return high << 2 | (readAllocate ? 0b10 : 0) | (writeAllocate ? 0b01 : 0);
    }

    /// @param bits 1 to 15
    static Cacheability decode(int bits) {
      if (bits == 0b0100) {
        return NON_CACHEABLE;
      }
      boolean writeBack = (bits & 0b0100) != 0;
      return new Cacheability(
          writeBack ? Policy.WRITE_BACK : Policy.WRITE_THROUGH,
          (bits & 0b1000) == 0,
          (bits & 0b0010) != 0,
          (bits & 0b0001) != 0);
    }
  }

  /// The meaning of a byte.
  ///
  /// @param code 0 to 255
  static MairAttribute decode(int code) {
    Validate.inclusiveBetween(0, 0xff, code, "an attribute has eight bits");
    int outer = code >>> 4;
    int inner = code & 0xf;
    if (outer == 0) {
      return (code & 0b10) == 0
          ? new Device(DeviceKind.values()[inner >>> 2], (code & 1) != 0)
          : new Reserved(code);
    }
    if (inner != 0) {
      return new Normal(Cacheability.decode(outer), Cacheability.decode(inner));
    }
    Optional<MairAttribute> special =
        Arrays.stream(Special.values())
            .filter(value -> value.code == code)
            .<MairAttribute>map(value -> value)
            .findAny();
    return special.orElseGet(() -> new Reserved(code));
  }
}
