// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * A real MariaDB server in mode maintenance, and the commands that users run in its container to
 * upgrade the schema of a worker.
 */
final class SchemaServer implements AutoCloseable {
  static final String PASSWORD = "s3cret-7";
  static final int PORT = 3399;
  static final String TARGET = "qservw_worker on 127.0.0.1:" + PORT;
  static final String SCRIPTS = "/tmp/scripts/worker/";
  static final String VERSION = "SELECT value FROM qservw_worker.QMetadata";

  private static final String HOLDER =
      "SELECT IFNULL(IS_USED_LOCK('qserv-schema-script:qservw_worker'), 0)";

  private final Container container;

  SchemaServer() {
    container =
        Container.idle(Image.DEVELOPMENT)
            .copy(Path.of("target/test-classes/schema/proxy.py"), "/tmp/proxy.py")
            .start();
    container.write("/tmp/password", PASSWORD);
    container.script(
        """
        setsid entrypoint worker database -e paths.config=/tmp/config -e paths.state=/tmp/server \
          -e mariadb.port=%1$d -e mode=maintenance \
          -e database.admin-url=mysql://boss@127.0.0.1:%1$d/ \
          -e database.admin-password-file=/tmp/password >/tmp/server.log 2>&1 </dev/null &
        until mariadb --no-defaults -S /qserv/data/mysql/mysql.sock -e 'SELECT 1' >/dev/null 2>&1; do
          kill -0 $! 2>/dev/null || { cat /tmp/server.log >&2; exit 1; }
          sleep 0.05
        done
        """
            .formatted(PORT));
    sql(
        """
        CREATE USER IF NOT EXISTS monitor@'127.0.0.1', probe@'127.0.0.1', service@'127.0.0.1';
        -- the component's own account may log in over TCP, too
        ALTER USER probe@localhost IDENTIFIED VIA unix_socket OR mysql_native_password USING '';
        GRANT ALL ON *.* TO probe@localhost, monitor@'127.0.0.1', probe@'127.0.0.1', service@'127.0.0.1'
        """);
  }

  Container container() {
    return container;
  }

  /** Replaces the schema and the journal by a new schema with version 1. */
  void reset() {
    sql(
        """
        KILL USER service;
        KILL USER monitor;
        KILL USER boss;
        DROP DATABASE IF EXISTS qservw_worker;
        DROP DATABASE IF EXISTS qservSchemaJournal;
        CREATE DATABASE qservw_worker;
        USE qservw_worker;
        CREATE TABLE QMetadata (metakey CHAR(64) NOT NULL PRIMARY KEY, value TEXT) ENGINE=InnoDB;
        INSERT INTO QMetadata VALUES ('version', '1');
        CREATE TABLE item (id INT NOT NULL PRIMARY KEY AUTO_INCREMENT, text TEXT) ENGINE=InnoDB;
        CREATE TABLE gate (shut INT) ENGINE=InnoDB;
        INSERT INTO gate VALUES (1);
        """);
    container.script("rm -rf /tmp/scripts /tmp/state /tmp/run; mkdir -p /tmp/run " + SCRIPTS);
  }

  /** Writes a script to the directory of scripts. */
  void file(String name, String text) {
    container.script("cat >" + SCRIPTS + name + " <<'END_OF_SCRIPT'\n" + text + "END_OF_SCRIPT\n");
  }

  /** Executes statements as the administrator; returns one line per row. */
  String sql(String text) {
    return container.script(
        "mariadb --no-defaults -S /qserv/data/mysql/mysql.sock -NB <<'END_OF_SQL'\n"
            + text
            + "\nEND_OF_SQL\n");
  }

  /** Returns the texts of table item, in the order of their insertion. */
  String items() {
    return sql("SELECT IFNULL(GROUP_CONCAT(text ORDER BY id), '') FROM qservw_worker.item").strip();
  }

  String version() {
    return sql(VERSION).strip();
  }

  /** Runs a schema command for the worker in mode maintenance. */
  Outcome schema(String verb, String... options) {
    return container.run(command(verb, options).toArray(String[]::new));
  }

