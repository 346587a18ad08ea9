// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits scripts into lists of statements. */
public final class ScriptSplitter {
  private ScriptSplitter() {}

  /** Splits a script with the default {@code sql_mode} and without a default database. */
  public static List<ScriptStatement> split(String text) {
    return split(text, "the script");
  }

  static List<ScriptStatement> split(String text, String origin) {
    return readAll(ScriptParser.open(new StringReader(text), origin, SqlMode.DEFAULT));
  }

  static List<ScriptStatement> split(String text, SqlMode mode, String database) {
    return readAll(ScriptParser.open(new StringReader(text), "the script", mode, database));
  }

  static List<ScriptStatement> readAll(StatementReader reader) {
    List<ScriptStatement> statements = new ArrayList<>();
    try (reader) {
      Optional<ScriptStatement> next = reader.next();
      while (next.isPresent()) {
        statements.add(next.get());
        next = reader.next();
      }
    }
    return statements;
  }
}
