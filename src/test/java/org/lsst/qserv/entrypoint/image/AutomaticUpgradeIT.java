// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.Sample;

/**
 * Tests databases that upgrade themselves after their start in maintenance mode. There is only one
 * server; the version files are those of an earlier series. A {@code mariadb-upgrade} that precedes
 * the real one in PATH waits for a file, so that an upgrade lasts as long as a test needs.
 */
@Order(1)
final class AutomaticUpgradeIT {
  private static final String USER = "1000:0";
  private static final String NAMELESS = "4711:0";

  private static final String SLOW_UPGRADE =
      """
      #!/bin/sh
      echo 'Phase 1/8: Checking and upgrading mysql database'
      until [ -e "$SIGNALS/proceed" ]; do sleep 0.05; done
      [ ! -e "$SIGNALS/fail" ] || { echo 'FATAL ERROR: disk full'; exit 3; }
      exec /usr/bin/mariadb-upgrade "$@"
      """;

  /**
   * Functions of a test with the database NAME. The variables {@code launcher} and {@code data} are
   * the process of a launch in the background, and the data directory.
   */
  private static final String FUNCTIONS =
      """
      export SIGNALS=/tmp/signals-%1$s PATH=/tmp/slow:$PATH QSERV_PATHS__STATE=/tmp/state-%1$s
      export QSERV_PATHS__DATA=/qserv/data/%1$s QSERV_PATHS__CONFIG=/tmp/config-%1$s
      export QSERV_PATHS__MODE=/tmp/mode-%1$s QSERV_MARIADB__PORT=%2$d
      export QSERV_DATABASE__AUTO_UPGRADE=maintenance
      export QSERV_XROOTD__MANAGER__HOST=nowhere QSERV_REGISTRY__HOST=nowhere
      export QSERV_INSTANCE_ID=test QSERV_AUTH_KEY=key QSERV_ADMIN_AUTH_KEY=key
      export QSERV_REPLICATION__URL=mysql://qsreplica@nowhere/qservReplica
      export QSERV_DATABASE__ADMIN_URL=mysql://root@127.0.0.1:1/qservw_worker
      export QSERV_DATABASE__URL=mysql://qsmaster@127.0.0.1:1/qservw_worker
      data=/qserv/data/%1$s/mysql
      mkdir -p $SIGNALS
      launch() { entrypoint "$@" >/tmp/log-%1$s 2>&1 & launcher=$!; }
      until_true() {
        for _ in {1..600}; do
          ! "$@" >/dev/null 2>&1 || return 0
          kill -0 $launcher || return 1
          sleep 0.2
        done
        echo "never true: $*" >&2
        return 1
      }
      is_upgrading() { entrypoint probe startup | grep -F 'starting'  | grep -F 'mariadb-upgrade phase 1/8'; }
      recorded() { cut -d- -f1 $data/*_upgrade_info; }
      stop() { kill $launcher; code=0; wait $launcher || code=$?; echo "stopped $code"; }
      launcher=
      trap 'tail -n 30 /tmp/log-%1$s >&2 || true; kill $(cat $data/mysql.pid) $launcher 2>/dev/null || true' EXIT
      """;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  /** The version of the image's server, such as {@code 10.11.18}. */
  @SuppressWarnings("NullAway.Init") // as above
  private static String version;

  @BeforeAll
  static void initializeTemplate() {
    container =
        Container.idle(Image.DEVELOPMENT)
            .executable("/tmp/slow/mariadb-upgrade", SLOW_UPGRADE)
            .start();
    container.script(
        "entrypoint worker database -epaths.data=/qserv/data/one -epaths.config=/tmp/config-one"
            + " -epaths.state=/tmp/state-one -ecommand='[\"true\"]'");
    version = container.script("cut -d- -f1 /qserv/data/one/mysql/*_upgrade_info").strip();
  }

  @AfterAll
  static void removeContainer() {
    container.close();
  }

  /** Returns the output of a script with a database that looks like one of an earlier series. */
  private static String run(String user, String name, String script) {
    container.scriptAs(
        user,
        """
        mkdir /qserv/data/%1$s
        cp -a --no-preserve=ownership /qserv/data/one/mysql /qserv/data/%1$s/mysql
        rm -f /qserv/data/%1$s/mysql/mariadb_upgrade_info /qserv/data/%1$s/mysql/.last-server
        printf 10.6.22-MariaDB >/qserv/data/%1$s/mysql/mysql_upgrade_info
        """
            .formatted(name));
    return container.scriptAs(
        user, FUNCTIONS.formatted(name, 10_000 + Math.floorMod(name.hashCode(), 20_000)) + script);
  }

