package maplet.model.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class VttbrEl2Properties {
  private static final Stage2Configuration PLAIN =
      new Stage2Configuration(TranslationGranule.KIB_4, 40, 1, 48, false, false, false, false);
  private static final Stage2Configuration EXTENDED =
      new Stage2Configuration(TranslationGranule.KIB_64, 52, 1, 52, false, false, false, true);

  @Property
  void fieldsAreReadBack(@ForAll short vmid, @ForAll long base, @ForAll boolean common) {
    int narrow = vmid & 0xff;
    long low = base & 0xffff_ffff_fffeL;
    VttbrEl2 register = VttbrEl2.of(PLAIN, narrow, low, common);
    assertEquals(narrow, register.vmid(PLAIN));
    assertEquals(low, register.base(PLAIN));
    assertEquals(common, register.common());
    long wide = base & 0xf_ffff_ffff_ffc0L;
    VttbrEl2 extended = VttbrEl2.of(EXTENDED, vmid & 0xffff, wide, common);
    assertEquals(vmid & 0xffff, extended.vmid(EXTENDED));
    assertEquals(wide, extended.base(EXTENDED));
    assertEquals(common, extended.common());
  }
}
