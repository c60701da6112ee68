package maplet.harness.subject;

/// Takes the leaves that a subject's walk of its table shows.
public interface LeafSink {
  /// A leaf; each has a higher guest address than the one before.
  ///
  /// @param gpa first guest address that it maps
  /// @param hpa host address of the first byte
  /// @param attributes code as in [maplet.model.Attributes#code]
  /// @param pageSize bytes
  void leaf(long gpa, long hpa, int attributes, long pageSize);
}
