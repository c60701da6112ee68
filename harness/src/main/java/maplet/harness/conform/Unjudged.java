package maplet.harness.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import maplet.harness.check.Oracle;
import maplet.harness.subject.Report;

/// What nobody can judge because the subject doesn't tell it, and the line that would change that.
final class Unjudged {
  private Unjudged() {}

  /// One line; empty where the subject tells everything.
  static Optional<String> note(SubjectSpec.Transport transport, Set<Report> reports) {
    List<String> unjudged = new ArrayList<>();
    List<String> untold = new ArrayList<>();
    if (!reports.contains(Report.STORES)) {
      unjudged.add("the order of stores");
      untold.add("stores");
    }
    if (!reports.contains(Report.INVALIDATIONS)) {
      unjudged.add("invalidations");
      untold.add("invalidations");
    }
    if (unjudged.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "not judged: %s, for the subject doesn't tell its %s; to change that, tell each as an"
                .formatted(String.join(" and ", unjudged), String.join(" and ", untold))
            + " event, and say so: "
            + line(transport));
  }

  /// What the run was told not to judge; empty where it judges everything.
  static Optional<String> switchedOff(ConformPlan plan) {
    return plan.without().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not judged: %s; to change that, leave out %s"
                .formatted(
                    joined(plan.without().stream().map(Oracle::toString)),
                    joined(plan.without().stream().map(oracle -> "--without " + oracle))));
  }

  private static String joined(Stream<String> texts) {
    return texts.collect(Collectors.joining(" and "));
  }

  /// What a subject in this process could do to the verdict; empty where it has another one.
  static Optional<String> unprotected(ConformPlan plan) {
    boolean isElsewhere = plan.subject().hasOwnProcess() || plan.subject().isGiven();
    return plan.inProcess() && !isElsewhere
        ? Optional.of(
            "not protected: counts and findings, for the subject was in this process and could"
                + " store to them; to change that, leave out --in-process")
        : Optional.empty();
  }

  private static String line(SubjectSpec.Transport transport) {
    return switch (transport) {
      case NATIVE ->
          ".reports = MAPLET_REPORTS_STORES | MAPLET_REPORTS_INVALIDATIONS in struct"
              + " maplet_subject";
      case EXEC -> "\"reports\": [\"stores\", \"invalidations\"] in the reply to start";
      case JVM, GIVEN -> "reports() of GuestSpaces returns EnumSet.allOf(Report.class)";
    };
  }
}
