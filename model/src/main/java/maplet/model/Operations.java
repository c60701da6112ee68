package maplet.model;

import java.util.OptionalLong;

/// Between the operations and outcomes that people read and the primitives that [Rules] work on.
public final class Operations {
  private Operations() {}

  /// Applies an operation. The details of the answer are in the rules, until the next operation.
  public static Status apply(Rules rules, Operation operation, Environment environment) {
    return switch (operation) {
      case Operation.MapLinear(long gpa, long hpa, long size, Attributes attributes) ->
          rules.mapLinear(gpa, hpa, size, attributes.code(), environment);
      case Operation.MapAllocated(long gpa, long size, Attributes attributes, boolean populate) ->
          rules.mapAllocated(gpa, size, attributes.code(), populate, environment);
      case Operation.Unmap(long gpa, long size) -> rules.unmap(gpa, size, environment);
      case Operation.Protect(long gpa, long size, Attributes attributes) ->
          rules.protect(gpa, size, attributes.code(), environment);
      case Operation.Clear() -> rules.clear();
      case Operation.HandleFault(long gpa, Access access) ->
          rules.handleFault(gpa, access, environment);
      case Operation.Translate(long gpa, Access access) -> rules.translate(gpa, access);
    };
  }

  /// The last answer of the rules with its details.
  ///
  /// @param status what the last operation answered
  public static Outcome outcome(Rules rules, Status status) {
    return switch (status) {
      case DONE -> new Outcome.Done();
      case RESOLVED -> new Outcome.Resolved();
      case SPURIOUS -> new Outcome.Spurious();
      case TRANSLATED ->
          new Outcome.Translated(rules.hpa(), Attributes.of(rules.attributes()), rules.pageSize());
      case FAULT -> new Outcome.Faulted(rules.faultKind());
      case FAULT_REFUSED, INVALID_INPUT, ALREADY_EXISTS, NOT_MAPPED, NO_MEMORY, BAD_STATE ->
          new Outcome.Refused(status, rules.rule(), rules.operand(), nearest(rules));
    };
  }

  private static OptionalLong nearest(Rules rules) {
    return rules.hasNearest() ? OptionalLong.of(rules.nearest()) : OptionalLong.empty();
  }
}
