package maplet.harness.attest.bochs;

/// Says what comes of a probe. Tests give broken ones, and see that the emulator contradicts them.
@FunctionalInterface
public interface EptDescription {
  /// The answer that a processor must give.
  EptAnswer answer(EptProbe probe);
}
