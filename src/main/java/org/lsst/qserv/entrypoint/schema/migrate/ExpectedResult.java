// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;

/** Compares the definition of an object with the result that a statement would have. */
interface ExpectedResult {
  /**
   * Returns whether the statement changes the object from one definition to the other; false if
   * that cannot be determined.
   */
  boolean matches(String statement, ObjectEffect object, Definition before, Definition now)
      throws SQLException;
}
