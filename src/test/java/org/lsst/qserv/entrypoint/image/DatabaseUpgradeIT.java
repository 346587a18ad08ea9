// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * Tests mismatched versions of MariaDB with one server; the other versions are written to the
 * version files. {@link PlatformsIT} has servers of several series.
 */
final class DatabaseUpgradeIT {
  private static final String USER = "1000:0";
  private static final String NAMELESS = "4711:0";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  /** The version of the image's server, such as {@code 10.11.18}. */
  @SuppressWarnings("NullAway.Init") // as above
  private static String version;

  @BeforeAll
  static void initializeTemplate() {
    container =
        Container.idle(Image.LITE).copy(Path.of("target/test-classes"), "/tmp/tests").start();
    assertThat(start(USER, "one", "full", "-ecommand=[\"true\"]").exit()).isZero();
    version = container.script("cut -d- -f1 /qserv/data/one/mysql/*_upgrade_info").strip();
  }

  @AfterAll
  static void removeContainer() {
    container.close();
  }

  @Test
  void refusesFilesOfANewerServerInEveryModeWithoutChanges() {
    copy("newer");
    record("newer", "99.1.7");
    String before = fingerprint("newer");
    for (String mode : List.of("full", "maintenance")) {
      Outcome refused = start(USER, "newer", mode);
      assertThat(refused.exit()).isEqualTo(78);
      assertThat(refused.err())
          .contains(
              "error: /qserv/data/newer/mysql was last used by MariaDB 99.1.7, and downgrades to "
                  + version
                  + " are not supported; nothing was changed\n"
                  + "fix: use an image with MariaDB 99.1 or later, or restore a backup made"
                  + " before its upgrade\n");
    }
    assertThat(fingerprint("newer")).isEqualTo(before);
  }

  @Test
  void startsWithAnotherPatchLevelInModeFull() {
    copy("patch");
    record("patch", version.replaceFirst("[.][0-9]+$", ".1"));
    Outcome started = start(USER, "patch", "full", "-ecommand=[\"true\"]");
    assertThat(started.exit()).isZero();
    assertThat(started.err()).contains("not needed: same series");
  }

  @Test
  void upgradesAnOlderDatabaseInMaintenanceAndRecordsIt() {
    upgradeInMaintenance(USER, "older");
  }

  @Test
  void upgradesWithAnAdministratorPassword() {
    upgradeInMaintenance(NAMELESS, "nameless");
  }

  private static void upgradeInMaintenance(String user, String name) {
    assertThat(start(user, name, "full", "-ecommand=[\"true\"]").exit()).isZero();
    record(name, "10.6.22");
    Outcome refused = start(user, name, "full");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err())
        .contains(version + " first\nfix: start it with mode=maintenance, and run");

