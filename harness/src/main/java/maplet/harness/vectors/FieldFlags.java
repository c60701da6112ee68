package maplet.harness.vectors;

import java.util.Set;
import maplet.model.arch.Field;

/// Which bug class a field of an entry belongs to, by the field's name in its manual.
final class FieldFlags {
  private static final Set<String> KINDS_OF_ENTRY = Set.of("valid", "type", "V", "page size");
  private static final Set<String> TYPES = Set.of("memory type", "IPAT", "MemAttr", "AttrIndx");

  private FieldFlags() {}

  /// The flag of a field.
  ///
  /// @param architecture whose manual has the field
  /// @param table whether the entry points to a table
  static String of(String architecture, Field field, boolean table) {
    return switch (field.kind()) {
      case RESERVED -> "reserved-bit";
      case RES0, IGNORED -> "ignored-bit";
      case ADDRESS -> "highest-output-address";
      case DEFINED -> ofDefined(architecture, field.name(), table);
    };
  }

  private static String ofDefined(String architecture, String name, boolean table) {
    // With R, W or X a RISC-V entry is no table any more.
    boolean decides = table && architecture.equals("riscv");
    if (decides || KINDS_OF_ENTRY.contains(name)) {
      return "leaf-or-table";
    }
    if (TYPES.contains(name) || name.startsWith("MemAttr") || name.equals("PBMT")) {
      return "memory-type";
    }
    return switch (name) {
      case "A", "AF" -> "access-flag";
      case "D", "DBM" -> "dirty-flag";
      case "SH" -> "shareability";
      case "U" -> "user-bit";
      case "N" -> "napot";
      case "suppress #VE" -> "virtualization-exception";
      case "nG" -> "ignored-bit";
      default -> table ? "permission-by-table" : "permission";
    };
  }
}
