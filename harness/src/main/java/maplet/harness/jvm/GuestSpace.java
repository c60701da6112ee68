package maplet.harness.jvm;

import maplet.model.Access;
import maplet.model.Layer;

/// One address space, or one page table, of an implementation that is checked; an adapter to it.
///
/// Addresses and sizes are in bytes; attributes are codes as in [maplet.model.Attributes#code]:
/// read, write and execute in bits 0 to 2, user-execute in bit 3, the memory type from bit 4 on.
/// What isn't overridden answers that it isn't supported; the profile must then leave it out.
public interface GuestSpace {
  /// How a range is backed.
  enum How {
    /// By host memory from an address on; with the largest pages that fit.
    LINEAR,
    /// By zeroed frames of the host, at once.
    ALLOCATED,
    /// By zeroed frames of the host, each at the first fault.
    ON_DEMAND,
    /// By host memory from an address on, with the smallest pages. Tables only.
    SMALL
  }

  /// Makes it; the first call.
  ///
  /// @param base first guest address of a space
  /// @param size of a space; both are 0 for a table, which has the regime's whole input range
  Answer create(Layer layer, long base, long size);

  /// Physical address of the root table; asked once, when the space or table was created.
  long root();

  /// Maps a range.
  ///
  /// @param hpa where it is in host memory; 0 for frames
  default Answer map(long gpa, long size, long hpa, int attributes, How how) {
    return Answer.unsupported();
  }

  /// Unmaps whatever there is in a range.
  default Answer unmap(long gpa, long size) {
    return Answer.unsupported();
  }

  /// Changes the attributes of a range.
  default Answer protect(long gpa, long size, int attributes) {
    return Answer.unsupported();
  }

  /// Resolves a guest's fault: RESOLVED, SPURIOUS, or refused.
  default Answer fault(long gpa, Access access) {
    return Answer.unsupported();
  }

  /// Asks where an access would go: [Answer#translated], or [Answer#fault], or FAULT_REFUSED where
  /// the profile's answers leave out why.
  default Answer translate(long gpa, Access access) {
    return Answer.unsupported();
  }

  /// Unmaps everything.
  default Answer clear() {
    return Answer.unsupported();
  }

  /// Gives every frame back, the root's too; the last call.
  void destroy();
}
