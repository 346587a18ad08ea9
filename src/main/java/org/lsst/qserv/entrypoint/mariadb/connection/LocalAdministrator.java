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
 * The account that administers a server from inside its container. A user with a name logs in by
 * that name, the server asks the kernel who it is. Where the uid has no name there is a password
 * instead, in an option file in the data directory that only this uid may read: there it is on the
 * same volume, and a copy of the data brings it along.
 */
public final class LocalAdministrator {
  private static final String ROOT = "root";
  private static final String PASSWORD = "password=";

  /** The name of the option file with the generated password. */
  public static final String OPTION_FILE = ".administrator.cnf";

  private LocalAdministrator() {}

  /** Where the server of a data directory answers: every configuration of ours says so. */
  public static Path socket(Path dataDirectory) {
    return SocketPath.in(dataDirectory);
  }

  /** The option file with the generated password. */
  public static Path optionFile(Path dataDirectory) {
    return dataDirectory.resolve(OPTION_FILE);
  }

  /** The content of the option file, which the {@code mariadb} client understands too. */
  public static String options(Secret password) {
    return "[client]\nuser=" + ROOT + "\n" + PASSWORD + password.reveal() + "\n";
  }

  /** How to log in on the socket. */
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
