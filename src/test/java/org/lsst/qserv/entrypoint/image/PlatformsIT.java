// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.image.Container.Outcome;
import org.lsst.qserv.entrypoint.image.OperatorPod.Last;
import org.testcontainers.containers.Network;

/**
 * Tests the supported series of MariaDB with real servers, and upgrades between them. The quick
 * suite has only the images with 10.11 and 11.8: it tests 11.8, because the other tests use 10.11,
 * and the upgrade from one to the other.
 */
final class PlatformsIT {
  private static final List<String> SERIES =
      Sample.FULL ? List.of("10.5", "10.11", "11.4", "11.8") : List.of("11.8");

  private static final List<List<String>> UPGRADES =
      Sample.FULL
          ? List.of(List.of("10.5", "10.11", "11.4", "11.8"), List.of("10.11", "11.8"))
          : List.of(List.of("10.11", "11.8"));

  /** Warnings about the machine, not about our options. */
  private static final Pattern EXPECTED_WARNING =
      Pattern.compile(
          "max_open_files|io_uring|Changed limits|Access denied|Aborted connection"
              + "|CONVERSION_FAILED|is started with --skip-ssl");

  private static final String ROWS = "SELECT GROUP_CONCAT(a ORDER BY a) FROM site.";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Volume volume;

  private static final Map<String, MariadbSeries> CONTAINERS = new HashMap<>();

  @BeforeAll
  static void createVolume() {
    volume = new Volume();
  }

  @AfterAll
  static void removeContainers() {
    CONTAINERS.values().forEach(MariadbSeries::close);
    volume.close();
  }

  private static MariadbSeries container(String series) {
    return CONTAINERS.computeIfAbsent(series, name -> new MariadbSeries(name, volume));
  }

  private static List<String> series() {
    return SERIES;
  }

  /** Without 11.4, whose test build takes minutes to create the keys of its certificates. */
  private static List<String> seriesForTheOperator() {
    return SERIES.stream().filter(series -> !series.equals("11.4")).toList();
  }

  private static List<List<String>> upgrades() {
    return UPGRADES;
  }

  @ParameterizedTest
  @MethodSource("series")
  void preparesAndInitializesADatabaseWithoutWarnings(String series) {
    MariadbSeries server = container(series);
    String name = "new-" + series;

    assertThat(
            server.served(
                name,
                "full",
                """
                for probe in startup live ready; do entrypoint probe $probe >/dev/null; done
                sql "SELECT COUNT(*) FROM mysql.time_zone_name WHERE Name = 'Pacific/Auckland'"
                sql "SELECT CONVERT_TZ('2026-07-01 12:00', 'UTC', 'Europe/Paris')"
                sql "SELECT CURRENT_USER()"
                export QSERV_DATABASE__MONITOR_PASSWORD=monitor QSERV_DATABASE__PASSWORD=master
                init() { entrypoint init --module worker | sed 's/.*sock: //'; }
                init
                init
                MYSQL_PWD=master mariadb --no-defaults --disable-ssl-verify-server-cert -h127.0.0.1 \\
                  -P$QSERV_MARIADB__PORT -uqsmaster -NBe 'SELECT CURRENT_USER()'
                entrypoint database status
                """))
        .isEqualTo(
            """
            1
            2026-07-01 14:00:00
            qserv@localhost
            done: create account 'monitor'@'localhost'
            done: grant PROCESS on *.* to 'monitor'@'localhost'
            done: create account 'monitor'@'%%'
            done: grant PROCESS on *.* to 'monitor'@'%%'
            done: set the password of account 'qsmaster'@'localhost'
            done: set the password of account 'qsmaster'@'%%'
            no changes
            qsmaster@localhost
            recorded  %1$s
            server    %1$s, running
            upgrade   not needed
            """
                .formatted(server.version()));
    assertThat(server.serverLog(name).lines())
        .filteredOn(line -> line.contains("[Warning]") || line.contains("[ERROR]"))
        .filteredOn(line -> !EXPECTED_WARNING.matcher(line).find())
        .isEmpty();
    assertThat(server.serverLog(name)).doesNotContain("WARN ");
  }

  @ParameterizedTest
  @MethodSource("series")
  void migratesASchemaWithDataUnlessTheServerChangesDefinitionsNonAtomically(String series) {
    MariadbSeries server = container(series);
    String output =
        server.served(
            "schema-" + series,
            "maintenance",
            """
            rm -rf /tmp/scripts; mkdir -p /tmp/scripts/worker
            upgrade() { entrypoint schema upgrade --module worker -emode=maintenance 2>&1; }
            cp /tmp/all-scripts/migrate-None-to-1.sql /tmp/scripts/worker
            code=0; upgrade || code=$?; echo "exit $code"
            [ $code = 0 ] || exit 0
            sql "INSERT INTO qservw_worker.Chunks VALUES ('db', 7)"
            cp /tmp/all-scripts/* /tmp/scripts/worker
            upgrade
            sql "SELECT * FROM qservw_worker.Dbs NATURAL JOIN qservw_worker.Chunks"
            sql "SELECT value FROM qservw_worker.QMetadata WHERE metakey = 'version'"
            """);
    if (series.equals("10.5")) {
      assertThat(output)
          .contains(
              "the server is " + server.version(),
              "in which an interrupted DDL statement can be partially applied",
              "use MariaDB 10.6 or newer",
              "exit 78");
    } else {
      assertThat(output).contains("exit 0\n").endsWith("db\t7\n3\n");
    }
  }

