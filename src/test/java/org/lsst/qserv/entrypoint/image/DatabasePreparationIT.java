package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** A data directory is prepared once, whatever happens meanwhile, and nobody else's is touched. */
final class DatabasePreparationIT {
  private static final String USER = "1000:0";
  private static final String NAMELESS = "4711:0";
  private static final String PORT = "3399";
  private static final Sample SAMPLE = Sample.of(DatabasePreparationIT.class);

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  private static long millisOfAPreparation;

  @BeforeAll
  static void prepareOne() {
    container = Container.idle(Image.LITE).start();
    long begin = System.nanoTime();
    assertThat(prepare(USER, "complete").exit()).isZero();
    millisOfAPreparation = (System.nanoTime() - begin) / 1_000_000;
  }

  @AfterAll
  static void removeIt() {
    container.close();
  }

  @Test
  void aCompleteDirectoryIsNeverTouched() {
    copy("complete", "untouched");
    String before = fingerprint("untouched");

    assertThat(prepare(USER, "untouched").exit()).isZero();
    assertThat(prepare(USER, "untouched", "-edatabase.on-empty=refuse").exit()).isZero();

    assertThat(fingerprint("untouched")).isEqualTo(before);
  }

  @Test
  void theClientOfTheImageSpeaksUtf8() {
    String query =
        "command mariadb -S $socket -NBe"
            + " 'select @@character_set_client, @@character_set_results'";
    assertThat(served(USER, "complete", query)).isEqualTo("utf8mb4\tutf8mb4\n");
  }

  @Test
  void onlyLocalAccountsAndThoseOfQservAreMade() {
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

  @Test
  void aKillInTheMiddleIsMendedByTheNextStart() {
    Stream<String> stages =
        Stream.of(
                "mysql.preparing",
                "mysql/.preparing",
                "mysql/ibdata1",
                "mysql/aria_log_control",
                "mysql/mysql/global_priv.frm",
                "mysql/mysql/global_priv.MAD",
                "mysql/mysql_upgrade_info",
                "mysql/.last-server.new")
            .map(file -> "[ -e $data/" + file + " ]");
    Stream<String> moments =
        IntStream.rangeClosed(1, Sample.times(4, 30))
            .map(n -> (int) (millisOfAPreparation * n / Sample.times(4, 30)))
            .mapToObj(millis -> "[ ${EPOCHREALTIME/.} -ge $((begin + " + millis + "000)) ]");
    List<String> points = SAMPLE.of(Stream.concat(stages, moments).toList(), 4);
    for (String point : points) {
      String name = "killed-" + points.indexOf(point);
      killWhen(point, name);
      Outcome next = prepare(USER, name);
      assertThat(next.exit()).as("%s: %s", point, next).isZero();
      assertThat(
              container.script(
                  "ls -A /qserv/data/" + name + "; ls -A /qserv/data/" + name + "/mysql"))
          .as(point)
          .doesNotContain(".preparing");
      assertThat(served(USER, name, "mariadb -NBe 'select user from mysql.global_priv'"))
          .as(point)
          .contains("qsmaster", "qserv", "probe");
    }
  }

  /** Kills the launcher and all that it started, as the end of a container does. */
  private static void killWhen(String point, String name) {
    container.script(
        """
        data=/qserv/data/%s
        begin=${EPOCHREALTIME/.}
        KILL=%s %s >/tmp/log 2>&1 &
        launched=$!
        until %s || ! kill -0 $launched 2>/dev/null; do sleep 0.005; done
        alive() { grep -lz '^KILL=%s$' /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3; }
        while left=$(alive) && [ -n "$left" ]; do kill -KILL $left 2>/dev/null || true; done
        """
            .formatted(name, name, String.join(" ", quoted(launch(name))), point, name));
  }

  @Test
  void aKillOfTheLauncherAloneIsMendedWhenItsToolsHaveEnded() {
    String answer =
        container.script(
            """
            data=/qserv/data/alone
            %1$s >/tmp/log 2>&1 &
            until [ -e $data/mysql/ibdata1 ]; do :; done
            kill -9 $!; wait $! || true
            code=75
            while [ $code = 75 ]; do code=0; %1$s 2>/tmp/alone || code=$?; done
            echo $code
            """
                .formatted(String.join(" ", quoted(launch("alone")))));
    assertThat(answer).isEqualTo("0\n");
    assertThat(served(USER, "alone", "mariadb -NBe 'select user from mysql.global_priv'"))
        .contains("qsmaster", "qserv", "probe");
  }

  @Test
  void dataThatSomebodyPutIntoAHalfPreparedDirectoryIsNotRedone() {
    container.script(
        """
        cp -a /qserv/data/complete /qserv/data/filled
        rm -f /qserv/data/filled/mysql/.last-server
        find /qserv/data/filled/mysql -type f -exec touch -d '2 days ago' {} +
        echo token >/qserv/data/filled/mysql.preparing
        echo token >/qserv/data/filled/mysql/.preparing
        """);
    String before = fingerprint("filled");
    assertThat(prepare(USER, "filled").exit()).isEqualTo(78);
    assertThat(fingerprint("filled")).isEqualTo(before);
  }

  @Test
  void aForeignDirectoryIsRefusedAndLeftAsItIs() {
    container.script(
        "mkdir -p /qserv/data/alien/mysql; echo precious >/qserv/data/alien/mysql/thing");
    copy("complete", "torn");
    container.script("rm /qserv/data/torn/mysql/ibdata1");
    copy("complete", "swapped");
    container.script("echo other >/qserv/data/swapped/mysql/.preparing");
    for (String name : List.of("alien", "torn", "swapped")) {
      String before = fingerprint(name);
      Outcome refused = prepare(USER, name);
      assertThat(refused.exit()).isEqualTo(78);
      assertThat(refused.err())
          .contains(
              "error: /qserv/data/"
                  + name
                  + "/mysql holds something that is neither a database nor left here"
                  + " half-prepared\n"
                  + "fix: mount another volume, or look what it is and move it away\n");
      assertThat(fingerprint(name)).isEqualTo(before);
    }
  }

  @Test
  void anEmptyDirectoryIsRefusedWhereItMustNotBecomeADatabase() {
    Outcome refused = prepare(USER, "forgotten", "-edatabase.on-empty=refuse");
    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err())
        .contains(
            "error: /qserv/data/forgotten/mysql is empty, and database.on-empty=refuse\nfix: ");
    assertThat(container.run("test", "-e", "/qserv/data/forgotten/mysql").exit()).isOne();
  }