    String output =
        served(
            user,
            name,
            "maintenance",
            """
            database status --output json
            database upgrade 2>/dev/null
            database upgrade
            database status
            """);
    assertThat(output)
        .startsWith(
            "{\"recorded\":\"10.6.22\",\"server\":\""
                + version
                + "\",\"running\":true,\"upgrade-needed\":true}\n")
        .contains("recorded 10.6.22, server " + version + ": upgraded\n")
        .endsWith(
            "recorded "
                + version
                + ", server "
                + version
                + ": already up to date\nrecorded  "
                + version
                + "\nserver    "
                + version
                + ", running\nupgrade   not needed\n");
    assertThat(container.script("cat /qserv/data/" + name + "/mysql.upgrades"))
        .contains("\"from\":\"10.6.22-MariaDB\"", "\"state\":\"started\"")
        .endsWith("\"state\":\"done\"}\n");
    assertThat(container.run("ls", "/qserv/data/" + name).out()).doesNotContain("upgrade.cnf");
    assertThat(start(user, name, "full", "-ecommand=[\"true\"]").exit()).isZero();
  }

  @Test
  void letsOnlyOneOfTwoUpgradesRun() {
    copy("two");
    record("two", "10.6.22");
    assertThat(
            served(
                USER,
                "two",
                "maintenance",
                """
                sql() { mariadb --no-defaults -S $socket -NBe "$1"; }
                sql "select get_lock('qserv-database-upgrade', 9), sleep(600)" >/dev/null 2>&1 &
                holder=$!
                until sql "select is_used_lock('qserv-database-upgrade')" | grep -qv NULL; do :; done
                code=0; database upgrade 2>&1 || code=$?
                echo $code
                kill $holder
                """))
        .contains(
            "error: the database in /qserv/data/two/mysql is being upgraded by connection ",
            "fix: wait until it has finished; check it with 'entrypoint database status'\n75\n");
  }

  @Test
  void runsAKilledUpgradeAgain() {
    copy("killed");
    record("killed", "10.6.22");
    String output =
        served(
            USER,
            "killed",
            "maintenance",
            """
            entrypoint database upgrade -epaths.state=/tmp/state-killed >/dev/null 2>&1 &
            until [ -s /qserv/data/killed/mysql.upgrades ]; do sleep 0.02; done
            kill -9 $!; wait $! || true
            cat /qserv/data/killed/mysql/*_upgrade_info; echo
            database upgrade 2>/dev/null
            """);
    assertThat(output)
        .isEqualTo("10.6.22-MariaDB\nrecorded 10.6.22, server " + version + ": upgraded\n");
  }

  /** The real tool truncates its file too briefly to be killed at that moment on purpose. */
  @Test
  void keepsTheRecordedVersionIfTheToolIsKilledWhileItWritesItsFile() {
    copy("truncated");
    record("truncated", "10.6.22");
    String output =
        served(
            USER,
            "truncated",
            "maintenance",
            """
            mkdir -p /tmp/truncated
            printf '#!/bin/sh\n: >/qserv/data/truncated/mysql/mysql_upgrade_info; kill -9 $$\n' \
              >/tmp/truncated/mariadb-upgrade
            chmod +x /tmp/truncated/mariadb-upgrade
            code=0; PATH=/tmp/truncated:$PATH database upgrade 2>/dev/null || code=$?; echo $code
            database status | head -n1
            """);
    assertThat(output).isEqualTo("69\nrecorded  10.6.22\n");
    assertThat(
            served(
                USER,
                "truncated",
                "maintenance",
                """
                database upgrade 2>/dev/null
                ls -A /qserv/data/truncated/mysql | grep -c version-before-upgrade || true
                """))
        .isEqualTo("recorded 10.6.22, server " + version + ": upgraded\n0\n");
  }

  @Test
  void refusesAnUpgradeInModeFullUnlessForced() {
    copy("forced");
    String output =
        served(
            USER,
            "forced",
            "full",
            """
            database upgrade
            echo 10.6.22-MariaDB >/qserv/data/forced/mysql/mysql_upgrade_info
            code=0; database upgrade 2>&1 || code=$?; echo $code
            code=0; database upgrade --mode maintenance 2>&1 || code=$?; echo "option ignored: $code"
            database upgrade --force 2>/dev/null
            """);
    assertThat(output)
        .startsWith("recorded " + version + ", server " + version + ": already up to date\n")
        .contains(
            "error: the database in /qserv/data/forced/mysql is in mode full: its clients would"
                + " access partly upgraded tables\n"
                + "fix: start it with mode=maintenance, or add --force\n78\n")
        .contains("option ignored: 78\n")
        .endsWith("recorded 10.6.22, server " + version + ": upgraded\n");
  }

  @Test
  void runsATemporaryServerForAnActionAndStopsIt() {
    copy("temporary");
    String data = "/qserv/data/temporary/mysql";
    assertThat(container.script(temporary(data) + " run 2>/tmp/temporary.log"))
        .isEqualTo(
            """
            None[]
            Reachable[socket=%1$s/mysql.sock]
            None[]
            """
                .formatted(data));
    assertThat(container.run("test", "-d", data + "/made_meanwhile").exit()).isZero();
    assertThat(container.run("test", "-e", data + "/mysql.pid").exit()).isOne();
  }

  @Test
  void killsATemporaryServerWithItsLauncherAndDetectsAnUnreachableOne() {
    copy("orphan");
    String data = "/qserv/data/orphan/mysql";
    assertThat(
            container.script(
                """
                %1$s wait >/tmp/first 2>/tmp/first.log &
                until grep -q Reachable /tmp/first; do :; done
                mv %2$s/mysql.sock %2$s/hidden
                %1$s inspect
                kill -9 $!; wait $! || true
                until %1$s inspect | grep None; do :; done
                """
                    .formatted(temporary(data), data)))
        .isEqualTo("Unreachable[]\nNone[]\n");
  }

  private static String temporary(String data) {
    return "/opt/qserv-entrypoint/runtime/bin/java -cp"
        + " /opt/qserv-entrypoint/lib/entrypoint.jar:/tmp/tests"
        + " org.lsst.qserv.entrypoint.mariadb.datadir.TemporaryServerProgram "
        + data;
  }

  private static void record(String name, String recorded) {
    container.scriptAs(
        "0:0",
        "rm -f /qserv/data/%1$s/mysql/mariadb_upgrade_info; printf %2$s-MariaDB >/qserv/data/%1$s/mysql/mysql_upgrade_info"
            .formatted(name, recorded));
  }

  private static Outcome start(String user, String name, String mode, String... options) {
    List<String> command = new ArrayList<>(server(name, mode));
    command.addAll(List.of(options));
    return container.runAs(user, command.toArray(String[]::new));
  }

  private static List<String> server(String name, String mode) {
    return List.of(
        "entrypoint",
        "worker",
        "database",
        "-epaths.data=/qserv/data/" + name,
        "-epaths.config=/tmp/config-" + name,
        "-epaths.state=/tmp/state-" + name,
        "-emariadb.port=" + port(name),
        "-emode=" + mode);
  }

  /** Returns the output of a script that runs while the server is running. */
  private static String served(String user, String name, String mode, String script) {
    return container.scriptAs(
        user,
        """
        %1$s >/tmp/server-%2$s.log 2>&1 &
        server=$!
        trap 'kill $server 2>/dev/null; wait $server || true' EXIT
        socket=/qserv/data/%2$s/mysql/mysql.sock
        entrypoint probe ready --wait 2m -epaths.state=/tmp/state-%2$s >/dev/null
        database() { entrypoint database "$@" -epaths.state=/tmp/state-%2$s; }
        %3$s
        """
            .formatted(String.join(" ", server(name, mode)), name, script));
  }

  private static void copy(String to) {
    container.script("cp -a /qserv/data/one /qserv/data/" + to);
  }

  /** Returns name, modification time, permissions, owner and content of every file. */
  private static String fingerprint(String name) {
    return container.script(
        "cd /qserv/data/"
            + name
            + "/mysql; find . -type f -printf '%p %T@ %m %u\\n' -exec sha256sum {} + | sort");
  }

  /** Returns the port of a server, so that several can run at the same time. */
  private static int port(String name) {
    return 10_000 + Math.floorMod(name.hashCode(), 20_000);
  }
}
