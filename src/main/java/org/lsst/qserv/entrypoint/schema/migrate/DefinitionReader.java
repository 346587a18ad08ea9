// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.sql.SQLException;
import java.util.Map;
import org.lsst.qserv.entrypoint.schema.script.ObjectEffect;

/** Reads the current definitions of database objects. */
interface DefinitionReader {
  /**
   * Returns the current definition of each object, by the key of the object.
   *
   * @throws SQLException if a definition cannot be read, such as for lack of a privilege; for an
   *     account that cannot be read, {@link Definition#UNKNOWN} is returned instead
   */
  Map<String, Definition> of(Map<String, ObjectEffect> objects) throws SQLException;
}
