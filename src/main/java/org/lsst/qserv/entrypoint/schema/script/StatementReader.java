// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Optional;

/** Reads the statements of a script one at a time, in order. */
public interface StatementReader extends AutoCloseable {
  /**
   * Returns the next statement, or nothing at the end of the script.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure 65 with the line, if something is not closed,
   *     is a command of the client, or is larger than the limit
   */
  Optional<ScriptStatement> next();

  @Override
  void close();
}
