package org.lsst.qserv.entrypoint.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which privileges an account lacks for what it is to do. */
final class Privileges {
  /** To see what is there. */
  static final Grant READING = new Grant("`mysql`.*", Set.of("SELECT"));

  /** All that can be granted on a database; one who has each of them may grant them all. */
  private static final List<String> OF_A_DATABASE =
      List.of(
          "ALTER",
          "ALTER ROUTINE",
          "CREATE",
          "CREATE ROUTINE",
          "CREATE TEMPORARY TABLES",
          "CREATE VIEW",
          "DELETE",
          "DELETE HISTORY",
          "DROP",
          "EVENT",
          "EXECUTE",
          "INDEX",
          "INSERT",
          "LOCK TABLES",
          "REFERENCES",
          "SELECT",
          "SHOW VIEW",
          "TRIGGER",
          "UPDATE");

  private Privileges() {}

  /** Those of some needs that the grants do not cover, each once. */
  static List<Grant> missing(List<Grant> own, List<Grant> needs) {
    List<Grant> missing = new ArrayList<>();
    for (Grant need : needs) {
      for (Grant one : missing(own, need)) {
        if (!missing.contains(one)) {
          missing.add(one);
        }
      }
    }
    return missing;
  }

  /** The same for one need: a grant for each privilege that is missing. */
  static List<Grant> missing(List<Grant> own, Grant need) {
    Set<String> wanted = new TreeSet<>(need.privileges());
    if (!need.object().equals(Grant.EVERYTHING)
        && wanted.contains(Grant.ALL)
        && !isCovered(own, need.object(), Grant.ALL)) {
      spellOut(own, need.object(), wanted);
    }
    return wanted.stream()
        .filter(privilege -> !isCovered(own, need.object(), privilege))
        .map(privilege -> new Grant(need.object(), Set.of(privilege)))
        .toList();
  }

  /** Who has none of them lacks all, which is one thing to say. */
  private static void spellOut(List<Grant> own, String object, Set<String> wanted) {
    if (OF_A_DATABASE.stream().anyMatch(privilege -> isCovered(own, object, privilege))) {
      wanted.remove(Grant.ALL);
      wanted.addAll(OF_A_DATABASE);
    }
  }

  private static boolean isCovered(List<Grant> own, String object, String privilege) {
    return own.stream()
        .filter(grant -> grant.object().equals(Grant.EVERYTHING) || grant.object().equals(object))
        .anyMatch(grant -> grant.covers(privilege));
  }
}
