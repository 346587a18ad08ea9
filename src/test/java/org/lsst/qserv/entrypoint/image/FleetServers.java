// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.util.Map;
import java.util.stream.Stream;

/**
 * Real MariaDB servers in one container, each with its own port and data directory. The data
 * directories are copies of a template that has version 1 of a test schema.
 */
final class FleetServers implements AutoCloseable {
  private static final String PASSWORD = "s3cret/{0..1}@home";
  private static final int FIRST_PORT = 4000;

  /** The first statement of each script shows whether the script has started. */
  private static final Map<String, String> SCRIPTS =
      Map.of(
          "migrate-None-to-1.sql",
          """
          CREATE DATABASE qservw_worker;
          USE qservw_worker;
          CREATE TABLE QMetadata (metakey CHAR(64) NOT NULL PRIMARY KEY, value TEXT) ENGINE=InnoDB;
          CREATE TABLE item (id INT NOT NULL PRIMARY KEY AUTO_INCREMENT, text TEXT) ENGINE=InnoDB;
          CREATE TABLE gate (shut INT) ENGINE=InnoDB;
          """,
          "migrate-1-to-2.sql",
          """
          INSERT INTO item (text) VALUES ('first');
          ALTER TABLE item ADD COLUMN more INT NOT NULL DEFAULT 7;
          INSERT INTO item (text) VALUES ('second');
          """,
          "migrate-2-to-3.sql",
          """
          DO SLEEP(2);
          SELECT shut FROM gate;
          INSERT INTO item (text) VALUES ('third');
          """);

  private final Container container;

  FleetServers() {
    container = Container.idle(Image.LITE).start();
    container.script("mkdir -p /tmp/scripts/worker");
    SCRIPTS.forEach((name, text) -> container.write("/tmp/scripts/worker/" + name, text));
    container.write("/tmp/password", PASSWORD);
    container.script(
        """
        entrypoint worker database -epaths.data=/qserv/data/first -epaths.config=/tmp/config-first \
          -epaths.state=/tmp/state-first -edatabase.admin-url=mysql://boss@127.0.0.1:4000/ \
          -edatabase.admin-password-file=/tmp/password '-ecommand=["true"]'
        """);
    rename("first", 0);
    start(0, 1);
    upgrade("--fleet", pattern(0, 1), "--to", "1").assertExit(0);
    stop(0);
    container.script("mv /qserv/data/0 /qserv/data/template");
  }

  private void rename(String from, int to) {
    container.script("mv /qserv/data/" + from + "/mysql /qserv/data/" + to);
  }

  /** Creates a number of servers without starting them. */
  void create(int size) {
    container.script(
        """
        cd /qserv/data
        for ((i = 0; i < %d; i++)); do cp -a --sparse=always template $i; done
        """
            .formatted(size));
  }

  /** Kills all servers and removes their data. */
  void clear() {
    container.script(
        """
        for pid in /qserv/data/[0-9]*/pid; do
          [ -e $pid ] || continue
          process=$(cat $pid)
          kill -KILL $process
          while kill -0 $process 2>/dev/null; do sleep 0.02; done
        done
        rm -rf /qserv/data/[0-9]*
        """);
  }

  /** Starts servers, the last number excluded, and waits until they accept connections. */
  void start(int from, int end) {
    container.script(
        ShellFunctions.AWAIT_SERVER
            + """
            cd /qserv/data
            for ((i = %1$d; i < %2$d; i++)); do
              setsid mariadbd --no-defaults --datadir=/qserv/data/$i --port=$((%3$d + i)) \
                --bind-address=127.0.0.1 --socket=/qserv/data/$i/socket --pid-file=/qserv/data/$i/pid \
                --innodb-buffer-pool-size=8M --innodb-log-file-size=4M --performance-schema=OFF \
                --innodb-flush-log-at-trx-commit=1 >/tmp/server-$i.log 2>&1 </dev/null &
              servers[i]=$!
            done
            for ((i = %1$d; i < %2$d; i++)); do
              await_server ${servers[i]} /tmp/server-$i.log
            done
            """
                .formatted(from, end, FIRST_PORT));
  }

