// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** The server of a schema. Its string contains the location, but no password. */
sealed interface SchemaServer {

  /** A server with a URL in the settings. */
  record Named(DatabaseUrl url) implements SchemaServer {
    @Override
    public String toString() {
      return url.toString();
    }
  }

  /** The server on a data directory, queried by its local administrator. */
  record OnDirectory(Path dataDirectory) implements SchemaServer {
    @Override
    public String toString() {
      return "the MariaDB server for data directory " + dataDirectory;
    }
  }
}
