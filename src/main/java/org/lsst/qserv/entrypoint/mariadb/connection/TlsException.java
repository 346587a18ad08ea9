// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.io.Serial;
import java.sql.SQLException;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** A connection that failed because the server and the TLS settings of its URL do not match. */
final class TlsException extends SQLException {
  /** The SQLSTATE of a connection that could not be opened. */
  private static final String UNABLE_TO_CONNECT = "08001";

  @Serial private static final long serialVersionUID = 1;

  private final ExitCode exit;
  private final String fix;

  TlsException(TlsProblem problem, DatabaseUrl url, SQLException cause) {
    super(problem.what(url), UNABLE_TO_CONNECT, cause);
    this.exit = problem.exit();
    this.fix = problem.fix(url);
  }

  /** Returns what is wrong and how to fix it. */
  Problem problem() {
    return new Problem(exit, String.valueOf(getMessage()), fix);
  }
}
