package maplet.harness.stdio;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import maplet.harness.sequence.OperationSlot;
import maplet.harness.sequence.RecordedSequence;
import maplet.harness.subject.SubjectFailure;

/// The operations that a subject will be asked for, sent in batches before they are: while results
/// are judged here, the subject works on the next ones.
final class Ahead {
  /// Requests that may be unanswered.
  private static final int IN_FLIGHT = 4;

  /// Instead of a number of operations.
  private static final int DUMP = 0;

  private final Conversation conversation;
  private final RecordedSequence operations;
  private final OperationSlot slot = new OperationSlot();
  private final long[] expected = new long[RecordedSequence.WORDS];
  private final long[] asked = new long[RecordedSequence.WORDS];
  private final int interval;

  /// For each request without an answer, how many operations it has; [#DUMP] for a dump.
  private final ArrayDeque<Integer> batches = new ArrayDeque<>();

  private Iterator<Reply.Result> results = List.<Reply.Result>of().iterator();
  private int sent;
  private int dumped;
  private int next;

  /// @param operations copied here
  /// @param interval after each so many of them is a dump
  Ahead(Conversation conversation, RecordedSequence operations, int interval) {
    this.conversation = conversation;
    this.interval = interval;
    this.operations = operations.prefix(operations.size());
  }

  /// Sends what may be sent.
  void send() {
    while (sent < operations.size() && batches.size() < IN_FLIGHT) {
      if (sent % interval == 0 && sent > dumped) {
        dumped = sent;
        conversation.send(Request.of("dump"));
        batches.add(DUMP);
      } else {
        sendBatch();
      }
    }
  }

  /// Sends operations up to the next dump at most.
  private void sendBatch() {
    int from = sent;
    int count = 0;
    int end = Math.min(operations.size(), from - from % interval + interval);
    int most = conversation.pace().batch();
    while (sent < end && count < most) {
      operations.get(sent++, slot);
      count += Operations.has(slot) ? 1 : 0;
    }
    if (count > 0) {
      conversation.send(new Operations(operations, from, sent));
      batches.add(count);
    }
  }

  /// Whether an operation was sent that wasn't asked for yet.
  boolean hasNext() {
    while (next < operations.size()) {
      operations.get(next, slot);
      if (Operations.has(slot)) {
        return true;
      }
      next++; // the harness does that one without the subject
    }
    return false;
  }

  /// The result of the next operation.
  ///
  /// @param operation the one that is asked for
  /// @throws IllegalStateException when that isn't the next one that was announced
  Reply.Result take(OperationSlot operation) {
    RecordedSequence.encode(slot, expected, 0);
    RecordedSequence.encode(operation, asked, 0);
    if (!Arrays.equals(expected, asked)) {
      throw new IllegalStateException(
          "%s was announced, %s is asked for"
              .formatted(slot.toOperation(), operation.toOperation()));
    }
    if (!results.hasNext()) {
      results = receive().iterator();
      send();
    }
    next++;
    return results.next();
  }

  /// Where what was sent has a dump next, or nothing any more, the tables as they are now; else
  /// nothing, for the subject is ahead.
  Optional<Reply.Dumped> dump() {
    if (results.hasNext() || !batches.isEmpty() && batches.element() != DUMP) {
      return Optional.empty();
    }
    if (batches.isEmpty()) {
      return Optional.of(conversation.ask(Request.of("dump"), ReplyReader::dumped));
    }
    batches.remove();
    Reply.Dumped dump = conversation.receive(ReplyReader::dumped);
    send();
    return Optional.of(dump);
  }

  private List<Reply.Result> receive() {
    int wanted = batches.remove();
    while (wanted == DUMP) { // nobody wanted to see it
      conversation.receive(ReplyReader::dumped);
      wanted = batches.remove();
    }
    Pace pace = conversation.pace();
    Reply.Answered reply = conversation.receive(ReplyReader::answered, pace.patience(wanted));
    pace.answered(wanted);
    return results(reply, wanted);
  }

  /// The results of a reply.
  ///
  /// @param wanted how many there must be
  static List<Reply.Result> results(Reply.Answered reply, int wanted) {
    if (reply.results().size() != wanted) {
      throw new SubjectFailure(
          SubjectFailure.Kind.GARBAGE,
          "%d results for %d operations".formatted(reply.results().size(), wanted));
    }
    return reply.results();
  }
}