  @ParameterizedTest
  @MethodSource("seriesForTheOperator")
  void runsTheStartScriptsOfTheOperator(String series) {
    try (Network network = Network.newNetwork();
        OperatorPod pod =
            new OperatorPod(
                network,
                Image.ofSeries(series),
                "database",
                Map.of(
                    "1-accounts.sql",
                    OperatorPod.resource("accounts.sql"),
                    "2-root.sql",
                    OperatorPod.resource("root.sql")))) {
      pod.startDatabase(Last.WAITED_FOR);
      pod.awaitTcp(3306);
    }
  }

  @ParameterizedTest
  @MethodSource("upgrades")
  void upgradesDataAndRefusesUncleanFilesAndDowngrades(List<String> path) {
    String name = "upgraded-from-" + path.getFirst() + "-in-" + path.size();
    container(path.getFirst())
        .served(
            name,
            "full",
            """
            sql "CREATE DATABASE site;
              CREATE TABLE site.innodb (a INT PRIMARY KEY) ENGINE=InnoDB;
              CREATE TABLE site.myisam (a INT PRIMARY KEY) ENGINE=MyISAM;
              CREATE TABLE site.aria (a INT PRIMARY KEY) ENGINE=Aria;
              CREATE VIEW site.both AS SELECT a FROM site.innodb JOIN site.myisam USING (a);
              INSERT INTO site.innodb VALUES (0); INSERT INTO site.myisam VALUES (0);
              INSERT INTO site.aria VALUES (0)"
            """);
    for (int i = 1; i < path.size(); i++) {
      MariadbSeries old = container(path.get(i - 1));
      MariadbSeries next = container(path.get(i));
      kill(name, old, i);
      refusesUncleanFiles(name, old, next);
      recover(name, old, i);
      upgrade(name, old, next, i);
      path.subList(0, i).forEach(earlier -> refusesADowngrade(name, container(earlier), next));
    }
  }

  /** Kills the server of a database that was used since its last checkpoint. */
  private static void kill(String name, MariadbSeries server, int row) {
    server.served(
        name,
        "full",
        "sql 'INSERT INTO site.innodb VALUES (" + row + ")'; kill -9 $(cat $data/mysql.pid)");
  }

  private static void refusesUncleanFiles(String name, MariadbSeries old, MariadbSeries next) {
    String problem =
        "/mysql was not shut down cleanly by MariaDB "
            + old.version()
            + " (%s), which an upgrade to "
            + next.version()
            + " requires; nothing was changed\n";
    refuses(name, next, "maintenance", problem.formatted("mysql.pid still exists"));
    old.container().script("rm /qserv/data/" + name + "/mysql/mysql.pid");
    refuses(
        name,
        next,
        "maintenance",
        problem.formatted(
            "ib_logfile0 contains changes that have not been written to the tables yet"));
  }

  /** Starts and stops the server of the old series, which recovers the database. */
  private static void recover(String name, MariadbSeries server, int row) {
    assertThat(server.served(name, "full", "sql '" + ROWS + "innodb'"))
        .isEqualTo(numbers(row) + "\n");
  }

  /** Upgrades, with a tool that is killed the first time; even then, there is no way back. */
  private static void upgrade(String name, MariadbSeries old, MariadbSeries next, int row) {
    refuses(
        name,
        next,
        "full",
        "/mysql must be upgraded from MariaDB "
            + old.version()
            + " to "
            + next.version()
            + " first\n");
    String killed =
        next.served(
            name,
            "maintenance",
            """
            entrypoint database upgrade >/tmp/first.log 2>&1 &
            running() { grep -lxs mariadb-upgrade /proc/[0-9]*/comm; }
            until running >/dev/null; do kill -0 $!; sleep 0.01; done
            while tools=$(running); do kill -9 $(cut -d/ -f3 <<<"$tools") 2>/dev/null || true; done
            code=0; wait $! || code=$?; echo "killed: $code"
            entrypoint database status | head -n1
            """);
    assertThat(killed).isEqualTo("killed: 69\nrecorded  " + old.version() + "\n");
    refusesADowngrade(name, old, next);
    String upgraded =
        next.served(
            name,
            "maintenance",
            """
            entrypoint database upgrade 2>/tmp/second.log || cat /tmp/second.log
            entrypoint database upgrade 2>/dev/null
            """);
    assertThat(upgraded)
        .isEqualTo(
            """
            recorded %1$s, server %2$s: upgraded
            recorded %2$s, server %2$s: already up to date
            """
                .formatted(old.version(), next.version()));
    assertThat(
            next.served(
                name,
                "full",
                """
                sql '%1$sinnodb; %1$smyisam; %1$saria; %1$sboth'
                entrypoint init --module worker | sed 's/.*sock: //'
                """
                    .formatted(ROWS)))
        .isEqualTo(numbers(row) + "\n0\n0\n0\nno changes\n");
  }

  private static void refusesADowngrade(String name, MariadbSeries earlier, MariadbSeries used) {
    for (String mode : List.of("full", "maintenance")) {
      refuses(
          name,
          earlier,
          mode,
          "/mysql was last used by MariaDB "
              + used.version()
              + ", and downgrades to "
              + earlier.version()
              + " are not supported; nothing was changed\n");
    }
  }

  private static void refuses(String name, MariadbSeries server, String mode, String problem) {
    String before = server.fingerprint(name);
    Outcome refused = server.launch(name, mode);
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err()).contains("error: /qserv/data/" + name + problem);
    assertThat(server.fingerprint(name)).isEqualTo(before);
  }

  /** Returns {@code 0,1,…,last}. */
  private static String numbers(int last) {
    StringBuilder numbers = new StringBuilder("0");
    for (int i = 1; i <= last; i++) {
      numbers.append(',').append(i);
    }
    return numbers.toString();
  }
}
