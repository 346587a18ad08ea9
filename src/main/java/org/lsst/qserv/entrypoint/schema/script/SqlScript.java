package org.lsst.qserv.entrypoint.schema.script;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Adapts {@link ScriptParser} for callers that want all statements of a text at once. */
public final class SqlScript {
  private SqlScript() {}

  /**
   * Returns the statements of a script.
   *
   * @throws Failure 65, with the line, if something is not closed or not for a server
   */
  public static List<SqlStatement> split(String text) {
    return split(text, "the script");
  }

  /**
   * Returns the statements of a script.
   *
   * @param origin the script's name, for messages
   */
  public static List<SqlStatement> split(String text, String origin) {
    List<SqlStatement> statements = new ArrayList<>();
    try (StatementReader reader =
        ScriptParser.open(new StringReader(text), origin, SqlMode.DEFAULT)) {
      Optional<ScriptStatement> next = reader.next();
      while (next.isPresent()) {
        statements.add(SqlStatement.of(next.get()));
        next = reader.next();
      }
    }
    return List.copyOf(statements);
  }
}
