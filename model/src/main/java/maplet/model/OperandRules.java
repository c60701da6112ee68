package maplet.model;

/// The rules that look at operands only, and the record of the first rule that was broken.
///
/// Each method examines its rules in the order of [Rule] and answers whether all of them hold. The
/// caller combines them with `&&`, so that the first broken rule is the one on record.
final class OperandRules {
  private final Capabilities capabilities;
  private final long granule;
  private final long inputLimit;
  private final long outputLimit;

  private Status status = Status.DONE;
  private Rule rule = Rule.NONE;
  private long operand;
  private long nearest;
  private boolean hasNearest;

  OperandRules(Capabilities capabilities) {
    this.capabilities = capabilities;
    granule = capabilities.granule();
    inputLimit = capabilities.inputLimit();
    outputLimit = capabilities.outputLimit();
  }

  /// EMPTY, ALIGNMENT and OVERFLOW, of a range of guest addresses and the host address that belongs
  /// to it; an operation without a host address passes 0, which breaks no rule.
  boolean rangeIsWellFormed(long gpa, long hpa, long size) {
    if (size == 0) {
      return refuse(Status.INVALID_INPUT, Rule.EMPTY, size, granule);
    }
    if (((gpa | hpa | size) & granule - 1) != 0) {
      long unaligned = isAligned(gpa) ? isAligned(hpa) ? size : hpa : gpa;
      return refuse(Status.INVALID_INPUT, Rule.ALIGNMENT, unaligned, unaligned & -granule);
    }
    if (wraps(gpa, size)) {
      return refuse(Status.INVALID_INPUT, Rule.OVERFLOW, gpa);
    }
    return true;
  }

  /// EMPTY and OVERFLOW, of a range of bytes.
  boolean bytesAreWellFormed(long gpa, long size) {
    if (size == 0) {
      return refuse(Status.INVALID_INPUT, Rule.EMPTY, size, 1);
    }
    if (wraps(gpa, size)) {
      return refuse(Status.INVALID_INPUT, Rule.OVERFLOW, gpa);
    }
    return true;
  }

  /// EMPTY, ALIGNMENT and POWER_OF_TWO, of a search for free addresses.
  boolean searchIsWellFormed(long size, long alignment) {
    if (!rangeIsWellFormed(0, 0, size)) {
      return false;
    }
    if (Long.bitCount(alignment) != 1 || !isAligned(alignment)) {
      return refuse(Status.INVALID_INPUT, Rule.POWER_OF_TWO, alignment);
    }
    return true;
  }

  /// PAGE_SIZE, ALIGNMENT, OVERFLOW and INPUT_WIDTH, of one leaf; any `pageSize` may be asked.
  boolean pageIsWellFormed(long gpa, long hpa, long pageSize) {
    if (Long.bitCount(pageSize) != 1
        || !capabilities.pageShifts().contains(Long.numberOfTrailingZeros(pageSize))) {
      return refuse(Status.INVALID_INPUT, Rule.PAGE_SIZE, pageSize, nearestPageSize(pageSize));
    }
    if (!(isAlignedTo(gpa, pageSize) && isAlignedTo(hpa, pageSize))) {
      return false;
    }
    if (wraps(gpa, pageSize)) {
      return refuse(Status.INVALID_INPUT, Rule.OVERFLOW, gpa);
    }
    return fitsInputWidth(gpa, pageSize);
  }

  /// ALIGNMENT: the address must be a multiple of a page size.
  boolean isAlignedTo(long address, long pageSize) {
    if ((address & pageSize - 1) == 0) {
      return true;
    }
    return refuse(Status.INVALID_INPUT, Rule.ALIGNMENT, address, address & -pageSize);
  }

  /// INPUT_WIDTH; the range doesn't wrap.
  boolean fitsInputWidth(long gpa, long size) {
    return fits(Rule.INPUT_WIDTH, gpa, size, inputLimit);
  }

