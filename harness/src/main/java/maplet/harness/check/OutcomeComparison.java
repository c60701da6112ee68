package maplet.harness.check;

import java.util.Set;
import maplet.harness.subject.Detail;
import maplet.harness.subject.Freedom;
import maplet.harness.subject.Subject;
import maplet.harness.subject.Terms;
import maplet.model.Attributes;
import maplet.model.FaultKind;
import maplet.model.Rules;
import maplet.model.Status;
import maplet.model.arch.Syndrome;
import maplet.model.arch.WalkResult;

/// Compares what the subject answers with what the model does, and a translation with the
/// architecture's reference walk.
final class OutcomeComparison {
  private final Rules rules;
  private final Findings findings;
  private final Liberties liberties;
  private final boolean comparesHpa;
  private final boolean comparesPageSize;
  private final boolean comparesAttributes;
  private final boolean comparesFaultKind;
  private final boolean comparesFaultHeight;
  private final boolean comparesSyndrome;
  private final boolean comparesRule;
  private final boolean smallerLeaves;

  OutcomeComparison(Rules rules, Findings findings, Terms terms, Liberties liberties) {
    this.rules = rules;
    this.findings = findings;
    this.liberties = liberties;
    Set<Detail> details = terms.details();
    comparesHpa = details.contains(Detail.HPA);
    comparesPageSize = details.contains(Detail.PAGE_SIZE);
    comparesAttributes = details.contains(Detail.ATTRIBUTES);
    comparesFaultKind = details.contains(Detail.FAULT_KIND);
    comparesFaultHeight = details.contains(Detail.FAULT_HEIGHT);
    comparesSyndrome = details.contains(Detail.SYNDROME);
    comparesRule = details.contains(Detail.RULE);
    smallerLeaves = terms.freedoms().contains(Freedom.LEAF_CHOICE);
  }

  void compare(long gpa, Status expected, Status actual, Subject subject) {
    boolean equal =
        expected == actual
            && switch (expected) {
              case TRANSLATED, REMOVED ->
                  (!comparesHpa || rules.hpa() == subject.hpa())
                      && (!comparesAttributes || rules.attributes() == subject.attributesNumber())
                      && (!comparesPageSize || isPageSize(rules.pageSize(), subject.pageSize()));
              case FAULT -> !comparesFaultKind || isFaultKind(rules.faultKind(), subject);
              case RUN_FOUND, RUNS_FOUND, AREA_FOUND, FREE_FOUND ->
                  QueryAnswers.equal(expected, rules.queries(), subject.queries());
              case DONE, RESOLVED, SPURIOUS -> true;
              case FAULT_REFUSED,
                  INVALID_INPUT,
                  ALREADY_EXISTS,
                  MAPPED_TO_HUGE_PAGE,
                  NOT_MAPPED,
                  NO_MEMORY,
                  BAD_STATE ->
                  !comparesRule
                      || rules.rule() == subject.rule() && rules.operand() == subject.operand();
            };
    if (equal || isOtherLeaf(expected, actual)) {
      return;
    }
    if (isOtherError(expected, actual)) {
      liberties.take(
          Freedom.OTHER_ERROR,
          Oracle.OUTCOME,
          gpa,
          expectedText(expected),
          actualText(actual, subject));
    } else {
      findings.add(
          symptom(expected, actual), gpa, expectedText(expected), actualText(actual, subject));
    }
  }

  private static Symptom symptom(Status expected, Status actual) {
    if (expected == actual) {
      return Symptom.DETAILS;
    }
    if (expected.isRefusal()) {
      return actual.isRefusal() ? Symptom.OTHER_REFUSAL : Symptom.ACCEPTED;
    }
    return actual.isRefusal() ? Symptom.REFUSED : Symptom.ANSWER;
  }

  /// Whether the two are refusals that differ only because leaves are smaller.
  private boolean isOtherLeaf(Status expected, Status actual) {
    return smallerLeaves
        && expected == Status.MAPPED_TO_HUGE_PAGE
        && actual == Status.ALREADY_EXISTS;
  }

  private static boolean isOtherError(Status expected, Status actual) {
    return expected.isRefusal()
        && actual.isRefusal()
        && expected != actual
        && actual != Status.BAD_STATE;
  }

  private static String faultKindText(Subject subject) {
    long number = subject.faultKindNumber();
    FaultKind kind = subject.faultKind();
    return number == kind.ordinal() ? kind.toString() : "kind " + Text.hex(number);
  }

  private static boolean isFaultKind(FaultKind expected, Subject subject) {
    return expected.ordinal() == subject.faultKindNumber();
  }

  private boolean isPageSize(long expected, long actual) {
    return expected == actual || smallerLeaves && actual < expected;
  }

