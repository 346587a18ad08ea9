// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests the initialization of data directories, interruptions, and foreign directories. */
final class DatabaseInitializationIT {
  private static final String USER = "1000:0";
  private static final String NAMELESS = "4711:0";
  private static final String PORT = "3399";

  /** A tmpfs, so the data directory below is a mount point, as with a separate volume. */
  private static final String MOUNTED = "/mounted";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  private static long initializationMillis;

  @BeforeAll
  static void initializeTemplate() {
    container = Container.idle(Image.LITE).tmpfs(MOUNTED + "/mysql").start();
    long begin = System.nanoTime();
    assertThat(prepare(USER, "complete").exit()).isZero();
    initializationMillis = (System.nanoTime() - begin) / 1_000_000;
  }

  @AfterAll
  static void removeContainer() {
    container.close();
  }

  @Test
  void doesNotChangeACompleteDirectory() {
    copy("complete", "untouched");
    String before = fingerprint("untouched");

    assertThat(prepare(USER, "untouched").exit()).isZero();
    assertThat(prepare(USER, "untouched", "-edatabase.on-empty=refuse").exit()).isZero();

    assertThat(fingerprint("untouched")).isEqualTo(before);
  }

  @Test
  void usesUtf8InTheClientOfTheImage() {
    String query =
        "command mariadb -S $socket -NBe"
            + " 'select @@character_set_client, @@character_set_results'";
    assertThat(served(USER, "complete", query)).isEqualTo("utf8mb4\tutf8mb4\n");
  }

  @Test
  void createsOnlyLocalAccountsAndThoseOfQserv() {
    String accounts = "select concat(user, '@', host) from mysql.global_priv order by 1";
    assertThat(served(USER, "complete", "mariadb -NBe \"" + accounts + "\"").lines())
        .containsExactly(
            "mariadb.sys@localhost",
            "probe@localhost",
            "qserv@localhost",
            "qsmaster@%",
            "qsmaster@localhost",
            "root@localhost");
    // neither without a password nor with an empty one
    for (String account : List.of("root", "probe", "qsmaster", "admin")) {
      String login = "mariadb -h 127.0.0.1 -P " + PORT + " -u " + account + " -e 'select 1' 2>&1";
      assertThat(served(USER, "complete", "! " + login)).contains("ERROR 1");
    }
  }

  /** The location of the data directory; a mounted one contains a directory of the file system. */
  enum Location {
    PARENT_IS_VOLUME,
    IS_VOLUME,
    IS_LINK
  }

  @ParameterizedTest
  @EnumSource
  void continuesAfterAKillAtTheNextStart(Location location) {
    String staged = "mysql/.entrypoint-preparation/";
    Stream<String> stages =
        Stream.of(
                "mysql/.entrypoint.lock",
                staged + "data",
                staged + "data/ibdata1",
                staged + "data/mysql/global_priv.frm",
                staged + "data/mysql/global_priv.MAD",
                staged + "data/mysql_upgrade_info",
                staged + "time-zones.sql",
                staged + "entries",
                "mysql/ibdata1",
                "mysql/mysql",
                "mysql/.last-server")
            .map(file -> "[ -e $data/" + file + " ]");
    Stream<String> moments =
        IntStream.rangeClosed(1, Sample.times(4, 20))
            .mapToObj(n -> initializationMillis * n / Sample.times(4, 20))
            .map(millis -> "[ ${EPOCHREALTIME/.} -ge $((begin + " + millis + "000)) ]");
    List<String> points =
        Sample.of(DatabaseInitializationIT.class, location.name())
            .of(Stream.concat(stages, moments).toList(), 1);
    for (String point : points) {
      String name = create(location, "killed-" + location + "-" + points.indexOf(point));
      killWhen(point, name);
      Outcome next = prepare(USER, name);
      assertThat(next.exit()).as("%s: %s", point, next).isZero();
      assertThat(container.script("ls -A " + data(name) + "/mysql/"))
          .as(point)
          .doesNotContain(".entrypoint-preparation");
      assertThat(served(USER, name, "mariadb -NBe 'select user from mysql.global_priv'"))
          .as(point)
          .contains("qsmaster", "qserv", "probe");
      container.runAs(
          "0:0", "sh", "-c", "rm -rf " + data(name) + "/mysql/* " + data(name) + "/mysql/.[!.]*");
    }
  }

