package maplet.model.arch.ept;

/// What the descriptions of EPT's registers and VMCS fields have in common.
final class EptRegisters {
  /// The manual; VMX fills chapters 24 to 33 of its volume 3C, and appendix A of volume 3D.
  static final String SDM = "Intel SDM volume 3C";

  private EptRegisters() {}
}
