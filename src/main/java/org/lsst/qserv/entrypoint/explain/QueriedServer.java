// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** The server of a schema. Its string contains the location, but no password. */
sealed interface QueriedServer {

  /** A server with a URL in the settings. */
  record ByUrl(DatabaseUrl url) implements QueriedServer {
    @Override
    public String toString() {
      return url.toString();
    }
  }

  /** The server of a data directory in this container, queried as its local administrator. */
  record ByDataDirectory(Path dataDirectory) implements QueriedServer {
    @Override
    public String toString() {
      return "the MariaDB server of data directory " + dataDirectory;
    }
  }
}
