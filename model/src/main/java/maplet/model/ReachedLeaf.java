package maplet.model;

/// What the last operation that reached a leaf found there.
final class ReachedLeaf {
  long hpa;
  int attributes;
  long pageSize;

  void set(long newHpa, int newAttributes, long newPageSize) {
    hpa = newHpa;
    attributes = newAttributes;
    pageSize = newPageSize;
  }
}