  /** Creates an empty data directory and returns its name. */
  private static String create(Location location, String name) {
    return switch (location) {
      case PARENT_IS_VOLUME -> name;
      case IS_LINK -> {
        container.script(
            "mkdir -p /tmp/%1$s /qserv/data/%1$s; ln -sfn /tmp/%1$s /qserv/data/%1$s/mysql"
                .formatted(name));
        yield name;
      }
      case IS_VOLUME -> {
        container.runAs("0:0", "mkdir", "-p", "-m", "700", MOUNTED + "/mysql/lost+found");
        yield MOUNTED;
      }
    };
  }

  /** Kills the launcher and its child processes, as the end of a container does. */
  private static void killWhen(String point, String name) {
    container.script(
        ShellFunctions.KILL_SESSION
            + """
            data=%s
            begin=${EPOCHREALTIME/.}
            setsid %s >/tmp/log 2>&1 &
            launched=$!
            until %s || ! kill -0 $launched 2>/dev/null; do :; done
            kill_session $launched
            """
                .formatted(data(name), String.join(" ", quoted(launch(name))), point));
  }

  @Test
  void continuesAfterAKillOfTheLauncherWhenItsToolsHaveExited() {
    String output =
        container.script(
            """
            data=/qserv/data/alone
            %1$s >/tmp/log 2>&1 &
            until [ -e $data/mysql/.entrypoint-preparation/data/ibdata1 ]; do :; done
            kill -9 $!; wait $! || true
            code=75
            while [ $code = 75 ]; do code=0; %1$s 2>/tmp/alone || code=$?; done
            echo $code
            """
                .formatted(String.join(" ", quoted(launch("alone")))));
    assertThat(output).isEqualTo("0\n");
    assertThat(served(USER, "alone", "mariadb -NBe 'select user from mysql.global_priv'"))
        .contains("qsmaster", "qserv", "probe");
  }

  @Test
  void keepsABackupThatIsRestoredAfterAKill() {
    killWhen("[ -e $data/mysql/.entrypoint-preparation/data/mysql_upgrade_info ]", "restored");
    container.script("cp -a /qserv/data/complete/mysql/* /qserv/data/restored/mysql/");
    String before = fingerprint("complete");
    Outcome next = prepare(USER, "restored");
    assertThat(next.exit()).as("%s", next).isZero();
    assertThat(container.script("ls -A /qserv/data/restored/mysql"))
        .doesNotContain(".entrypoint-preparation");
    assertThat(fingerprint("restored").lines().filter(line -> !line.startsWith("./.")))
        .isNotEmpty()
        .isSubsetOf(before.lines().toList());
  }

  @Test
  void refusesAForeignDirectoryWithoutChanges() {
    container.script(
        """
        mkdir -p /qserv/data/alien/mysql /qserv/data/killed/mysql
        echo precious >/qserv/data/alien/mysql/notes
        cp -a /qserv/data/complete/mysql /qserv/data/torn
        mkdir /qserv/data/torn-parent && mv /qserv/data/torn /qserv/data/torn-parent/mysql
        rm /qserv/data/torn-parent/mysql/mysql/proc.frm
        """);
    for (String name : List.of("alien", "torn-parent")) {
      String before = fingerprint(name);
      Outcome refused = prepare(USER, name);
      assertThat(refused.exit()).isEqualTo(78);
      assertThat(refused.err())
          .contains("error: /qserv/data/" + name + "/mysql contains ", "fix: ");
      assertThat(fingerprint(name)).isEqualTo(before);
    }
  }

