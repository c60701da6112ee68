package maplet.impl;

import java.util.Arrays;
import maplet.model.Access;
import maplet.model.Backing;
import maplet.model.Capabilities;
import maplet.model.Status;

/// The simplest address space that can be written: arrays with one element for each page. It knows
/// no frames; where an allocated page is, it takes from the implementation.
final class PageByPage {
  private static final long PAGE = Machine.PAGE;

  private final Capabilities capabilities;
  private final long base;
  private final int[] attributes;
  private final Backing[] backings;
  private final boolean[] present;
  private final long[] hosts;

  PageByPage(Capabilities capabilities, long base, int pages) {
    this.capabilities = capabilities;
    this.base = base;
    attributes = new int[pages];
    backings = new Backing[pages];
    Arrays.fill(backings, Backing.LINEAR);
    present = new boolean[pages];
    hosts = new long[pages];
  }

  int pages() {
    return attributes.length;
  }

  int presentAllocated() {
    int count = 0;
    for (int page = 0; page < pages(); page++) {
      count += present[page] && backings[page] != Backing.LINEAR ? 1 : 0;
    }
    return count;
  }

  /// @param hpa of the first page, -1 for allocated pages
  Status map(int first, int count, long hpa, int code, boolean populate) {
    for (int page = first; page < first + count; page++) {
      if (attributes[page] != 0) {
        return Status.ALREADY_EXISTS;
      }
    }
    for (int page = first; page < first + count; page++) {
      attributes[page] = code;
      present[page] = hpa >= 0 || populate;
      hosts[page] = hpa >= 0 ? hpa + (page - first) * PAGE : -1;
      backings[page] = hpa >= 0 ? Backing.LINEAR : populate ? Backing.POPULATED : Backing.ON_DEMAND;
    }
    return Status.DONE;
  }

  Status unmap(int first, int count) {
    Arrays.fill(attributes, first, first + count, 0);
    Arrays.fill(present, first, first + count, false);
    return Status.DONE;
  }

  Status protect(int first, int count, int code) {
    for (int page = first; page < first + count; page++) {
      if (attributes[page] == 0) {
        return Status.NOT_MAPPED;
      }
    }
    Arrays.fill(attributes, first, first + count, code);
    return Status.DONE;
  }

  Status handleFault(int page, Access access) {
    boolean permitted = (attributes[page] & capabilities.permissionFor(access)) != 0;
    if (!permitted || backings[page] != Backing.ON_DEMAND) {
      return Status.FAULT_REFUSED;
    }
    if (present[page]) {
      return Status.SPURIOUS;
    }
    present[page] = true;
    hosts[page] = -1;
    return Status.RESOLVED;
  }

  /// The first page at which a space answers something else, -1 where there is none.
  int firstDifference(AddressSpace space) {
    for (int page = 0; page < pages(); page++) {
      if (!sameAt(space, page)) {
        return page;
      }
    }
    return -1;
  }

  private boolean sameAt(AddressSpace space, int page) {
    for (Access access : Access.values()) {
      boolean reaches =
          present[page] && (attributes[page] & capabilities.permissionFor(access)) != 0;
      Status status = space.translate(base + page * PAGE + 8, access);
      if ((status == Status.TRANSLATED) != reaches) {
        return false;
      }
      if (reaches && !sameLeaf(space, page)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameLeaf(AddressSpace space, int page) {
    long hpa = space.translation().hpa() - 8;
    if (hosts[page] < 0) {
      hosts[page] = hpa;
    }
    return hpa == hosts[page] && space.translation().attributes() == attributes[page];
  }
}
