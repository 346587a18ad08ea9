// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import org.lsst.qserv.entrypoint.mariadb.connection.ServerSession;

/** Opens a session on the server of a schema. */
interface SessionOpener {
  /** Returns a new session, which the caller must close. */
  ServerSession open() throws SQLException;
}