  private void stop(int number) {
    container.script(
        """
        process=$(cat /qserv/data/%1$d/pid)
        kill $process
        while kill -0 $process 2>/dev/null; do sleep 0.05; done
        rm -f /tmp/server-%1$d.log
        """
            .formatted(number));
  }

  /** Returns the result of a query, or the error of the client. */
  String query(int number, String sql) {
    Container.Outcome outcome =
        container.run(
            Map.of("MYSQL_PWD", PASSWORD),
            "mariadb",
            "--no-defaults",
            "-h127.0.0.1",
            "-P" + (FIRST_PORT + number),
            "-uboss",
            "-NBe",
            sql);
    return outcome.exit() == 0 ? outcome.out().strip() : outcome.err().strip();
  }

  /** Locks the gate of a server: its upgrade to version 3 waits there until the gate is opened. */
  void closeGate(int number) {
    container.script(
        """
        mkfifo /tmp/gate
        MYSQL_PWD=$(cat /tmp/password) setsid mariadb --no-defaults -h127.0.0.1 -P%d -uboss -NBn \
          >/tmp/gate.out 2>&1 </tmp/gate &
        setsid sleep infinity >/tmp/gate 2>/dev/null </dev/null &
        echo $! >/tmp/gate.pid
        echo "LOCK TABLES qservw_worker.gate WRITE; SELECT 'closed';" >/tmp/gate
        until grep -q closed /tmp/gate.out; do sleep 0.02; done
        """
            .formatted(FIRST_PORT + number));
  }

  /** Opens the gate that is closed. */
  void openGate() {
    container.script("kill $(cat /tmp/gate.pid); rm /tmp/gate /tmp/gate.pid /tmp/gate.out");
  }

  /** Returns the name of a server in tables and reports. */
  static String name(int number) {
    return "127.0.0.1:" + (FIRST_PORT + number);
  }

  /** Returns the pattern of servers, the last number excluded. */
  static String pattern(int from, int end) {
    return "mysql://boss@127.0.0.1:{" + (FIRST_PORT + from) + ".." + (FIRST_PORT + end - 1) + "}";
  }

  /** Runs an upgrade with additional arguments. */
  UpgradeOutcome upgrade(String... arguments) {
    String[] command =
        Stream.concat(
                Stream.of(
                    "entrypoint",
                    "schema",
                    "upgrade",
                    "--module",
                    "worker",
                    "--mode",
                    "maintenance",
                    "-eschema.scripts=/tmp/scripts",
                    "-eschema.lock-timeout=20s",
                    "-epaths.state=/tmp/state",
                    "-edatabase.admin-password-file=/tmp/password"),
                Stream.of(arguments))
            .toArray(String[]::new);
    return new UpgradeOutcome(container.run(command));
  }

  /** The outcome of an upgrade, whose output contains no password. */
  record UpgradeOutcome(Container.Outcome outcome) {
    UpgradeOutcome {
      if ((outcome.out() + outcome.err()).contains(PASSWORD)) {
        throw new AssertionError("a password is shown: " + outcome);
      }
    }

    void assertExit(int code) {
      if (outcome.exit() != code) {
        throw new AssertionError("expected exit code " + code + " of " + outcome);
      }
    }

    String out() {
      return outcome.out();
    }

    String err() {
      return outcome.err();
    }
  }

  Container container() {
    return container;
  }

  /** Returns the content of a report, which must contain no password. */
  String report(String path) {
    String text = container.script("cat " + path);
    if (text.contains(PASSWORD)) {
      throw new AssertionError("a password is in the report: " + text);
    }
    return text;
  }

  @Override
  public void close() {
    container.close();
  }
}
