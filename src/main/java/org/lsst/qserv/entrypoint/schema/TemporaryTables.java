package org.lsst.qserv.entrypoint.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.sql.SqlStatement;

/**
 * The temporary tables of a script. They end with the session; made again by who goes on, they are
 * empty.
 */
final class TemporaryTables {
  private static final Pattern CREATE =
      Pattern.compile(
          "^\\s*CREATE\\s+(?:OR\\s+REPLACE\\s+)?TEMPORARY\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
              + "(?:`?[\\w$]+`?\\s*\\.\\s*)?`?([\\w$]+)`?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DROP =
      Pattern.compile("^\\s*DROP\\s+TEMPORARY\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final List<Pattern> names = new ArrayList<>();

  /** The temporary tables that these steps make. */
  TemporaryTables(List<UpgradeStep> steps) {
    for (UpgradeStep step : steps) {
      for (SqlStatement statement : step.statements()) {
        Matcher create = CREATE.matcher(statement.text());
        if (create.find()) {
          names.add(
              Pattern.compile(
                  "\\b" + Pattern.quote(create.group(1)) + "\\b", Pattern.CASE_INSENSITIVE));
        }
      }
    }
  }

  /** Whether a statement fills, changes or reads one, rather than makes or drops it. */
  boolean areUsedBy(SqlStatement statement) {
    return !CREATE.matcher(statement.text()).find()
        && !DROP.matcher(statement.text()).matches()
        && names.stream().anyMatch(name -> name.matcher(statement.text()).find());
  }
}
