// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;

/** Reports a statement that failed, and the error of the server or of the connection. */
final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient ScriptStep step;
  private final SQLException error;

  StepFailedException(ScriptStep step, SQLException error) {
    super(error);
    this.step = step;
    this.error = error;
  }

  ScriptStep step() {
    return step;
  }

  SQLException error() {
    return error;
  }
}
