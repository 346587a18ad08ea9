// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * An option file with server, account, password and TLS for MariaDB's clients, which only the owner
 * can read. Closing deletes it.
 */
public final class ClientOptionFile implements AutoCloseable {
  private final Path path;

  private ClientOptionFile(Path path) {
    this.path = path;
  }

  /** Creates the file, and replaces one that a killed process left. */
  public static ClientOptionFile create(Path path, DatabaseUrl url) throws IOException {
    Files.deleteIfExists(path);
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    ClientOptionFile file = new ClientOptionFile(path);
    Files.writeString(path, text(url));
    return file;
  }

  /** Returns the path, for {@code --defaults-file}. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }

  static String text(DatabaseUrl url) {
    StringBuilder text = new StringBuilder("[client]\n");
    add(text, "user", url.user());
    url.password().map(Secret::reveal).ifPresent(password -> add(text, "password", password));
    if (url.socket().isEmpty()) {
      add(text, "host", url.host());
      add(text, "port", String.valueOf(url.port()));
      add(text, "protocol", "tcp"); // otherwise "localhost" means the socket
    } else {
      add(text, "socket", url.socket());
    }
    return addTls(text, url).toString();
  }

  /**
   * States everything, because the defaults differ: clients from 11.4 on use TLS and verify the
   * server. They ignore {@code ssl-ca} unless they also verify the host name, so {@code verify-ca}
   * cannot be expressed and becomes {@code verify-full}.
   */
  private static StringBuilder addTls(StringBuilder text, DatabaseUrl url) {
    if (!url.isEncrypted()) {
      return text.append("loose-ssl=0\nloose-ssl-verify-server-cert=0\n");
    }
    text.append("ssl=1\n");
    if (url.tls().verifies()) {
      add(text, "ssl-ca", url.tls().caFile());
    }
    return text.append("ssl-verify-server-cert=").append(url.tls().verifies() ? 1 : 0).append('\n');
  }

  /** Quotes a value, so spaces and # are literal; backslash and line break must be escaped. */
  private static void add(StringBuilder text, String option, String value) {
    text.append(option)
        .append("=\"")
        .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
        .append("\"\n");
  }
}
