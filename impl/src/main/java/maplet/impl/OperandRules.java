package maplet.impl;

import maplet.model.Attributes;
import maplet.model.Capabilities;
import maplet.model.Rule;

/// The rules that operands obey before anything is looked up, in the order of [Rule], and the rule
/// that the last operation broke.
final class OperandRules {
  private final int inputBits;
  private final int outputBits;
  private final long granule;
  private final boolean[] representable = new boolean[Attributes.CODES];

  private long base;
  private long end;
  private Rule broken = Rule.NONE;
  private long operand;

  OperandRules(Capabilities capabilities) {
    inputBits = capabilities.inputBits();
    outputBits = capabilities.outputBits();
    granule = capabilities.granule();
    for (int code = 0; code < representable.length; code++) {
      representable[code] = capabilities.represents(code);
    }
  }

  long base() {
    return base;
  }

  long end() {
    return end;
  }

  void setSpace(long newBase, long size) {
    base = newBase;
    end = newBase + size;
  }

  Rule broken() {
    return broken;
  }

  long operand() {
    return operand;
  }

  void accept() {
    broken = Rule.NONE;
  }

  /// Remembers the rule that an operation breaks.
  ///
  /// @return false, for the caller to return
  boolean refuse(Rule rule, long value) {
    broken = rule;
    operand = value;
    return false;
  }

  boolean isInside(long gpa) {
    return gpa >= base && gpa < end;
  }

  /// Whether a new address space may lie there.
  boolean acceptsSpace(long newBase, long size) {
    if (!acceptsShape(newBase, 0, size)) {
      return false;
    }
    if (newBase + size - 1 >>> inputBits != 0) {
      return refuse(Rule.INPUT_WIDTH, newBase);
    }
    return true;
  }

  /// Whether a range is well-formed and lies in the address space.
  ///
  /// @param hpa 0 where the operation has none
  boolean acceptsRange(long gpa, long hpa, long size) {
    if (!acceptsShape(gpa, hpa, size)) {
      return false;
    }
    if (Long.compareUnsigned(gpa, base) < 0 || Long.compareUnsigned(gpa + size, end) > 0) {
      return refuse(Rule.OUT_OF_RANGE, gpa);
    }
    return true;
  }

  /// Whether a range of bytes is well-formed.
  boolean acceptsBytes(long gpa, long size) {
    accept();
    if (size == 0) {
      return refuse(Rule.EMPTY, size);
    }
    return Long.compareUnsigned(gpa + size, gpa) > 0 || refuse(Rule.OVERFLOW, gpa);
  }

  /// Whether free addresses can be searched for like this.
  boolean acceptsSearch(long size, long alignment) {
    if (!acceptsShape(0, 0, size)) {
      return false;
    }
    boolean isPower = alignment != 0 && (alignment & alignment - 1) == 0;
    boolean isLarge = Long.compareUnsigned(alignment, granule) >= 0;
    return isPower && isLarge || refuse(Rule.POWER_OF_TWO, alignment);
  }

  /// Whether a range is well-formed and lies in the input range: a table's range.
  ///
  /// @param hpa 0 where the operation has none
  boolean acceptsRegion(long gpa, long hpa, long size) {
    return acceptsShape(gpa, hpa, size) && acceptsInput(gpa, gpa + size - 1);
  }

  /// Whether one leaf may lie there.
  ///
  /// @param isPageSize whether the page size is the regime's
  boolean acceptsPage(long gpa, long hpa, long pageSize, boolean isPageSize) {
    accept();
    if (!isPageSize) {
      return refuse(Rule.PAGE_SIZE, pageSize);
    }
    if (!acceptsAlignment(gpa, pageSize) || !acceptsAlignment(hpa, pageSize)) {
      return false;
    }
    if (gpa + pageSize == 0) {
      return refuse(Rule.OVERFLOW, gpa);
    }
    return acceptsInput(gpa, gpa + pageSize - 1);
  }

  boolean acceptsAlignment(long address, long pageSize) {
    return (address & pageSize - 1) == 0 || refuse(Rule.ALIGNMENT, address);
  }

  /// Whether the addresses from `gpa` to `last` fit the input width.
  boolean acceptsInput(long gpa, long last) {
    return ((gpa | last) >>> inputBits) == 0 || refuse(Rule.INPUT_WIDTH, gpa);
  }

  boolean acceptsHost(long hpa, long size) {
    if ((hpa >>> outputBits) != 0 || (hpa + size - 1 >>> outputBits) != 0) {
      return refuse(Rule.OUTPUT_WIDTH, hpa);
    }
    return true;
  }

  boolean acceptsAttributes(int attributes) {
    if (Attributes.permissionBits(attributes) == 0) {
      return refuse(Rule.NO_PERMISSION, attributes);
    }
    if (attributes < 0 || attributes >= Attributes.CODES || !representable[attributes]) {
      return refuse(Rule.REPRESENTABLE, attributes);
    }
    return true;
  }

  private boolean acceptsShape(long gpa, long hpa, long size) {
    accept();
    if (size == 0) {
      return refuse(Rule.EMPTY, size);
    }
    long offsetInGranule = granule - 1;
    if ((gpa & offsetInGranule) != 0) {
      return refuse(Rule.ALIGNMENT, gpa);
    }
    if ((hpa & offsetInGranule) != 0) {
      return refuse(Rule.ALIGNMENT, hpa);
    }
    if ((size & offsetInGranule) != 0) {
      return refuse(Rule.ALIGNMENT, size);
    }
    if (Long.compareUnsigned(gpa + size, gpa) <= 0) {
      return refuse(Rule.OVERFLOW, gpa);
    }
    return true;
  }
}