  /// Compares a translation with the walk that the manual describes, in the subject's own memory.
  void compareWalk(WalkResult walk, Subject subject, long gpa, Status actual) {
    boolean equal =
        switch (walk) {
          case WalkResult.Reached reached ->
              actual == Status.TRANSLATED
                  && (!comparesHpa || reached.hpa() == subject.hpa())
                  && (!comparesPageSize || reached.pageSize() == subject.pageSize())
                  && (!comparesAttributes
                      || reached.attributes().code() == subject.attributesNumber());
          case WalkResult.Faulted faulted ->
              actual == Status.FAULT
                  && (!comparesFaultKind || isFaultKind(faulted.kind(), subject))
                  && (!comparesFaultHeight || faulted.height() == subject.faultHeightNumber());
        };
    if (!equal) {
      findings.add(Oracle.OUTCOME, gpa, walkText(walk), actualText(actual, subject));
    }
  }

  /// Compares how a fault is reported to the hypervisor with what the manual says.
  void compareSyndrome(Syndrome expected, Subject subject, long gpa) {
    if (!comparesSyndrome) {
      return;
    }
    Syndrome actual = new Syndrome(subject.syndromeCause(), subject.syndromeDetail());
    if (!expected.equals(actual)) {
      findings.add(
          Oracle.OUTCOME, gpa, "fault reported with " + expected, "reported with " + actual);
    }
  }

  /// Compares where a guest's access leads with what the model says.
  ///
  /// @param expected the model's answer; its details are in the rules
  void compareTouch(WalkResult walk, long gpa, Status expected) {
    boolean equal =
        switch (walk) {
          case WalkResult.Reached reached ->
              expected == Status.TRANSLATED
                  && reached.hpa() == rules.hpa()
                  && isPageSize(rules.pageSize(), reached.pageSize())
                  && reached.attributes().code() == rules.attributes();
          case WalkResult.Faulted faulted ->
              expected == Status.FAULT && faulted.kind() == rules.faultKind();
        };
    if (!equal) {
      findings.add(touchSymptom(walk, expected), gpa, expectedText(expected), walkText(walk));
    }
  }

  private Symptom touchSymptom(WalkResult walk, Status expected) {
    if (!(walk instanceof WalkResult.Reached reached)) {
      return Symptom.LOST;
    }
    if (expected != Status.TRANSLATED) {
      return Symptom.MAPPED;
    }
    return reached.hpa() == rules.hpa()
        ? Symptom.of(Attributes.of(rules.attributes()), reached.attributes())
        : Symptom.ELSEWHERE;
  }

  private static String walkText(WalkResult walk) {
    return switch (walk) {
      case WalkResult.Reached reached ->
          translation(reached.hpa(), reached.attributes(), reached.pageSize());
      case WalkResult.Faulted faulted ->
          "%s fault at height %d (%s)"
              .formatted(faulted.kind(), faulted.height(), faulted.reason());
    };
  }

  private String expectedText(Status status) {
    return switch (status) {
      case TRANSLATED, REMOVED ->
          translation(rules.hpa(), Attributes.of(rules.attributes()), rules.pageSize());
      case FAULT -> rules.faultKind() + " fault";
      case RUN_FOUND, RUNS_FOUND, AREA_FOUND, FREE_FOUND ->
          QueryAnswers.text(status, rules.queries());
      case DONE, RESOLVED, SPURIOUS -> status.toString();
      case FAULT_REFUSED,
          INVALID_INPUT,
          ALREADY_EXISTS,
          MAPPED_TO_HUGE_PAGE,
          NOT_MAPPED,
          NO_MEMORY,
          BAD_STATE ->
          "%s: %s (operand %s)".formatted(status, rules.rule().text(), Text.hex(rules.operand()));
    };
  }

  private String actualText(Status status, Subject subject) {
    return switch (status) {
      case TRANSLATED, REMOVED -> actualTranslation(subject);
      case FAULT ->
          "%s fault at height %d".formatted(faultKindText(subject), subject.faultHeightNumber());
      case RUN_FOUND, RUNS_FOUND, AREA_FOUND, FREE_FOUND ->
          QueryAnswers.text(status, subject.queries());
      case DONE, RESOLVED, SPURIOUS -> status.toString();
      case FAULT_REFUSED,
          INVALID_INPUT,
          ALREADY_EXISTS,
          MAPPED_TO_HUGE_PAGE,
          NOT_MAPPED,
          NO_MEMORY,
          BAD_STATE ->
          comparesRule
              ? "%s: %s (operand %s)"
                  .formatted(status, subject.rule().text(), Text.hex(subject.operand()))
              : status.toString();
    };
  }

  private static String actualTranslation(Subject subject) {
    long code = subject.attributesNumber();
    if (code != (int) code) {
      return Text.hex(subject.hpa()) + " with attribute code " + Text.hex(code);
    }
    if (!Attributes.isCode((int) code)) {
      return Text.hex(subject.hpa()) + " with attribute code " + code;
    }
    return translation(subject.hpa(), Attributes.of((int) code), subject.pageSize());
  }

  private static String translation(long hpa, Attributes attributes, long pageSize) {
    return "%s %s, page size %s".formatted(Text.hex(hpa), attributes, Text.hex(pageSize));
  }
}
