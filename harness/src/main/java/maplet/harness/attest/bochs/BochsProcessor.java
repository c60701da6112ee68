package maplet.harness.attest.bochs;

import java.util.List;
import maplet.model.RegimeId;
import maplet.model.arch.ept.Ept;
import maplet.model.arch.ept.EptCapabilities;

/// The processor models of Bochs that differ in their EPT. All have 40 physical address bits,
/// execute-only translations and page-walk length 4; none has length 5 or mode-based execute
/// control.
public enum BochsProcessor {
  /// With 1 GiB pages and accessed and dirty flags.
  ICE_LAKE("corei7_icelake_u", 0xf01_0633_4141L, "ept-4-pa40", true),
  /// Without both.
  SANDY_BRIDGE("corei7_sandy_bridge_2600k", 0xf01_0611_4141L, "ept-4-pa40-no1g", false);

  private final String model;
  private final long capabilities;
  private final String regime;
  private final boolean accessedDirty;

  BochsProcessor(String model, long capabilities, String regime, boolean accessedDirty) {
    this.model = model;
    this.capabilities = capabilities;
    this.regime = regime;
    this.accessedDirty = accessedDirty;
  }

  /// Bochs's name for it, the `model` of its `cpu` option.
  public String model() {
    return model;
  }

  /// IA32_VMX_EPT_VPID_CAP, which the guest reads and [BochsMachine] compares.
  public EptCapabilities capabilities() {
    return EptCapabilities.decode(capabilities);
  }

  /// The regimes of its EPTPs: without accessed and dirty flags, and where it has them, with.
  public List<Ept> regimes() {
    Ept plain = Ept.of(RegimeId.parse(regime));
    return accessedDirty ? List.of(plain, Ept.of(RegimeId.parse(regime + "-ad"))) : List.of(plain);
  }
}