  @Test
  void ofTwoAtOnceOnePreparesAndTheOtherIsToTryAgain() {
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
        .contains("error: another container prepares /qserv/data/shared/mysql\nfix: ");
    assertThat(prepare(USER, "shared").exit()).isZero();
  }

  @Test
  void whereTheUserHasNoNameThereIsAPasswordInAClosedFile() {
    assertThat(prepare(NAMELESS, "nameless").exit()).isZero();
    String file = "/qserv/data/nameless/mysql.administrator.cnf";

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
  void anAdministratorFromElsewhereIsThereIfItHasAPasswordHoweverOdd() {
    String odd = "p'w\"d`\\ $HOME #{x} {{ y }} %s ; -- ,=é漢😀";
    container.write("/tmp/odd", odd + "\n");
    List<String> settings =
        List.of(
            "-edatabase.admin-url=mysql://boss@127.0.0.1:" + PORT + "/",
            "-edatabase.admin-password-file=/tmp/odd",
            "-edatabase.password-file=/tmp/odd");
    assertThat(prepare(USER, "odd", settings.toArray(String[]::new)).exit()).isZero();

    String answer =
        served(
            USER,
            "odd",
            """
            export MYSQL_PWD="$(cat /tmp/odd)"
            mariadb -h 127.0.0.1 -P %1$s -u boss -NBe 'select current_user()'
            mariadb -h 127.0.0.1 -P %1$s -u qsmaster -NBe 'select current_user()'
            unset MYSQL_PWD
            echo 'catalogue.roles.xrootd.components.cmsd.waits = [{ sql = "database.admin-url" }, { sql = "database.url" }]' >/tmp/waits.conf
            entrypoint xrootd cmsd --config /tmp/waits.conf -e database.url=mysql://qsmaster@127.0.0.1:%1$s %2$s -e 'command=["echo","both let in"]'
            """
                .formatted(PORT, String.join(" ", quoted(settings))));

    assertThat(answer.lines()).containsExactly("boss@%", "qsmaster@localhost", "both let in");
  }

  /** Prepares a directory and becomes a program that ends at once. */
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
        "-epaths.data=/qserv/data/" + name,
        "-epaths.config=/tmp/config-" + name,
        "-epaths.state=/tmp/state-" + name,
        "-emariadb.port=" + PORT);
  }

  /** What a script prints that can reach the server of a directory. */
  private static String served(String user, String name, String script) {
    return container.scriptAs(
        user,
        """
        rm -f /tmp/server-%2$s.log
        %1$s >/tmp/server-%2$s.log 2>&1 &
        server=$!
        trap 'kill $server; wait $server || true' EXIT
        socket=/qserv/data/%2$s/mysql/mysql.sock
        mariadb() { case " $*" in *' -h '*) o=--no-defaults;; *--defaults*) o=;; *) o=--no-defaults;; esac; command mariadb $o "$@" $(case " $*" in *' -h '*) ;; *) echo -S $socket;; esac); }
        until grep -qs 'ready for connections' /tmp/server-%2$s.log; do kill -0 $server; sleep 0.05; done
        %3$s
        """
            .formatted(String.join(" ", quoted(server(name))), name, script));
  }

  private static List<String> quoted(List<String> words) {
    return words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList();
  }

  private static void copy(String from, String to) {
    container.script("cp -a /qserv/data/" + from + " /qserv/data/" + to);
  }

  /** Everything about every file: name, time of change, rights, owner, content. */
  private static String fingerprint(String name) {
    return container.script(
        "cd /qserv/data/"
            + name
            + "/mysql; find . -type f -printf '%p %T@ %m %u ' -exec sha256sum {} ';' | sort");
  }
}
