package maplet.harness.check;

import maplet.harness.subject.Freedom;
import maplet.model.Attributes;

/// What a violation is like, whatever the addresses: findings of one oracle in one operation that
/// differ in this are different bugs.
///
/// @param oracle who finds it
/// @param word as names of findings have it, as in `wider`
public record Symptom(Oracle oracle, Gravity gravity, String word) {
  /// There was no answer.
  public static final Symptom NO_ANSWER =
      new Symptom(Oracle.OUTCOME, Gravity.NO_ANSWER, "no-answer");

  static final Symptom SCRIBBLE = new Symptom(Oracle.BOUNDS, Gravity.REACHABLE, "scribble");
  static final Symptom MAPPED = new Symptom(Oracle.TRANSLATION, Gravity.REACHABLE, "mapped");
  static final Symptom WIDER = new Symptom(Oracle.TRANSLATION, Gravity.REACHABLE, "wider");
  static final Symptom ELSEWHERE = new Symptom(Oracle.TRANSLATION, Gravity.REACHABLE, "elsewhere");
  static final Symptom ASTRAY = new Symptom(Oracle.INVALIDATION, Gravity.REACHABLE, "astray");
  static final Symptom SHARED_FRAME = new Symptom(Oracle.FRAME, Gravity.REACHABLE, "shared-frame");
  static final Symptom FREED_IN_USE = new Symptom(Oracle.FRAME, Gravity.REACHABLE, "freed-in-use");
  static final Symptom FREED_TOO_EARLY =
      new Symptom(Oracle.INVALIDATION, Gravity.REACHABLE, "freed-too-early");
  static final Symptom IN_BETWEEN =
      new Symptom(Oracle.TRANSLATION, Gravity.REACHABLE, "in-between");
  static final Symptom LOST = new Symptom(Oracle.TRANSLATION, Gravity.LOST, "lost");
  static final Symptom NARROWER = new Symptom(Oracle.TRANSLATION, Gravity.LOST, "narrower");
  static final Symptom MEMORY_TYPE = new Symptom(Oracle.TRANSLATION, Gravity.LOST, "memory-type");
  static final Symptom FRAME = new Symptom(Oracle.FRAME, Gravity.FRAMES, "frame");
  static final Symptom LEAK = new Symptom(Oracle.FRAME, Gravity.FRAMES, "leak");
  static final Symptom NOT_FRESH = new Symptom(Oracle.FRAME, Gravity.FRAMES, "not-fresh");
  static final Symptom NOT_UNDONE = new Symptom(Oracle.FRAME, Gravity.FRAMES, "not-undone");
  static final Symptom ORDER = new Symptom(Oracle.INVALIDATION, Gravity.ORDER, "order");
  static final Symptom NOT_INVALIDATED =
      new Symptom(Oracle.INVALIDATION, Gravity.ORDER, "not-invalidated");
  static final Symptom NO_BREAK = new Symptom(Oracle.INVALIDATION, Gravity.ORDER, "no-break");
  static final Symptom WORD = new Symptom(Oracle.ENTRY, Gravity.WORDS, "word");
  static final Symptom ABSENT_WORD = new Symptom(Oracle.ENTRY, Gravity.WORDS, "absent-word");
  static final Symptom UNTOLD_STORE = new Symptom(Oracle.ENTRY, Gravity.WORDS, "untold-store");
  static final Symptom ANSWER = new Symptom(Oracle.OUTCOME, Gravity.ANSWERS, "answer");
  static final Symptom EXTRA_WORK = new Symptom(Oracle.COST, Gravity.COST, "extra-work");
  static final Symptom TORN = new Symptom(Oracle.OUTCOME, Gravity.ANSWERS, "torn");
  static final Symptom ACCEPTED = new Symptom(Oracle.OUTCOME, Gravity.ANSWERS, "accepted");
  static final Symptom REFUSED = new Symptom(Oracle.OUTCOME, Gravity.ANSWERS, "refused");
  static final Symptom OTHER_REFUSAL =
      new Symptom(Oracle.OUTCOME, Gravity.ANSWERS, "other-refusal");
  static final Symptom DETAILS = new Symptom(Oracle.OUTCOME, Gravity.ANSWERS, "details");

  /// What an oracle's violation is like where nothing more is known.
  static Symptom of(Oracle oracle) {
    return switch (oracle) {
      case OUTCOME -> ANSWER;
      case TRANSLATION -> LOST;
      case ENTRY -> WORD;
      case FRAME -> FRAME;
      case INVALIDATION -> ORDER;
      case BOUNDS -> SCRIBBLE;
      case COST -> EXTRA_WORK;
    };
  }

  /// A freedom that the profile doesn't name was taken.
  static Symptom of(Freedom freedom, Oracle oracle) {
    return new Symptom(oracle, of(oracle).gravity(), freedom.toString());
  }

  /// How two translations of one address to the same memory differ.
  static Symptom of(Attributes expected, Attributes actual) {
    int wanted = Attributes.permissionBits(expected.code());
    int found = Attributes.permissionBits(actual.code());
    if ((found & ~wanted) != 0) {
      return WIDER;
    }
    return found == wanted ? MEMORY_TYPE : NARROWER;
  }
}
