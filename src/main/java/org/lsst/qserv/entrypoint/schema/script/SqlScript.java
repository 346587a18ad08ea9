package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * A script for the {@code mariadb} client, split as that client does in batch mode: {@code
 * DELIMITER}, {@code \g} and {@code \G}, comments left out, what is left at the end executed.
 * Beyond that, a compound statement needs no {@code DELIMITER}.
 *
 * <p>A word of the client that the server does not know ({@code source}, {@code \!}) is a mistake.
 * {@code USE} is a statement, also without a delimiter, as there.
 */
public final class SqlScript {
  private SqlScript() {}

  /**
   * Its statements, without empty ones.
   *
   * @throws Failure 65, with the line, if something is not closed or not for a server
   */
  public static List<SqlStatement> split(String text) {
    return split(text, "the script");
  }

  /**
   * The same.
   *
   * @param origin the script's name, for messages
   */
  public static List<SqlStatement> split(String text, String origin) {
    return new ScriptReader(text, origin).read();
  }
}
