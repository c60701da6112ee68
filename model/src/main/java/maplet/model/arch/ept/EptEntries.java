package maplet.model.arch.ept;

import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.MemoryType;
import maplet.model.Permissions;
import maplet.model.arch.Entry;
import maplet.model.arch.EntryFormat;

/// Words and their meanings, for one configuration.
final class EptEntries {
  private static final long LARGE_PAGE = EptFormats.PAGE_SIZE.mask();

  private final EptConfiguration configuration;
  private final EptFormats formats;

  EptEntries(EptConfiguration configuration, EptFormats formats) {
    this.configuration = configuration;
    this.formats = formats;
  }

  /// 29.3.2: an entry is present if any of bits 2:0 is 1, or bit 10 while mode-based execute
  /// control is on. That is also when it grants anything.
  private boolean isPresent(long word) {
    return permissions(word).bits() != 0;
  }

  /// 29.3.2: a PDPTE or PDE with bit 7 set maps a page, if the processor has pages of that size.
  private boolean isLeaf(long word, int height) {
    return height == 0 || height <= configuration.largestLeaf() && (word & LARGE_PAGE) != 0;
  }

  EntryFormat format(long word, int height) {
    if (!isPresent(word)) {
      return formats.notPresent();
    }
    return isLeaf(word, height) ? formats.leaf(height) : formats.table(height);
  }

  /// What an entry grants by itself.
  Permissions permissions(long word) {
    int bits = EptFormats.READ.get(word) != 0 ? Permissions.READ : 0;
    bits |= EptFormats.WRITE.get(word) != 0 ? Permissions.WRITE : 0;
    bits |= EptFormats.EXECUTE.get(word) != 0 ? Permissions.EXECUTE : 0;
    boolean user = configuration.userExecute() && EptFormats.USER_EXECUTE.get(word) != 0;
    return new Permissions(user ? bits | Permissions.USER_EXECUTE : bits);
  }

  /// 29.3.2 and 29.3.3.1, in the manual's order: not present, or else misconfigured, or else a page
  /// or a table.
  Entry decode(long word, int height) {
    if (!isPresent(word)) {
      return new Entry.Absent();
    }
    Permissions permissions = permissions(word);
    if (!configuration.isLegal(permissions.bits())) {
      return misconfiguration(whyNotGranted(permissions));
    }
    long reserved = word & format(word, height).reservedMask();
    if (reserved != 0) {
      return misconfiguration(whyReserved(word, reserved, height));
    }
    if (!isLeaf(word, height)) {
      return new Entry.Table(word & formats.addressMask());
    }
    return switch ((int) EptFormats.MEMORY_TYPE.get(word)) {
      case 0 -> leaf(word, MemoryType.DEVICE);
      case 1 -> leaf(word, MemoryType.NON_CACHEABLE);
      case 4 -> leaf(word, MemoryType.WRITE_THROUGH);
      case 5 -> leaf(word, MemoryType.WRITE_PROTECTED);
      case 6 -> leaf(word, MemoryType.WRITE_BACK);
      default -> misconfiguration("memory types 2, 3 and 7 are reserved");
    };
  }

  /// Which of the three rules about a clear bit 0 is broken.
  private static String whyNotGranted(Permissions permissions) {
    int bits = permissions.bits();
    if ((bits & Permissions.WRITE) != 0) {
      return "bit 0 (read) is clear and bit 1 (write) is set";
    }
    String execute = (bits & Permissions.EXECUTE) != 0 ? "2 (execute)" : "10 (user execute)";
    return "bit 0 (read) is clear and bit %s is set, but execute-only translations aren't supported"
        .formatted(execute);
  }

  private String whyReserved(long word, long reserved, int height) {
    String name = format(word, height).name();
    if (height > 0 && height <= 2 && (reserved & LARGE_PAGE) != 0) {
      return "reserved bit 0x80 of the %s is set: pages of %s aren't supported"
          .formatted(name, height == 1 ? "2 MiB" : "1 GiB");
    }
    int width = configuration.physicalBits();
    if (reserved >>> width != 0) {
      return "address bits 0x%x of the %s are set, beyond MAXPHYADDR %d"
          .formatted(reserved >>> width << width, name, width);
    }
    return "reserved bits 0x%x of the %s are set".formatted(reserved, name);
  }

  private static Entry.Reserved misconfiguration(String reason) {
    return new Entry.Reserved(FaultKind.MISCONFIGURATION, reason, EptFormats.MISCONFIGURATIONS);
  }

  private Entry leaf(long word, MemoryType type) {
    return new Entry.Leaf(word & formats.addressMask(), new Attributes(permissions(word), type));
  }

  /// The word for a leaf; its accessed and dirty flags are hardware's to set.
  long leafWord(long hpa, Attributes attributes, int height) {
    long word = EptFormats.MEMORY_TYPE.set(hpa, typeCode(attributes.memoryType()));
    word |= permissionBits(attributes.permissions());
    word = EptFormats.IGNORE_PAT.set(word, configuration.ignorePat() ? 1 : 0);
    word = EptFormats.SUPPRESS_VE.set(word, configuration.virtualizationException() ? 1 : 0);
    return height == 0 ? word : EptFormats.PAGE_SIZE.set(word, 1);
  }

  private static int typeCode(MemoryType type) {
    return switch (type) {
      case DEVICE -> 0;
      case NON_CACHEABLE -> 1;
      case WRITE_THROUGH -> 4;
      case WRITE_PROTECTED -> 5;
      case WRITE_BACK -> 6;
    };
  }

  /// The word for an entry that references a table: it grants all that there is to grant, so that
  /// the leaves decide.
  long tableWord(long tableAddress) {
    return tableAddress | permissionBits(new Permissions(configuration.allPermissions()));
  }

  private static long permissionBits(Permissions permissions) {
    int bits = permissions.bits();
    long word = EptFormats.READ.set(0, bits & Permissions.READ);
    word = EptFormats.WRITE.set(word, (bits & Permissions.WRITE) != 0 ? 1 : 0);
    word = EptFormats.EXECUTE.set(word, (bits & Permissions.EXECUTE) != 0 ? 1 : 0);
    return EptFormats.USER_EXECUTE.set(word, (bits & Permissions.USER_EXECUTE) != 0 ? 1 : 0);
  }
}
