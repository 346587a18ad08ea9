// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lsst.qserv.entrypoint.host.SocketPath;
import org.lsst.qserv.entrypoint.host.SystemUser;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/**
 * The account that administers a server from inside its container. A user with a name logs in with
 * that name through {@code unix_socket}. A uid without a name uses a password instead, from an
 * option file in the data directory that only this uid can read. There it is on the same volume and
 * part of each copy of the data.
 */
public final class LocalAdministrator {
  private static final String ROOT = "root";
  private static final String PASSWORD = "password=";

  /** The name of the option file with the generated password. */
  public static final String OPTION_FILE = ".administrator.cnf";

  private LocalAdministrator() {}

  /**
   * Returns the socket of the server on a data directory, which every configuration of the launcher
   * uses.
   */
  public static Path socket(Path dataDirectory) {
    return SocketPath.in(dataDirectory);
  }

  /** Returns the path of the option file with the generated password. */
  public static Path optionFile(Path dataDirectory) {
    return dataDirectory.resolve(OPTION_FILE);
  }

  /** Returns the content of the option file, which the {@code mariadb} client can read too. */
  public static String options(Secret password) {
    return "[client]\nuser=" + ROOT + "\n" + PASSWORD + password.reveal() + "\n";
  }

  /** Returns the URL for logging in over the socket. */
  public static DatabaseUrl url(Path dataDirectory, Path socket) throws IOException {
    Path file = optionFile(dataDirectory);
    Optional<Secret> password = Files.isReadable(file) ? password(file) : Optional.empty();
    String user = password.isPresent() ? ROOT : SystemUser.name().orElse(ROOT);
    return new DatabaseUrl(user, password, "", 0, "", socket.toString());
  }

  private static Optional<Secret> password(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(PASSWORD))
        .map(line -> new Secret(line.substring(PASSWORD.length())))
        .findFirst();
  }
}
