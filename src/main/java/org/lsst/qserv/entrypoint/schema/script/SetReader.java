package org.lsst.qserv.entrypoint.schema.script;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code SET …}, which is many statements in one word. */
public final class SetReader {
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          entry(
              "AUTOCOMMIT",
              "whether a statement commits together with its journal row depends on it"),
          entry("COMPLETION_TYPE", "it makes COMMIT begin a transaction or end the connection"));

  /** Modes in which the same text falls into other statements. */
  private static final Set<String> OTHER_RULES = Set.of("NO_BACKSLASH_ESCAPES", "ORACLE");

  private static final Set<String> SCOPES = Set.of("SESSION", "LOCAL", "GLOBAL");

  private final Words words;

  SetReader(Words words) {
    this.words = words;
  }

  Meaning read() {
    words.take("SET");
    if (words.take("PASSWORD") || words.take("DEFAULT", "ROLE")) {
      return Meaning.definition(List.of());
    }
    boolean forOneStatement = words.take("STATEMENT");
    do {
      String refusal = refusal();
      if (!refusal.isEmpty()) {
        return Meaning.refused(refusal);
      }
    } while (nextAssignment(forOneStatement));
    if (forOneStatement && words.take("FOR")) {
      return Meaning.of(words.remaining());
    }
    return Meaning.session(DataReading.isIn(words.again()));
  }

  private boolean nextAssignment(boolean forOneStatement) {
    words.skipTo(token -> token.isSign(',') || (forOneStatement && token.is("FOR")));
    return words.takeSign(',');
  }

  private String refusal() {
    Words assignment = words.rest();
    if (assignment.takeSign('@')) {
      if (!assignment.takeSign('@')) {
        return "";
      }
    }
    if (assignment.takeOneOf(SCOPES)) {
      assignment.takeSign('.'); // @@session.name
    }
    return refusal(assignment);
  }

  private static String refusal(Words assignment) {
    Token variable = assignment.take();
    String name = variable.type() == Token.Type.STRING ? "" : variable.upper();
    if (name.equals("SQL_MODE") && changesRules(assignment)) {
      return "statements end elsewhere in this sql_mode";
    }
    return REFUSED.getOrDefault(name, "");
  }

  private static boolean changesRules(Words value) {
    Words rest = value.rest();
    while (!rest.isAtEnd()) {
      String text = rest.take().text().toUpperCase(Locale.ROOT);
      for (String mode : text.split(",", -1)) {
        if (OTHER_RULES.contains(mode.strip())) {
          return true;
        }
      }
    }
    return false;
  }
}