  /// The largest page size up to the one asked for, or the smallest.
  private long nearestPageSize(long pageSize) {
    long nearest = granule;
    for (int shift : capabilities.pageShifts()) {
      nearest = Long.compareUnsigned(1L << shift, pageSize) <= 0 ? 1L << shift : nearest;
    }
    return nearest;
  }

  /// OUT_OF_RANGE: `[gpa, gpa + size)` must lie inside `[base, end)`. The range doesn't wrap.
  boolean rangeIsInside(long gpa, long size, long base, long end) {
    if (Long.compareUnsigned(gpa, base) >= 0 && Long.compareUnsigned(gpa + size, end) <= 0) {
      return true;
    }
    return outOfRange(Status.INVALID_INPUT, gpa, base, end);
  }

  /// OUT_OF_RANGE, of the address of a guest's fault.
  boolean faultIsInside(long gpa, long base, long end) {
    if (Long.compareUnsigned(gpa, base) >= 0 && Long.compareUnsigned(gpa, end) < 0) {
      return true;
    }
    return outOfRange(Status.FAULT_REFUSED, gpa, base, end);
  }

  private boolean outOfRange(Status refusal, long gpa, long base, long end) {
    long bound = Long.compareUnsigned(gpa, base) < 0 ? base : end;
    return refuse(refusal, Rule.OUT_OF_RANGE, gpa, bound);
  }

  /// EMPTY, ALIGNMENT, OVERFLOW and INPUT_WIDTH, of an address space's range.
  boolean spaceIsLegal(long base, long size) {
    return rangeIsWellFormed(base, 0, size) && fitsInputWidth(base, size);
  }

  /// OUTPUT_WIDTH; a host range that wraps breaks it too.
  boolean fitsOutputWidth(long hpa, long size) {
    return fits(Rule.OUTPUT_WIDTH, hpa, size, outputLimit);
  }

  private boolean fits(Rule width, long address, long size, long limit) {
    if (Long.compareUnsigned(size, limit) > 0) {
      return refuse(Status.INVALID_INPUT, width, address);
    }
    if (Long.compareUnsigned(address, limit - size) > 0) {
      return refuse(Status.INVALID_INPUT, width, address, limit - size);
    }
    return true;
  }

  /// NO_PERMISSION and REPRESENTABLE, of an attribute code; any int may be asked.
  boolean attributesAreLegal(int attributes) {
    if (Attributes.permissionBits(attributes) == 0) {
      return refuse(Status.INVALID_INPUT, Rule.NO_PERMISSION, attributes);
    }
    if (!capabilities.represents(attributes)) {
      return refuse(Status.INVALID_INPUT, Rule.REPRESENTABLE, attributes);
    }
    return true;
  }

  /// ALLOCATOR.
  boolean hostGrants(Environment environment) {
    return !environment.refused() || refuse(Status.NO_MEMORY, Rule.ALLOCATOR, 0);
  }

  /// One more than the largest guest address.
  long inputLimit() {
    return inputLimit;
  }

  /// Puts a broken rule without a nearest legal value on record.
  ///
  /// @return false, always
  boolean refuse(Status refusal, Rule broken, long offending) {
    status = refusal;
    rule = broken;
    operand = offending;
    nearest = 0;
    hasNearest = false;
    return false;
  }

  private boolean refuse(Status refusal, Rule broken, long offending, long legal) {
    refuse(refusal, broken, offending);
    nearest = legal;
    hasNearest = true;
    return false;
  }

  /// Forgets the rule on record.
  void reset() {
    refuse(Status.DONE, Rule.NONE, 0);
  }

  private boolean isAligned(long value) {
    return (value & granule - 1) == 0;
  }

  /// Whether the end doesn't fit 64 bits; an end of exactly 2^64 doesn't.
  private static boolean wraps(long address, long size) {
    return Long.compareUnsigned(address + size, address) <= 0;
  }

  /// [Status#DONE] where no rule is on record.
  Status status() {
    return status;
  }

  Rule rule() {
    return rule;
  }

  long operand() {
    return operand;
  }

  long nearest() {
    return nearest;
  }

  boolean hasNearest() {
    return hasNearest;
  }
}
