package maplet.harness.stdio;

import java.util.List;
import java.util.Set;
import maplet.harness.subject.Panic;
import maplet.harness.subject.Report;

/// What a subject replies, after its form was checked.
sealed interface Reply {
  /// Who the subject is.
  ///
  /// @param id of the request
  record Started(long id, String name, Set<Report> reports) implements Reply {}

  /// What operations did, in their order.
  record Answered(long id, List<Result> results) implements Reply {}

  /// Its tables.
  record Dumped(long id, long root, List<Frame> frames) implements Reply {}

  /// What one operation did.
  ///
  /// @param code as in `enum maplet_code`
  /// @param events [#EVENT_NUMBERS] numbers each: the kind and three operands
  /// @param words two numbers each: address and word
  /// @param answer numbers by [ReplyReader#ANSWERS]
  /// @param root physical address, 0 where it wasn't told
  /// @param panic what it says of a panic
  record Result(long code, Numbers events, Numbers words, Numbers answer, long root, Panic panic) {}

  /// A table's frame.
  ///
  /// @param words two numbers each: index and word
  record Frame(long address, Numbers words) {}

  /// Numbers of an event: its kind, and operands that are 0 where there are fewer.
  int EVENT_NUMBERS = 4;

  /// The request's number.
  long id();
}