  @Test
  void refusesAnEmptyDirectoryIfConfigured() {
    Outcome refused = prepare(USER, "forgotten", "-edatabase.on-empty=refuse");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err())
        .contains(
            "error: /qserv/data/forgotten/mysql is empty, and database.on-empty=refuse\nfix: ");
    assertThat(container.run("test", "-e", "/qserv/data/forgotten/mysql").exit()).isOne();
  }

  @Test
  void letsOnlyOneOfTwoLaunchersInitialize() {
    String command = String.join(" ", quoted(launch("shared")));
    String codes =
        container.script(
            """
            one() { code=0; %s 2>/tmp/one-$1 || code=$?; echo $code; }
            { one 1 & one 2 & wait; } | sort
            cat /tmp/one-*
            """
                .formatted(command));
    assertThat(codes)
        .startsWith("0\n75\n")
        .contains(
            "error: /qserv/data/shared/mysql is locked: another container is initializing it\nfix: ");
    assertThat(prepare(USER, "shared").exit()).isZero();
  }

  @Test
  void storesAPasswordInAPrivateFileForANamelessUser() {
    assertThat(prepare(NAMELESS, "nameless").exit()).isZero();
    String file = "/qserv/data/nameless/mysql/.administrator.cnf";

    assertThat(container.script("stat -c '%a %u' " + file)).isEqualTo("600 4711\n");
    assertThat(container.run("cat", file).exit()).isOne();
    String login = " -NBe 'select current_user()' 2>&1";
    assertThat(
            served(
                NAMELESS,
                "nameless",
                "mariadb --defaults-extra-file=%1$s %2$s; ! mariadb -u root %2$s"
                    .formatted(file, login)))
        .startsWith("root@localhost\n")
        .contains("ERROR 1045");
  }

  @Test
  void createsARemoteAdministratorWithAnyPassword() {
    String odd = "p'w\"d`\\ $HOME #{x} {{ y }} %s ; -- ,=é漢😀";
    container.write("/tmp/odd", odd + "\n");
    List<String> settings =
        List.of(
            "-edatabase.admin-url=mysql://boss@127.0.0.1:" + PORT + "/",
            "-edatabase.admin-password-file=/tmp/odd",
            "-edatabase.password-file=/tmp/odd");
    assertThat(prepare(USER, "odd", settings.toArray(String[]::new)).exit()).isZero();

    String output =
        served(
            USER,
            "odd",
            """
            export MYSQL_PWD="$(cat /tmp/odd)"
            mariadb -h 127.0.0.1 -P %1$s -u boss -NBe 'select current_user()'
            mariadb -h 127.0.0.1 -P %1$s -u qsmaster -NBe 'select current_user()'
            unset MYSQL_PWD
            echo 'catalog.roles.xrootd.components.cmsd.waits = [{ sql = "database.admin-url" }, { sql = "database.url" }]' >/tmp/waits.conf
            entrypoint xrootd cmsd --config /tmp/waits.conf -e database.url=mysql://qsmaster@127.0.0.1:%1$s %2$s -e 'command=["echo","both accepted"]'
            """
                .formatted(PORT, String.join(" ", quoted(settings))));

    assertThat(output.lines()).containsExactly("boss@%", "qsmaster@localhost", "both accepted");
  }

  /** Initializes a directory and executes a program that exits immediately. */
  private static Outcome prepare(String user, String name, String... options) {
    List<String> command = new ArrayList<>(launch(name));
    command.addAll(List.of(options));
    return container.runAs(user, command.toArray(String[]::new));
  }

  private static List<String> launch(String name) {
    List<String> command = new ArrayList<>(server(name));
    command.add("-ecommand=[\"true\"]");
    return command;
  }

  private static List<String> server(String name) {
    return List.of(
        "entrypoint",
        "worker",
        "database",
        "-epaths.data=" + data(name),
        "-epaths.config=/tmp/config-" + label(name),
        "-epaths.state=/tmp/state-" + label(name),
        "-emariadb.tmpdir=/tmp",
        "-emariadb.port=" + PORT);
  }

  /** Returns the output of a script that can connect to the server of a directory. */
  private static String served(String user, String name, String script) {
    return container.scriptAs(
        user,
        ShellFunctions.AWAIT_SERVER
            + """
            rm -f /tmp/server-%2$s.log
            %1$s >/tmp/server-%2$s.log 2>&1 &
            server=$!
            trap 'kill $server 2>/dev/null; wait $server || true' EXIT
            socket=%4$s/mysql/mysql.sock
            mariadb() { case " $*" in *' -h '*) o=--no-defaults;; *--defaults*) o=;; *) o=--no-defaults;; esac; command mariadb $o "$@" $(case " $*" in *' -h '*) ;; *) echo -S $socket;; esac); }
            await_server $server /tmp/server-%2$s.log
            %3$s
            """
                .formatted(
                    String.join(" ", quoted(server(name))), label(name), script, data(name)));
  }

  /** Returns the value of {@code paths.data}. */
  private static String data(String name) {
    return name.startsWith("/") ? name : "/qserv/data/" + name;
  }

  private static String label(String name) {
    return name.replace("/", "");
  }

  private static List<String> quoted(List<String> arguments) {
    return arguments.stream().map(argument -> "'" + argument.replace("'", "'\\''") + "'").toList();
  }

  private static void copy(String from, String to) {
    container.script("cp -a /qserv/data/" + from + " /qserv/data/" + to);
  }

  /** Returns name, modification time, permissions, owner and content of every file. */
  private static String fingerprint(String name) {
    return container.script(
        "cd /qserv/data/"
            + name
            + "/mysql; find . -type f -printf '%p %T@ %m %u\\n' -exec sha256sum {} + | sort");
  }
}