  private static List<String> launches() {
    return Sample.of(AutomaticUpgradeIT.class, "launches")
        .of(
            List.of(
                "worker database",
                "worker database -elaunch=exec",
                "worker database -elaunch=supervise",
                "worker",
                "worker -elaunch=exec"),
            1);
  }

  @ParameterizedTest
  @MethodSource("launches")
  void upgradesOnceInEveryKindOfLaunchAndReportsItsProgress(String launch) {
    String name = "way" + Math.floorMod(launch.hashCode(), 10_000);
    String output =
        run(
            USER,
            name,
            """
            launch %s -emode=maintenance
            until_true is_upgrading
            for probe in startup live ready; do
              entrypoint probe $probe >/dev/null && echo "$probe yes" || echo "$probe no"
            done
            entrypoint status | grep -o 'database .*' | tr -s ' ' | cut -d' ' -f3,6-
            entrypoint status --output json | grep -o '"versions": {[^}]*}'
            recorded
            touch $SIGNALS/proceed
            entrypoint probe ready --accept-parked --wait 2m >/dev/null
            entrypoint status --output json | grep -o '"versions": {[^}]*}'
            entrypoint probe startup >/dev/null && echo started
            entrypoint database status | tail -n1
            grep -o '"state":"[a-z]*"' $data.upgrades
            stop
            grep -o 'supervise=.*' /tmp/log-%s || true
            """
                .formatted(launch, name));
    String target = launch.replaceFirst(" -.*", "");
    String value = target.contains(" ") ? '"' + target + '"' : target;
    boolean executes = launch.equals("worker database") || launch.endsWith("exec");
    assertThat(output)
        .isEqualTo(
            """
            startup no
            live yes
            ready no
            starting mariadb-upgrade phase 1/8: Checking and upgrading mysql database
            "versions": {"server": "%1$s", "recorded": "10.6.22"}
            10.6.22
            "versions": {"server": "%1$s", "recorded": "%1$s"}
            started
            upgrade   not needed
            "state":"started"
            "state":"done"
            stopped 0
            """
                    .formatted(version)
                + (executes
                    ? "supervise=%s reason=\"upgrade the database in /qserv/data/%s/mysql with"
                            .formatted(value, name)
                        + " mariadb-upgrade, if it belongs to an earlier series\"\n"
                    : ""));
  }

  @Test
  void upgradesWithAnAdministratorPassword() {
    assertThat(
            container.scriptAs(
                NAMELESS,
                FUNCTIONS.formatted("nameless", 31_000)
                    + """
                    entrypoint worker database -ecommand='["true"]' 2>/dev/null
                    rm -f $data/mariadb_upgrade_info $data/.last-server
                    printf 10.6.22-MariaDB >$data/mysql_upgrade_info
                    touch $SIGNALS/proceed
                    launch worker database -emode=maintenance
                    entrypoint probe ready --wait 2m >/dev/null
                    entrypoint database status | tail -n1
                    ls $data/.. | grep -c upgrade.cnf || true
                    """))
        .isEqualTo("upgrade   not needed\n0\n");
  }

  @Test
  void executesADatabaseThatNeedsNoUpgrade() {
    assertThat(
            run(
                USER,
                "current",
                """
                printf %s-MariaDB >$data/mysql_upgrade_info
                launch worker database -emode=maintenance
                entrypoint probe ready --wait 2m >/dev/null
                entrypoint status --output json | grep -o '"executed": [a-z]*'
                test -e $data.upgrades || echo 'no upgrade'
                """
                    .formatted(version)))
        .isEqualTo("\"executed\": true\nno upgrade\n");
  }

  @Test
  void upgradesNothingInModeFullOrWithoutTheSetting() {
    String output =
        run(
            USER,
            "full",
            """
            touch $SIGNALS/proceed
            entrypoint worker database 2>$SIGNALS/log || echo $?
            tail -n2 $SIGNALS/log
            recorded
            export QSERV_DATABASE__AUTO_UPGRADE=never
            launch worker database -emode=maintenance
            entrypoint probe ready --wait 2m >/dev/null
            recorded
            entrypoint database status | tail -n1
            """);
    assertThat(output)
        .isEqualTo(
            """
            78
            error: /qserv/data/full/mysql must be upgraded from MariaDB 10.6.22 to %s first
            fix: start it with mode=maintenance, and run 'entrypoint database upgrade' in the same \
            container, or set database.auto-upgrade=maintenance
            10.6.22
            10.6.22
            upgrade   needed
            """
                .formatted(version));
  }

