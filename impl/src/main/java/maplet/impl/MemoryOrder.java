package maplet.impl;

/// What a single access to the guest's memory promises to other processors.
public enum MemoryOrder {
  /// Nothing; the address need not be aligned, and the bytes may be moved one by one.
  PLAIN,
  /// A load is an acquire, a store a release; the access is one, and its address aligned.
  ACQUIRE_RELEASE,
  /// As [#ACQUIRE_RELEASE], and all such accesses have one order.
  VOLATILE
}
