// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.StatementKind;
import org.lsst.qserv.entrypoint.schema.script.Trait;

/**
 * Tracks the session state that completed statements of an interrupted script had created and that
 * cannot be restored, and finds later statements that use it. It compares names in the text of
 * statements, so it reports too many uses rather than too few.
 */
final class LostSessionState {
  private static final Pattern VARIABLE = Pattern.compile("(?<![\\w$@`'\"])@(`[^`]+`|[\\w$.]+)");

  private static final Pattern TEMPORARY =
      Pattern.compile(
          "(?i)\\bCREATE\\s+(?:OR\\s+REPLACE\\s+)?TEMPORARY\\s+TABLE\\s+"
              + "(?:IF\\s+NOT\\s+EXISTS\\s+)?(?:(?:`[^`]+`|[\\w$]+)\\s*\\.\\s*)?(`[^`]+`|[\\w$]+)");

  /** Statements that use no values of the session. */
  private static final Pattern NEUTRAL =
      Pattern.compile(
          "(?i)\\s*(DROP\\s+(?:TEMPORARY\\s+)?TABLE|DEALLOCATE|COMMIT|ROLLBACK)\\b.*",
          Pattern.DOTALL);

  /** Sets a system variable, which affects later statements that do not name it. */
  private static final Pattern SETS_SYSTEM_VARIABLE = Pattern.compile("(?i)\\s*SET\\s+(?!@[^@])");

  private static final Pattern SEEDS = Pattern.compile("(?i)\\brand_seed[12]\\b");

  private static final String RANDOM = "RAND";

  private static final Pattern EXECUTES = Pattern.compile("(?i)\\s*EXECUTE\\b");

  /** Represents every user variable. */
  private static final String ANY_VARIABLE = "@*";

  private static final Pattern ROLLBACK = Pattern.compile("(?i)\\s*ROLLBACK\\b");

  private record Lost(SourcedStatement statement, Set<String> names) {}

  private final Set<String> temporaryTables = new HashSet<>();
  private boolean isSeeded;
  private final List<Lost> lost = new ArrayList<>();

  /**
   * Records a completed statement.
   *
   * @param isLast whether no completed statement follows
   */
  void completed(SourcedStatement sourced, boolean isLast) {
    String text = sourced.statement().text();
    Matcher created = TEMPORARY.matcher(text);
    while (created.find()) {
      temporaryTables.add(normalized(created.group(1)));
    }
    boolean isRolledBack = ROLLBACK.matcher(text).lookingAt() && !temporaryTables.isEmpty();
    if (isRolledBack) {
      lost.add(new Lost(sourced, Set.copyOf(temporaryTables)));
    } else if (Resumption.isLost(sourced.statement(), isLast)
        || propagatesLoss(sourced.statement())) {
      boolean setsSystemVariable = SETS_SYSTEM_VARIABLE.matcher(text).lookingAt();
      lost.add(new Lost(sourced, setsSystemVariable ? Set.of() : names(text)));
    }
    if (isSeeded && mentions(text, RANDOM)) {
      lost.add(new Lost(sourced, Set.of(RANDOM))); // the next value depends on this one
    }
    isSeeded |= SEEDS.matcher(text).find();
    if (!sourced.statement().classification().calls().isEmpty()) {
      lost.add(new Lost(sourced, Set.of(ANY_VARIABLE))); // a routine may have set some
    }
  }

  /** State that is set from a lost value is also lost. */
  private boolean propagatesLoss(ScriptStatement statement) {
    boolean leavesState =
        statement.kind() == StatementKind.SESSION || statement.has(Trait.LEAVES_SESSION_STATE);
    return leavesState && usedBy(statement).isPresent();
  }

  private Set<String> names(String text) {
    Set<String> names = new HashSet<>();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      names.add("@" + normalized(variable.group(1)));
    }
    for (String table : temporaryTables) {
      if (mentions(text, table)) {
        names.add(table);
      }
    }
    return names;
  }

  /** Returns the completed statement whose lost state the given later statement uses. */
  Optional<SourcedStatement> usedBy(ScriptStatement statement) {
    if (lost.isEmpty() || NEUTRAL.matcher(statement.text()).matches()) {
      return Optional.empty();
    }
    boolean mayUseAny =
        statement.kind() == StatementKind.OPAQUE
            || !statement.classification().calls().isEmpty()
            || EXECUTES.matcher(statement.text()).lookingAt();
    return lost.stream()
        .filter(state ->
            (mayUseAny && !state.names().equals(Set.of(ANY_VARIABLE)))
                || state.names().isEmpty()
                || state.names().stream().anyMatch(name -> mentions(statement.text(), name)))
        .map(Lost::statement)
        .findFirst();
  }

  private static boolean mentions(String text, String name) {
    if (name.equals(ANY_VARIABLE)) {
      return VARIABLE.matcher(text).find();
    }
    String plain = name.startsWith("@") ? name.substring(1) : name;
    String start = name.startsWith("@") ? "@`?" : "(?<![\\w$@])";
    return Pattern.compile(start + Pattern.quote(plain) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .find();
  }

  private static String normalized(String name) {
    return name.replace("`", "").toLowerCase(Locale.ROOT);
  }
}
