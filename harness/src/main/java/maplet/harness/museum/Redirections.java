package maplet.harness.museum;

import maplet.impl.QueryBugs;
import maplet.impl.SpaceBugs;
import maplet.impl.table.EptBugs;
import maplet.impl.table.TableBugs;
import maplet.impl.table.WalkBugs;

/// Calls that go wrong, by the class that has the wrong doing.
final class Redirections {
  private Redirections() {}

  static Redirection table(String inMethod, String owner, String name, String replacement) {
    return new Redirection(inMethod, owner, name, TableBugs.class, replacement);
  }

  static Redirection query(String inMethod, String owner, String name, String replacement) {
    return new Redirection(inMethod, owner, name, QueryBugs.class, replacement);
  }

  static Redirection ept(String inMethod, String owner, String name, String replacement) {
    return new Redirection(inMethod, owner, name, EptBugs.class, replacement);
  }

  static Redirection walk(String inMethod, String owner, String name, String replacement) {
    return new Redirection(inMethod, owner, name, WalkBugs.class, replacement);
  }

  static Redirection space(String inMethod, String owner, String name, String replacement) {
    return new Redirection(inMethod, owner, name, SpaceBugs.class, replacement);
  }
}
