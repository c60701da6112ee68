package maplet.harness.stdio;

import java.util.List;
import java.util.Set;
import maplet.harness.subject.Report;

/// What a subject replies, after its form was checked.
sealed interface Reply {
  /// @param id of the request
  record Started(long id, String name, Set<Report> reports) implements Reply {}

  record Answered(long id, List<Result> results) implements Reply {}

  record Dumped(long id, long root, List<Frame> frames) implements Reply {}

  /// What one operation did.
  ///
  /// @param code as in `enum maplet_code`
  /// @param events four numbers each: the kind and three operands
  /// @param words two numbers each: address and word
  /// @param answer numbers by [ReplyReader#ANSWERS]
  /// @param root physical address, 0 where it wasn't told
  record Result(long code, long[][] events, long[][] words, long[] answer, long root) {}

  /// A table's frame.
  ///
  /// @param words two numbers each: index and word
  record Frame(long address, long[][] words) {}

  long id();
}
