package maplet.impl.table;

/// Is shown a table tree, depth first, by ascending guest address. It must not change the tree.
public interface TableVisitor {
  /// A table is about to be looked through.
  ///
  /// @param gpa first guest address that it translates
  /// @param height of its entries, 0 where all of them map granules
  /// @param table its physical address; of a root of several frames, of the first
  default void enter(long gpa, int height, long table) {}

  /// A leaf.
  ///
  /// @param gpa first guest address that it maps
  /// @param hpa host address of the first byte
  /// @param attributes code as in [maplet.model.Attributes#code]
  /// @param pageSize bytes
  void leaf(long gpa, long hpa, int attributes, long pageSize);

  /// All that is below a table has been shown; not called for tables in which a walk was stopped by
  /// its limit.
  ///
  /// @param gpa as for [#enter]
  /// @param height as for [#enter]
  /// @param table as for [#enter]
  default void leave(long gpa, int height, long table) {}
}
