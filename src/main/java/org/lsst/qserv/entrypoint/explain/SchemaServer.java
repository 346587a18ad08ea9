// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** The server of a schema. Its text says where it is, and shows no password. */
sealed interface SchemaServer {

  /** One that the settings name, and who asks it. */
  record Named(DatabaseUrl url) implements SchemaServer {
    @Override
    public String toString() {
      return url.toString();
    }
  }

  /** The one on a data directory, while it runs; its local administrator asks it. */
  record OnDirectory(Path dataDirectory) implements SchemaServer {
    @Override
    public String toString() {
      return "the server on " + dataDirectory;
    }
  }
}