  private static List<String> command(String verb, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "entrypoint",
                "schema",
                verb,
                "--module=worker",
                "-eschema.scripts=/tmp/scripts",
                "-emode=maintenance",
                "-epaths.state=/tmp/state",
                "-edatabase.admin-url=mysql://boss@127.0.0.1:" + PORT + "/",
                "-edatabase.admin-password-file=/tmp/password"));
    command.addAll(List.of(options));
    return command;
  }

  Outcome upgrade(String... options) {
    return schema("upgrade", options);
  }

  /** Starts a schema command; {@link #awaitExit} waits until it exits. */
  void start(String name, String verb, String... options) {
    start(name, command(verb, options));
  }

  /** Starts any command; {@link #awaitExit} waits until it exits. */
  void start(String name, List<String> command) {
    container.script(
        """
        (
          %2$s >/tmp/run/%1$s.out 2>/tmp/run/%1$s.err &
          echo $! >/tmp/run/%1$s.pid
          code=0; wait $! || code=$?
          echo $code >/tmp/run/%1$s.code
        ) >/dev/null 2>&1 </dev/null &
        until [ -s /tmp/run/%1$s.pid ]; do sleep 0.01; done
        """
            .formatted(name, String.join(" ", command)));
  }

  /** Waits until a command that was started exits. */
  Outcome awaitExit(String name) {
    return new Outcome(
        Integer.parseInt(
            container
                .script(
                    "until [ -s /tmp/run/%1$s.code ]; do sleep 0.02; done; cat /tmp/run/%1$s.code"
                        .formatted(name))
                .strip()),
        out(name),
        err(name));
  }

  String out(String name) {
    return container.script("cat /tmp/run/" + name + ".out");
  }

  String err(String name) {
    return container.script("cat /tmp/run/" + name + ".err");
  }

  void signal(String name, String signal) {
    container.script("kill -" + signal + " $(cat /tmp/run/" + name + ".pid)");
  }

  /** Waits until the script session of the upgrade executes a statement that matches. */
  void awaitStatement(String like) {
    awaitAnswer(
        "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE '"
            + like
            + "' AND ID = IS_USED_LOCK('qserv-schema-script:qservw_worker')",
        "1");
  }

  void awaitAnswer(String sql, String answer) {
    container.await(sql, () -> sql(sql).strip().equals(answer));
  }

  /** Starts an upgrade, and kills it together with a statement that it executes. */
  void killDuring(String like, String... options) {
    start("killed", "upgrade", options);
    awaitStatement(like);
    kill("killed");
  }

  /** Kills an upgrade that was started, and the session of its script with its statement. */
  void kill(String name) {
    signal(name, "KILL");
    // without its client the session may end between the query and the command (error 1094)
    sql(
        """
        DELIMITER //
        BEGIN NOT ATOMIC
          DECLARE CONTINUE HANDLER FOR 1094 BEGIN END;
          KILL %s;
        END//
        """
            .formatted(sql(HOLDER).strip()));
    awaitAnswer(HOLDER, "0");
  }

  /** Opens a session of another account that executes the statements and then stays idle. */
  void openSession(String user, String statements) {
    container.script(
        """
        mkfifo /tmp/run/%1$s.in
        exec 9<>/tmp/run/%1$s.in # open from here on, so that the client never sees an end too early
        setsid mariadb --no-defaults -h127.0.0.1 -P%2$d -u%1$s -NBn \
          >/tmp/run/%1$s.out 2>&1 </tmp/run/%1$s.in 9>&- &
        client=$!
        setsid sleep infinity >&9 9>&- 2>/dev/null </dev/null &
        echo $! >/tmp/run/%1$s.pid
        cat >&9 <<'END_OF_SQL'
        %3$s; SELECT 'entered';
        END_OF_SQL
        until grep -q entered /tmp/run/%1$s.out; do kill -0 $client; sleep 0.02; done
        """
            .formatted(user, PORT, statements));
  }

  /** Closes the session of an account. */
  void closeSession(String user) {
    signal(user, "KILL");
    awaitAnswer(
        "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = '" + user + "'", "0");
    container.script("rm /tmp/run/" + user + ".in");
  }

  /** Returns the connection ID of the session of an account. */
  String connectionId(String user) {
    return sql("SELECT ID FROM information_schema.PROCESSLIST WHERE USER = '" + user + "'").strip();
  }

  /** Saves the current content of the schema and of the journal. */
  void saveDatabases() {
    container.script(
        "mariadb-dump --no-defaults -S /qserv/data/mysql/mysql.sock --routines --databases"
            + " qservw_worker qservSchemaJournal --add-drop-database >/tmp/run/kept.sql");
  }

  void restoreDatabases() {
    container.script("mariadb --no-defaults -S /qserv/data/mysql/mysql.sock </tmp/run/kept.sql");
  }

  /** Returns a checksum of everything that a schema command could change. */
  String dump() {
    return container.script(
        "mariadb-dump --no-defaults -S /qserv/data/mysql/mysql.sock --all-databases --routines"
            + " --skip-comments --skip-dump-date --ignore-table=mysql.general_log"
            + " | sha256sum");
  }

  /** Returns a failure as it is printed on stderr. */
  static String message(String what, String fix) {
    return "error: " + what + "\nfix: " + fix + "\n";
  }

  @Override
  public void close() {
    container.close();
  }
}
