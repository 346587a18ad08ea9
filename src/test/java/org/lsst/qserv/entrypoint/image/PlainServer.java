// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * A MariaDB server in a container with its default configuration, without anonymous users. The
 * test's own JVM can connect to it over TCP.
 */
final class PlainServer implements AutoCloseable {
  static final int PORT = 3399;

  private static final String ADMIN = "mariadb --no-defaults -uroot -S /tmp/plain.sock ";

  private final Container container;

  /** Starts a server with additional options. */
  PlainServer(String... options) {
    container = Container.idle(Image.LITE).start();
    container.script(
        """
        mariadb-install-db --no-defaults --datadir=/tmp/plain --auth-root-authentication-method=normal >/tmp/install.log 2>&1
        setsid mariadbd --no-defaults --datadir=/tmp/plain --socket=/tmp/plain.sock --port=%d %s \\
          >/tmp/plain.log 2>&1 </dev/null &
        """
            .formatted(PORT, String.join(" ", options)));
    container.await(
        "the server", () -> container.run("bash", "-c", ADMIN + "-e 'SELECT 1'").exit() == 0);
    sql("DELETE FROM mysql.global_priv WHERE User = ''; FLUSH PRIVILEGES");
  }

  Container container() {
    return container;
  }

  /** Executes statements as the administrator and returns the rows, one per line. */
  String sql(String sql) {
    return container.script(ADMIN + "-NB <<'END'\n" + sql + ";\nEND\n");
  }

  /** Returns the URL of the server over TCP, for an account without a password. */
  DatabaseUrl url(String user, String database) {
    return new DatabaseUrl(user, Optional.empty(), container.address(), PORT, database, "");
  }

  @Override
  public void close() {
    container.close();
  }
}
