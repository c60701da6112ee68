package maplet.model.arch.aarch64;

import static maplet.model.arch.RegisterWords.assertBroken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import maplet.model.MemoryType;
import maplet.model.arch.RegisterWords;
import maplet.model.arch.aarch64.MairAttribute.Cacheability;
import maplet.model.arch.aarch64.MairAttribute.Device;
import maplet.model.arch.aarch64.MairAttribute.DeviceKind;
import maplet.model.arch.aarch64.MairAttribute.Normal;
import maplet.model.arch.aarch64.MairAttribute.Policy;
import maplet.model.arch.aarch64.MairAttribute.Special;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MairEl2Test {
  private static final Cacheability WRITE_BACK =
      new Cacheability(Policy.WRITE_BACK, false, true, true);

  @Test
  void linuxsAttributesAreRead() {
    // Linux, MAIR_EL1: Device-nGnRnE, Device-nGnRE, Normal-NC, Normal, Normal-Tagged (0xf0).
    MairEl2 register = MairEl2.decode(0xf0_ff44_0400L);
    assertEquals(
        register,
        MairEl2.of(
            new Device(DeviceKind.NGNRNE, false),
            new Device(DeviceKind.NGNRE, false),
            new Normal(Cacheability.NON_CACHEABLE, Cacheability.NON_CACHEABLE),
            new Normal(WRITE_BACK, WRITE_BACK),
            Special.TAGGED));
    assertEquals(List.of(), register.problems(false, true));
    assertBroken("Attr4 = 0xf0 needs FEAT_MTE2", register.problems(true, false));
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, DEVICE",
    "0x04, DEVICE",
    "0x08, DEVICE",
    "0x0c, DEVICE",
    "0x01, DEVICE",
    "0x44, NON_CACHEABLE",
    "0x4f, NON_CACHEABLE",
    "0xf4, NON_CACHEABLE",
    "0x40, NON_CACHEABLE",
    "0xaa, WRITE_THROUGH",
    "0xbf, WRITE_THROUGH",
    "0xfb, WRITE_THROUGH",
    "0x33, WRITE_THROUGH",
    "0xa0, WRITE_THROUGH",
    "0x1f, WRITE_THROUGH",
    "0xff, WRITE_BACK",
    "0xcc, WRITE_BACK",
    "0x77, WRITE_BACK",
    "0xf0, WRITE_BACK"
  })
  void attributesHaveMemoryTypes(String code, MemoryType type) {
    assertEquals(Optional.of(type), MairAttribute.decode(Integer.decode(code)).memoryType());
  }

  @Test
  void everyByteHasOneMeaning() {
    for (int code = 0; code < 256; code++) {
      MairAttribute attribute = MairAttribute.decode(code);
      assertEquals(code, attribute.encode());
      boolean device = code < 0x10 && (code & 2) == 0;
      boolean normal = code >= 0x10 && (code & 0xf) != 0;
      boolean special = code == 0x40 || code == 0xa0 || code == 0xf0;
      Class<? extends MairAttribute> expected =
          device
              ? Device.class
              : normal ? Normal.class : special ? Special.class : MairAttribute.Reserved.class;
      assertInstanceOf(expected, attribute);
      assertEquals(expected != MairAttribute.Reserved.class, attribute.memoryType().isPresent());
    }
  }

  @Test
  void halvesAreTheManualsTable() {
    assertEquals(
        new Normal(
            new Cacheability(Policy.WRITE_THROUGH, true, true, false),
            new Cacheability(Policy.WRITE_BACK, false, false, false)),
        MairAttribute.decode(0x2c));
    assertEquals(
        new Normal(
            new Cacheability(Policy.WRITE_BACK, true, false, true),
            new Cacheability(Policy.WRITE_THROUGH, false, false, false)),
        MairAttribute.decode(0x58));
  }

  @Test
  void unpredictableEncodingsAreNamed() {
    assertBroken("Attr2 = 0x02 is UNPREDICTABLE", MairEl2.decode(0x02_0000).problems(true, true));
    assertBroken("Attr7 = 0x50", MairEl2.decode(0x50L << 56).problems(true, true));
    assertBroken("Attr0 = 0x0d needs FEAT_XS", MairEl2.decode(0x0d).problems(false, true));
    assertBroken("Attr1 = 0x40 needs FEAT_XS", MairEl2.decode(0x4000).problems(false, true));
    assertBroken("Attr1 = 0xa0 needs FEAT_XS", MairEl2.decode(0xa000).problems(false, true));
    assertEquals(List.of(), MairEl2.decode(0xff_a040_0d00L).problems(true, false));
  }

  @Test
  void whatHasNoEncodingIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Cacheability(Policy.NON_CACHEABLE, true, false, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Cacheability(Policy.NON_CACHEABLE, false, true, false));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Cacheability(Policy.NON_CACHEABLE, false, false, true));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Cacheability(Policy.WRITE_BACK, true, false, false));
    assertThrows(IllegalArgumentException.class, () -> MairAttribute.decode(256));
    assertThrows(IllegalArgumentException.class, () -> MairEl2.decode(0).attribute(8));
    assertThrows(IllegalArgumentException.class, () -> MairEl2.of(new MairAttribute[9]));
  }

  @Test
  void allBitsAreDeclared() {
    RegisterWords.roundTrip(MairEl2::decode, MairEl2::encode, MairEl2.FORMAT);
    RegisterWords.roundTrip(
        MairEl2::decode,
        register ->
            MairEl2.of(
                    IntStream.range(0, MairEl2.ATTRIBUTES)
                        .mapToObj(register::attribute)
                        .toArray(MairAttribute[]::new))
                .encode(),
        MairEl2.FORMAT);
  }
}
