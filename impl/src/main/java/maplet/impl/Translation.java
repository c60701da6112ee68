package maplet.impl;

import maplet.model.FaultKind;
import maplet.model.Status;

/// Where the last translation led; overwritten by the next.
public final class Translation {
  private long hpa;
  private int attributes;
  private long pageSize;
  private FaultKind faultKind = FaultKind.TRANSLATION;
  private int faultHeight;

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
