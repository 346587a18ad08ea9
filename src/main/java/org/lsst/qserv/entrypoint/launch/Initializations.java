// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.launch;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.mariadb.account.InitOptions;
import org.lsst.qserv.entrypoint.mariadb.account.Initialization;
import org.lsst.qserv.entrypoint.plan.ModuleInitialization;
import org.lsst.qserv.entrypoint.schema.script.ScriptParser;
import org.lsst.qserv.entrypoint.schema.script.ScriptStatement;
import org.lsst.qserv.entrypoint.schema.script.SqlMode;
import org.lsst.qserv.entrypoint.schema.script.StatementReader;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Finds the server of what a module wants, and gives it what it needs. */
public final class Initializations {
  private Initializations() {}

  /**
   * An initialization of the module's own server.
   *
   * @throws Failure 78 if there is neither a URL nor a server beside us
   */
  public static Initialization of(ModuleInitialization wanted, InitOptions options) {
    return at(url(wanted), wanted, options);
  }

  /**
   * The module's own server, and who administers it.
   *
   * @throws Failure 78 if there is neither a URL nor a server beside us
   */
  public static DatabaseUrl url(ModuleInitialization wanted) {
    return SchemaTargets.url(wanted.adminUrl(), wanted.dataDirectory(), wanted.role());
  }

  /** The same on a server that is named apart. */
  public static Initialization at(
      DatabaseUrl url, ModuleInitialization wanted, InitOptions options) {
    return new Initialization(url, wanted.desired(), options, Initializations::statements);
  }

  private static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    try (StatementReader reader =
        ScriptParser.open(new StringReader(script), "the script", SqlMode.DEFAULT, "")) {
      for (Optional<ScriptStatement> next = reader.next(); next.isPresent(); next = reader.next()) {
        statements.add(next.get().text());
      }
    }
    return statements;
  }
}
