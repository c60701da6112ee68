package maplet.harness.trace;

import org.apache.commons.lang3.Validate;

/// The host on which a trace's address space or page table is created.
///
/// @param refuseFrom the allocator refuses this frame request of the creation (1 is its first) and
///   all of its later ones; 0 refuses none
/// @param refuseOnce whether it refuses none of the later ones
/// @param recycled whether the first frames that it has are ones that came back
public record Creation(int refuseFrom, boolean refuseOnce, boolean recycled) {
  /// A host that refuses nothing, and whose frames nobody had before.
  public static final Creation PLAIN = new Creation(0, false, false);

  public Creation {
    Validate.isTrue(refuseFrom >= 0, "refuseFrom (%d) must be 0 or more", refuseFrom);
    Validate.isTrue(refuseFrom > 0 || !refuseOnce, "refuseOnce needs a request that is refused");
  }
}
