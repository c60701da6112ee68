package maplet.model.arch.aarch64;

import java.util.List;
import java.util.stream.IntStream;
import maplet.model.arch.Citation;
import maplet.model.arch.EntryFormat;
import maplet.model.arch.Field;
import maplet.model.arch.Problem;
import maplet.model.arch.Problems;
import org.apache.commons.lang3.Validate;

/// MAIR_EL2, the Memory Attribute Indirection Register: eight attributes, of which a stage 1
/// descriptor of EL2 names one by its AttrIndx.
///
/// @param word the register's value
public record MairEl2(long word) {
  private static final Citation LAYOUT = ArmRegisters.register("MAIR_EL2");

  /// How many attributes there are.
  public static final int ATTRIBUTES = 8;

  private static final int BITS = 8;

  /// The register's layout.
  public static final EntryFormat FORMAT =
      new EntryFormat(
          "MAIR_EL2",
          LAYOUT,
          IntStream.range(0, ATTRIBUTES).mapToObj(MairEl2::declareAttribute).toList());

  private static Field declareAttribute(int index) {
    return Field.defined(
        "Attr" + index,
        BITS * index + BITS - 1,
        BITS * index,
        "memory attribute of AttrIndx = " + index);
  }

  /// The register with these attributes, from Attr0 on; the rest is zero, Device-nGnRnE.
  ///
  /// @throws IllegalArgumentException when there are more than eight
  public static MairEl2 of(MairAttribute... attributes) {
    Validate.isTrue(
        attributes.length <= ATTRIBUTES, "MAIR_EL2 has no room for %d", attributes.length);
    long word = 0;
    for (int index = 0; index < attributes.length; index++) {
      word |= (long) attributes[index].encode() << BITS * index;
    }
    return new MairEl2(word);
  }

  /// The register with this encoding; every value has one.
  public static MairEl2 decode(long word) {
    return new MairEl2(word);
  }

  /// The 64 bits.
  public long encode() {
    return word;
  }

  /// The meaning of one attribute.
  ///
  /// @param index AttrIndx, 0 to 7
  public MairAttribute attribute(int index) {
    Validate.inclusiveBetween(0, ATTRIBUTES - 1, index, "AttrIndx must be from 0 to 7");
    return MairAttribute.decode((int) (word >>> BITS * index) & (1 << BITS) - 1);
  }

  /// The attributes whose encodings are UNPREDICTABLE on a processor.
  ///
  /// @param xs whether FEAT_XS is implemented
  /// @param tags whether FEAT_MTE2 is
  public List<Problem> problems(boolean xs, boolean tags) {
    Problems problems = new Problems();
    for (int index = 0; index < ATTRIBUTES; index++) {
      MairAttribute attribute = attribute(index);
      String place = "Attr%d = 0x%02x".formatted(index, attribute.encode());
      problems.when(
          attribute instanceof MairAttribute.Reserved, LAYOUT, "%s is UNPREDICTABLE", place);
      problems.when(!xs && needsXs(attribute), LAYOUT, "%s needs FEAT_XS", place);
      problems.when(
          !tags && attribute == MairAttribute.Special.TAGGED, LAYOUT, "%s needs FEAT_MTE2", place);
    }
    return problems.found();
  }

  private static boolean needsXs(MairAttribute attribute) {
    return switch (attribute) {
      case MairAttribute.Device(MairAttribute.DeviceKind _, boolean xs0) -> xs0;
      case MairAttribute.Special special -> special != MairAttribute.Special.TAGGED;
      case MairAttribute.Normal _, MairAttribute.Reserved _ -> false;
    };
  }
}
