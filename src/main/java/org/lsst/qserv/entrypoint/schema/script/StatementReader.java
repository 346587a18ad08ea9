// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Optional;

/** Reads the statements of a script one by one, in order. Not thread-safe. */
public interface StatementReader extends AutoCloseable {
  /**
   * Returns the next statement, or empty at the end of the script.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 65 and the line, if a
   *     statement is not closed, is a command of the client, or is larger than the limit
   */
  Optional<ScriptStatement> next();

  @Override
  void close();
}