  @Test
  void aModeThatChangesDuringTheUpgradeIsFollowedAfterwards() {
    assertThat(
            run(
                USER,
                "mode",
                """
                launch worker -emode=maintenance
                until_true is_upgrading
                entrypoint mode set full >/dev/null
                until_true sh -c 'entrypoint status | grep "cmsd.*pending *.*waiting for database"'
                is_upgrading >/dev/null && echo 'still upgrading'
                touch $SIGNALS/proceed
                until_true sh -c 'entrypoint status | grep "database *full *ready"'
                until_true sh -c 'entrypoint status | grep "cmsd *full *preparing .*wait for mysql:.* of at most 600 s"'
                recorded
                stop
                """))
        .isEqualTo("still upgrading\n" + version + "\nstopped 0\n");
  }

  private static List<String> killed() {
    return Sample.of(AutomaticUpgradeIT.class, "killed")
        .of(List.of("upgrade", "launcher", "server"), 1);
  }

  @ParameterizedTest
  @MethodSource("killed")
  void startsAgainAfterAKillOfThe(String process) {
    String output =
        run(
            USER,
            "kill" + process,
            """
            launch worker database -emode=maintenance
            until_true is_upgrading
            upgrade=$(grep -lz -- "--defaults-file=$data.upgrade.cnf" /proc/[0-9]*/cmdline 2>/dev/null | cut -d/ -f3)
            server=$(cat $data/mysql.pid)
            kill -9 $%1$s
            code=0; wait $launcher || code=$?; echo "exit $code"
            kill $server 2>/dev/null || true
            while kill -0 $server 2>/dev/null; do sleep 0.05; done
            while kill -0 $upgrade 2>/dev/null; do sleep 0.05; done
            recorded
            touch $SIGNALS/proceed
            launch worker database -emode=maintenance
            entrypoint probe ready --wait 2m >/dev/null
            recorded
            grep -o '"state":"[a-z]*"' $data.upgrades | tail -n2
            ls $data/.. | grep -c upgrade.cnf || true
            """
                .formatted(process));
    assertThat(output)
        .matches("exit (69|137)\n(?s).*")
        .endsWith("10.6.22\n" + version + "\n\"state\":\"started\"\n\"state\":\"done\"\n0\n");
  }

  @Test
  void anUpgradeThatFailsIsReportedAndHeldUntilARetry() {
    assertThat(
            run(
                USER,
                "held",
                """
                touch $SIGNALS/proceed $SIGNALS/fail
                launch worker database -emode=maintenance -eon-failure=hold
                until_true sh -c 'entrypoint status | grep failed'
                entrypoint status | grep -o 'mariadb-upgrade failed.*'
                recorded
                entrypoint probe live >/dev/null && echo alive
                rm $SIGNALS/fail
                entrypoint retry >/dev/null
                entrypoint probe ready --wait 2m >/dev/null
                recorded
                stop
                """))
        .isEqualTo(
            "mariadb-upgrade failed with exit code 3: Phase 1/8: Checking and upgrading mysql"
                + " database FATAL ERROR: disk full\n10.6.22\nalive\n"
                + version
                + "\nstopped 0\n");
  }

  @Test
  void aPreparationReportsItsProgressBeforeTheExec() {
    assertThat(
            run(
                USER,
                "new",
                """
                rm -r $data
                launch worker database
                until_true sh -c 'entrypoint probe startup | grep "preparing .* initialize the database in"'
                entrypoint probe ready --wait 2m >/dev/null
                stop
                launch worker cmsd
                until_true sh -c 'entrypoint probe startup | grep "wait for mysql:.* of at most 600 s"'
                stop
                """))
        .isEqualTo("stopped 0\nstopped 143\n");
  }

  @Test
  void anUpgradeThatFailsEndsTheLaunchWithItsReason() {
    assertThat(
            run(
                USER,
                "failed",
                """
                touch $SIGNALS/proceed $SIGNALS/fail
                code=0; entrypoint worker database -emode=maintenance >$SIGNALS/log 2>&1 || code=$?
                echo $code
                grep -A9 '^error:' $SIGNALS/log
                recorded
                """))
        .isEqualTo(
            """
            69
            error: mariadb-upgrade failed with exit code 3:
            Phase 1/8: Checking and upgrading mysql database
            FATAL ERROR: disk full
            fix: fix the reported error and run the command again
            10.6.22
            """);
  }
}
