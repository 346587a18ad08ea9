// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** A worker's database server in a container, and {@code init} next to it. */
final class InitServer implements AutoCloseable {
  static final String SOCKET = "/qserv/data/mysql/mysql.sock";
  static final String ACCOUNTS = "SELECT * FROM mysql.global_priv ORDER BY user, host";
  static final String TCP = "worker on 127.0.0.1:3306: ";
  static final String LOCAL = "worker on " + SOCKET + ": ";

  private static final String USER = "1000:0";
  private static final String SITE =
      """
      database {
        admin-url = "mysql://boss@127.0.0.1/", admin-password-file = /tmp/boss
        password-file = /tmp/qsmaster, monitor-password-file = /tmp/monitor
        status-password-file = /tmp/qsstatus
      }
      replication {
        password-file = /tmp/qsreplica
        admin-url = ${database.admin-url}, admin-password-file = /tmp/boss
      }
      """;
  private static final String LOG = "general_log = 1\\ngeneral_log_file = /tmp/general.log\\n";

  private final Container container = Container.idle(Image.LITE).start();

  /** The complete output of all init commands. */
  private final StringBuilder output = new StringBuilder();

  /**
   * Starts the server.
   *
   * @param option a line of its configuration, or empty
   */
  InitServer(String option) {
    for (String name : List.of("boss", "qsmaster", "monitor", "qsstatus", "qsreplica", "alice")) {
      container.write("/tmp/" + name, "canary-of-" + name + "\n");
    }
    container.write("/tmp/site.conf", SITE + "mariadb.options = \"" + LOG + option + "\"\n");
    container.scriptAs(
        USER,
        ShellFunctions.AWAIT_SERVER
            + """
            setsid entrypoint worker database --config /tmp/site.conf </dev/null >/tmp/server.log 2>&1 &
            await_server $! /tmp/server.log
            """);
  }

  Container container() {
    return container;
  }

  String output() {
    return output.toString();
  }

  Outcome init(String... options) {
    return entrypoint("init --module worker --config /tmp/site.conf", options);
  }

  /** Runs a command of the launcher in the container of the server. */
  Outcome entrypoint(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of("entrypoint"));
    arguments.addAll(List.of(command.split(" ")));
    arguments.addAll(Arrays.asList(options));
    Outcome outcome = container.runAs(USER, arguments.toArray(String[]::new));
    output.append(outcome.out()).append(outcome.err());
    return outcome;
  }

  static String succeeded(Outcome outcome) {
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    return outcome.out();
  }

  String sql(String statements) {
    return sqlAs(USER, statements);
  }

  /** Executes statements as a user of the operating system. */
  String sqlAs(String user, String statements) {
    container.write("/tmp/statements.sql", statements);
    return container.scriptAs(user, "mariadb -S " + SOCKET + " -NB </tmp/statements.sql");
  }

  /** Logs in over TCP with the password of an account. */
  Outcome login(String user, String statement) {
    return container.runAs(
        USER,
        "bash",
        "-c",
        "MYSQL_PWD=$(cat /tmp/%1$s) mariadb -h 127.0.0.1 -u %1$s -NBe \"%2$s\""
            .formatted(user, statement));
  }

  @Override
  public void close() {
    container.close();
  }
}
