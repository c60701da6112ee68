package maplet.impl;

import maplet.impl.table.PageTable;
import maplet.impl.table.TableFormat;
import maplet.impl.table.TableWalk;
import maplet.model.FaultKind;
import maplet.model.Permissions;
import maplet.model.Status;

/// Where the last translation led; overwritten by the next.
public final class Translation {
  private long hpa;
  private int attributes;
  private long pageSize;
  private FaultKind faultKind = FaultKind.TRANSLATION;
  private int faultHeight;

  /// Walks the tables for an access.
  ///
  /// @param gpa any 64-bit value
  /// @param permission the permission bit that the access needs
  Status translate(TableFormat format, PageTable table, long gpa, int permission) {
    if (gpa >>> format.capabilities().inputBits() != 0) {
      return fault(FaultKind.TRANSLATION, format.levels() - 1);
    }
    long walked = table.walk(gpa, permission);
    long place = TableWalk.place(walked);
    if (TableWalk.isFault(walked)) {
      return fault(TableWalk.fault(walked), table.height(place));
    }
    long word = table.word(place);
    int height = table.height(place);
    long size = format.leafSize(word, height);
    int type = format.attributes(word) & ~Permissions.ALL_BITS;
    return reach(
        format.address(word, height) | gpa & size - 1, type | TableWalk.granted(walked), size);
  }

  Status reach(long address, int attributeCode, long size) {
    hpa = address;
    attributes = attributeCode;
    pageSize = size;
    return Status.TRANSLATED;
  }

  Status fault(FaultKind kind, int height) {
    faultKind = kind;
    faultHeight = height;
    return Status.FAULT;
  }

  /// Host physical address of the very byte; meaningful after [Status#TRANSLATED].
  public long hpa() {
    return hpa;
  }

  /// Attribute code of the leaf; meaningful after [Status#TRANSLATED].
  public int attributes() {
    return attributes;
  }

  /// Bytes that the leaf maps; meaningful after [Status#TRANSLATED].
  public long pageSize() {
    return pageSize;
  }

  /// Why the walk faulted; meaningful after [Status#FAULT].
  public FaultKind faultKind() {
    return faultKind;
  }

  /// Height of the entry that decided the fault, the root's where the address is too wide;
  /// meaningful after [Status#FAULT].
  public int faultHeight() {
    return faultHeight;
  }
}
