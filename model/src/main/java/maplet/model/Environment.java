package maplet.model;

/// What a model can't choose: which frames the host's allocator handed out during one operation,
/// and whether it refused one.
public interface Environment {
  /// The answer of [#frameFor] where the host installed no frame.
  long NO_FRAME = -1;

  /// The host frame that this operation installed for a page.
  ///
  /// @param gpa guest address of the page, a multiple of the granule
  /// @return host address, a multiple of the granule and within the output width, or [#NO_FRAME]
  long frameFor(long gpa);

  /// Bytes of the host's memory that follow each other from a host address on, 0 where there is
  /// none; a host that isn't told has memory everywhere.
  default long hostMemory(long hpa) {
    return Long.MAX_VALUE;
  }

  /// Whether the host refused a frame, for memory or for a table, during this operation.
  boolean refused();
}
