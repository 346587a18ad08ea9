// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.TestedLine;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * Tests mode install, which creates a database with its schema in an empty directory, despite
 * interruptions, and does not change an existing schema.
 */
@Tag(TestedLine.TAG)
final class InstallIT {
  private static final String SCRIPTS = "/usr/local/qserv/schema";
  private static final String FIRST_VERSION = "/tmp/first";
  private static final Sample SAMPLE = Sample.of(InstallIT.class);

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  @SuppressWarnings("NullAway.Init") // as above
  private static String undisturbed;

  private static long installationMillis;

  @BeforeAll
  static void installTemplate() {
    container = Container.idle(Image.DEVELOPMENT).start();
    container.script(
        "cp -r %s %s; rm %2$s/worker/migrate-[12]-*".formatted(SCRIPTS, FIRST_VERSION));
    long begin = System.nanoTime();
    Outcome outcome = install("one");
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    installationMillis = (System.nanoTime() - begin) / 1_000_000;
    undisturbed = dump("one");
  }

  @AfterAll
  static void removeContainer() {
    container.close();
  }

  @Test
  void installsInAnEmptyDirectoryAndTheNextRunChangesNothing() {
    assertThat(undisturbed).contains("('version','3')", "qsmaster@%", "qsmaster@localhost");

    Outcome again = install("one");

    assertThat(again.exit()).isZero();
    assertThat(again.err())
        .contains(
            "schema=qservw_worker version=3", "exit=0 reason=\"worker database is installed\"")
        .doesNotContain("initialized=");
    assertThat(dump("one")).isEqualTo(undisturbed);
  }

  @Test
  void completesAKilledInstallationAtTheNextRun() {
    int moments = Sample.times(6, 40);
    List<Integer> all =
        IntStream.rangeClosed(1, moments)
            .mapToObj(n -> (int) (installationMillis * n / moments))
            .toList();
    for (int millis : SAMPLE.of(all, 2)) {
      String name = "killed-" + millis;
      killAfter(millis, name);
      Outcome next = install(name);
      assertThat(next.exit()).as("%d ms: %s", millis, next).isZero();
      assertThat(dump(name)).as("%d ms", millis).isEqualTo(undisturbed);
    }
  }

  /** Kills the launcher and its child processes, as the end of a container does. */
  private static void killAfter(int millis, String name) {
    container.script(
        ShellFunctions.KILL_SESSION
            + """
            begin=${EPOCHREALTIME/.}
            setsid %2$s >/tmp/log-%1$s 2>&1 &
            launched=$!
            until [ ${EPOCHREALTIME/.} -ge $((begin + %3$d000)) ]; do kill -0 $launched 2>/dev/null || break; sleep 0.005; done
            kill_session $launched
            """
                .formatted(name, String.join(" ", command(name, SCRIPTS)), millis));
  }

