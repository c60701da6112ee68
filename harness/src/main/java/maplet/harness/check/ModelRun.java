package maplet.harness.check;

import maplet.harness.sequence.OperationSlot;
import maplet.model.Attributes;
import maplet.model.Environment;
import maplet.model.RangeMap;
import maplet.model.Rules;
import maplet.model.Status;
import maplet.model.TableRules;

/// Runs operations on the model.
final class ModelRun {
  private final Rules rules;
  private final MemoryAccesses accesses;
  private final Environment env;

  ModelRun(Rules rules, MemoryAccesses accesses, Environment env) {
    this.rules = rules;
    this.accesses = accesses;
    this.env = env;
  }

  /// Runs an operation.
  Status run(OperationSlot slot) {
    TableRules table = rules.table();
    return switch (slot.kind) {
      case MAP_LINEAR -> rules.mapLinear(slot.gpa, slot.hpa, slot.size, slot.attributes, env);
      case MAP_ALLOCATED ->
          rules.mapAllocated(slot.gpa, slot.size, slot.attributes, slot.populate, env);
      case UNMAP -> rules.unmap(slot.gpa, slot.size, env);
      case PROTECT -> rules.protect(slot.gpa, slot.size, slot.attributes, env);
      case CLEAR -> rules.clear();
      case HANDLE_FAULT -> rules.handleFault(slot.gpa, slot.access, env);
      case TRANSLATE, TOUCH, DAMAGED_WALK -> rules.translate(slot.gpa, slot.access);
      case TRANSLATE_RUN -> rules.queries().translateRun(slot.gpa, slot.access);
      case BYTE_BUFFER -> rules.queries().byteBuffer(slot.gpa, slot.size, slot.access);
      case READ_MEMORY, WRITE_MEMORY -> accesses.expected();
      case FIND_AREA -> rules.queries().findArea(slot.gpa);
      case FIND_FREE_AREA ->
          rules
              .queries()
              .findFreeArea(slot.gpa, slot.size, slot.alignment, slot.limitStart, slot.limitEnd);
      case MAP_PAGE -> table.mapPage(slot.gpa, slot.hpa, slot.size, slot.attributes, env);
      case UNMAP_PAGE -> table.unmapPage(slot.gpa);
      case REMAP -> table.remap(slot.gpa, slot.hpa, slot.attributes);
      case QUERY_PAGE -> table.query(slot.gpa);
      case MAP_REGION ->
          table.mapRegion(slot.gpa, slot.hpa, slot.size, slot.attributes, slot.allowHuge, env);
      case UNMAP_REGION -> table.unmapRegion(slot.gpa, slot.size, env);
      case PROTECT_REGION -> table.protectRegion(slot.gpa, slot.size, slot.attributes, env);
      case WALK_TABLE -> table.walk();
    };
  }

  /// What an operation would answer; nothing changes.
  Status judge(OperationSlot slot) {
    rules.setApplied(false);
    Status status = run(slot);
    rules.setApplied(true);
    return status;
  }

  /// Whether a part of the range lacks a permission that the operation's attributes have.
  boolean widens(OperationSlot slot) {
    return widens(rules.mappings(), slot) || widens(rules.areas(), slot);
  }

  private static boolean widens(RangeMap map, OperationSlot slot) {
    int wanted = Attributes.permissionBits(slot.attributes);
    boolean found = map.seek(slot.gpa);
    while (found && map.start() < slot.gpa + slot.size) {
      // The permissions are the lowest bits of both kinds of tags.
      if ((wanted & ~Attributes.permissionBits(map.tag())) != 0) {
        return true;
      }
      found = map.next();
    }
    return false;
  }
}
