// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.mariadb.connection.Connections;
import org.lsst.qserv.entrypoint.mariadb.connection.LocalAdministrator;
import org.lsst.qserv.entrypoint.process.CommandRunner;

/**
 * Runs in a container: prints whether a server uses the data directory (first argument) before,
 * while and after a temporary server executes a statement. The optional second argument is {@code
 * inspect} to only print it, or {@code wait} to keep the server running until it is killed.
 */
final class TemporaryServerProgram {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private TemporaryServerProgram() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path data = Path.of(arguments[0]);
    CommandRunner tool = new CommandRunner("a test", Optional.empty());
    List<String> program = List.of("mariadbd", "--no-defaults", "--innodb-buffer-pool-size=16M");
    System.out.println(DataDirectoryUsage.find(data));
    if (arguments[1].equals("inspect")) {
      return;
    }
    try {
      new TemporaryServer(data, program, tool, TimeSource.real(), MINUTE, MINUTE)
          .run(socket -> {
            execute(data, socket);
            System.out.println(on(data)); // from here on the test may take the socket away
            if (arguments[1].equals("wait")) {
              Thread.sleep(MINUTE);
            }
          });
    } catch (Failure e) {
      System.out.println(e.getMessage());
    }
    System.out.println(DataDirectoryUsage.find(data));
  }

  private static DataDirectoryUsage on(Path data) {
    try {
      return DataDirectoryUsage.find(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(Path data, Path socket) {
    try (Connection connection = Connections.open(LocalAdministrator.url(data, socket), MINUTE);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS made_meanwhile");
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