  @Test
  void doesNotChangeAnOlderSchema() {
    assertThat(run(command("older", FIRST_VERSION)).exit()).isZero();
    String before = dump("older");
    assertThat(before).contains("('version','1')");

    Outcome refused = install("older");

    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err()).contains("fix: ", "entrypoint schema upgrade --module worker");
    assertThat(dump("older")).isEqualTo(before);
  }

  @Test
  void doesNotChangeANewerSchema() {
    container.script("cp -a /qserv/data/one /qserv/data/newer");

    Outcome refused = run(command("newer", FIRST_VERSION));

    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err()).contains("version 3");
    assertThat(dump("newer")).isEqualTo(undisturbed);
  }

  @Test
  void runsTwoInstallationsConcurrentlyWithoutHarm() {
    String codes =
        container.script(
            """
            one() { code=0; %s 2>/tmp/two-$1 || code=$?; echo $code; }
            { one 1 & one 2 & wait; } | sort -n
            cat /tmp/two-*
            """
                .formatted(String.join(" ", command("two", SCRIPTS))));
    assertThat(codes)
        .satisfiesAnyOf(
            text -> assertThat(text).startsWith("0\n0\n"),
            text ->
                assertThat(text)
                    .startsWith("0\n75\n")
                    .contains(
                        "error: /qserv/data/two/mysql is locked: another container is"
                            + " initializing it\n"
                            + "fix: wait until it has finished"));
    Outcome third = install("two");
    assertThat(third.exit()).as("%s", third).isZero();
    assertThat(dump("two")).isEqualTo(undisturbed);
  }

  @Test
  void usesARunningServer() {
    String output =
        withServer(
            "running",
            """
            pid=$(cat /qserv/data/running/mysql/mysql.pid)
            code=0; %s 2>/tmp/second || code=$?; echo $code
            [ $pid = $(cat /qserv/data/running/mysql/mysql.pid) ] && kill -0 $pid && echo runs
            mariadb --no-defaults -S /qserv/data/running/mysql/mysql.sock -NBe "select value from qservw_worker.QMetadata where metakey = 'version'"
            """
                .formatted(String.join(" ", command("running", SCRIPTS))));
    assertThat(output).isEqualTo("0\nruns\n3\n");
    assertThat(dump("running")).isEqualTo(undisturbed);
  }

  @Test
  void reportsATemporaryErrorForAnUnreachableServer() {
    String output =
        withServer(
            "hidden",
            """
            mv /qserv/data/hidden/mysql/mysql.sock /qserv/data/hidden/mysql/elsewhere
            code=0; %s 2>&1 || code=$?; echo $code
            mv /qserv/data/hidden/mysql/elsewhere /qserv/data/hidden/mysql/mysql.sock
            """
                .formatted(String.join(" ", command("hidden", SCRIPTS))));
    assertThat(output)
        .endsWith(
            """
            error: /qserv/data/hidden/mysql is in use by a server that cannot be reached from this \
            container
            fix: stop that server, or try again when it accepts connections
            75
            """);
    assertThat(install("hidden").exit()).isZero();
  }

  @Test
  void installsNothingForAComponentWithoutADatabase() {
    Outcome outcome = container.run("entrypoint", "worker", "replica", "--mode", "install");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).contains("exit=0 reason=\"worker replica has nothing to install\"");
  }

  @Test
  void installsTheDatabaseOfARole() {
    List<String> command = new ArrayList<>(command("role", SCRIPTS));
    command.remove("database");
    Outcome outcome = run(command);
    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(dump("role")).isEqualTo(undisturbed);
  }

  private static Outcome install(String name) {
    return run(command(name, SCRIPTS));
  }

  private static Outcome run(List<String> command) {
    return container.run(command.toArray(String[]::new));
  }

  private static List<String> command(String name, String scripts) {
    List<String> command = new ArrayList<>(List.of("entrypoint", "worker", "database"));
    command.addAll(paths(name));
    command.addAll(List.of("--mode", "install", "-eschema.scripts=" + scripts));
    return command;
  }

  private static List<String> paths(String name) {
    return List.of(
        "-epaths.data=/qserv/data/" + name,
        "-epaths.config=/tmp/config-" + name,
        "-epaths.state=/tmp/state-" + name,
        "-emariadb.port=" + port(name));
  }

  /** Returns the output of a script that runs while the component's server is running. */
  private static String withServer(String name, String script) {
    return container.script(
        """
        entrypoint worker database %2$s >/tmp/server-%1$s.log 2>&1 &
        server=$!
        trap 'kill $server 2>/dev/null; wait $server || true' EXIT
        entrypoint probe ready --wait 2m -epaths.state=/tmp/state-%1$s >/dev/null
        %3$s
        """
            .formatted(name, String.join(" ", paths(name)), script));
  }

  /** Returns schema, data and accounts, without the worker's name, which is random. */
  private static String dump(String name) {
    return container.script(
        ShellFunctions.AWAIT_SERVER
            + """
            data=/qserv/data/%1$s/mysql
            rm -f /tmp/dump-%1$s.log
            mariadbd --no-defaults --datadir=$data --socket=/tmp/%1$s.sock --pid-file=/tmp/%1$s.pid \
              --skip-networking >/tmp/dump-%1$s.log 2>&1 &
            server=$!
            trap 'kill $server 2>/dev/null; wait $server || true' EXIT
            await_server $server /tmp/dump-%1$s.log
            mariadb-dump --no-defaults -S /tmp/%1$s.sock --skip-comments --routines --events --triggers \
              --ignore-table-data=qservw_worker.Id --databases qservw_worker
            mariadb --no-defaults -S /tmp/%1$s.sock -NBe "select count(*) from qservw_worker.Id" 2>/dev/null || true
            mariadb --no-defaults -S /tmp/%1$s.sock -NBe "
              select concat(user, '@', host), json_remove(priv, '$.password_last_changed') from mysql.global_priv order by 1;
              select concat_ws(' ', host, db, user, select_priv, insert_priv, create_priv, drop_priv) from mysql.db order by 1"
            """
                .formatted(name));
  }

  /** Returns the port of a server, so that several can run at the same time. */
  private static int port(String name) {
    return 10_000 + Math.floorMod(name.hashCode(), 20_000);
  }
}
