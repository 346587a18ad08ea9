// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;

/** Knows what a definition change makes of an object. */
interface ExpectedResult {
  /**
   * Returns whether the statement leads from one definition of the object to the other. What cannot
   * be found out counts as no.
   */
  boolean leadsTo(String statement, ObjectEffect object, Definition before, Definition now)
      throws SQLException;
}
