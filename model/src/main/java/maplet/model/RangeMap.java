package maplet.model;

/// A piecewise constant function from addresses to a difference and a tag: the store that [Rules]
/// work on.
///
/// It is a sorted sequence of disjoint *runs* `[start, end)`. Each run has the difference between
/// host and guest address, which is the same for all of its addresses, and a tag, which holds what
/// else is known of them (see [MappingTag] and [AreaTag]). Addresses are in bytes, from 0 to 2^59;
/// every range that is passed must satisfy `start < end`.
///
/// Reading goes through a position, so that it needs no objects. Writing invalidates the position.
public interface RangeMap {
  /// Moves to the first run that ends above the address: the run that holds it, or else the next
  /// one. Any 64-bit address may be asked; it is compared as a signed number.
  ///
  /// @return false when there is no such run; then there is no position
  boolean seek(long address);

  /// Moves to the following run.
  ///
  /// @return false when the current run was the last; then there is no position
  boolean next();

  /// The first address of the current run.
  long start();

  /// One more than the last address of the current run.
  long end();

  /// Host address minus guest address throughout the current run; 0 for runs without host
  /// addresses.
  long delta();

  /// What else is known of the current run.
  int tag();

  /// Makes `[start, end)` one run, in place of whatever was there. Runs that reach into the range
  /// are cut.
  void assign(long start, long end, long delta, int tag);

  /// Removes whatever was in `[start, end)`. Runs that reach into the range are cut.
  void erase(long start, long end);

  /// Number of runs.
  int size();

  /// Removes every run.
  void clear();
}
