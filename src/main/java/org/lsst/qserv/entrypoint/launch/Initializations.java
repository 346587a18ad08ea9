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

/** Creates the initializations of modules, each with the URL of its server. */
public final class Initializations {
  private Initializations() {}

  /**
   * Returns the initialization of the module's own server.
   *
   * @throws Failure with exit code 78 if there is neither a URL nor a running server in this
   *     container, 74 if the password of the local administrator cannot be read
   */
  public static Initialization of(ModuleInitialization desired, InitOptions options) {
    return at(url(desired), desired, options);
  }

  /**
   * Returns the administrator's URL of the module's own server.
   *
   * @throws Failure with exit code 78 if there is neither a URL nor a running server in this
   *     container, 74 if the password of the local administrator cannot be read
   */
  public static DatabaseUrl url(ModuleInitialization desired) {
    return SchemaTargets.url(desired.adminUrl(), desired.dataDirectory(), desired.role());
  }

  /** Returns the initialization of a specific server. */
  public static Initialization at(
      DatabaseUrl url, ModuleInitialization desired, InitOptions options) {
    return new Initialization(url, desired.desired(), options, Initializations::statements);
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
