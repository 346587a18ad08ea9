// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/**
 * Tests data directories in states that volumes and other programs cause. Every state is tested in
 * a data directory below its volume and in one that is a mount point itself. A start either
 * succeeds twice, or is refused and changes nothing.
 */
final class DataDirectoryIT {
  private static final Sample SAMPLE = Sample.of(DataDirectoryIT.class);
  private static final String USER = "1000:0";

  /** The values of paths.data: in the second one the data directory is a mount point. */
  private static final List<String> LOCATIONS = List.of("/qserv/data/location", "/mounted");

  private static final String READY = "";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Container container;

  /** Initializes two databases: one of ours, and one like qserv-operator. */
  @BeforeAll
  static void prepare() {
    container = Container.idle(Image.LITE).tmpfs("/mounted/mysql").start();
    container.script(
        """
        entrypoint worker database -epaths.data=/tmp/ours -epaths.config=/tmp/c -epaths.state=/tmp/s \
          '-emariadb.options=innodb_log_file_size=8M' '-ecommand=["true"]' 2>/dev/null
        mkdir -p /tmp/theirs/mysql
        mariadb-install-db --no-defaults --datadir=/tmp/theirs/mysql --innodb-log-file-size=8M \
          --auth-root-authentication-method=normal >/dev/null 2>&1
        mariadbd --no-defaults --datadir=/tmp/theirs/mysql --socket=/tmp/theirs.sock --skip-networking \
          --unix-socket=OFF >/tmp/theirs.log 2>&1 &
        until grep -q 'ready for connections' /tmp/theirs.log; do sleep 0.05; done
        mariadb --no-defaults -S /tmp/theirs.sock -u root -e "ALTER USER root@localhost IDENTIFIED BY 'pw'"
        kill -9 $!
        """);
  }

  @AfterAll
  static void remove() {
    container.close();
  }

  /** State, the script that creates it in {@code $data}, exit code, and a part of the message. */
  private static Stream<Arguments> states() {
    return SAMPLE
        .of(
            List.of(
                state("ours", "cp -a /tmp/ours/mysql/. $data", 0, READY),
                state("qserv-operator's", "cp -a /tmp/theirs/mysql/. $data", 0, READY),
                state(
                    "ours, a preparation was interrupted before the restore",
                    "cp -a /tmp/ours/mysql/. $data; mkdir -p $data/.entrypoint-preparation/data; chown -R 1000:0 $data",
                    0,
                    READY),
                state(
                    "a backup without logs and temporary files",
                    "cp -a /tmp/ours/mysql/. $data; rm -f $data/.l* $data/.e* $data/ib_buffer_pool"
                        + " $data/*info $data/ddl_recovery*",
                    0,
                    READY),
                state(
                    "qserv-operator's, interrupted",
                    "cp -a /tmp/theirs/mysql/. $data; touch $data/INIT_IN_PROGRESS.state",
                    78,
                    "was being initialized by qserv-operator"),
                state(
                    "of a killed mariadb-install-db",
                    "cp -a /tmp/theirs/mysql/. $data; rm -f $data/*info; touch $data/ibtmp1",
                    78,
                    "contains an incomplete database: "),
                state(
                    "without a system table",
                    "cp -a /tmp/ours/mysql/. $data; rm $data/mysql/plugin.frm",
                    78,
                    "contains an incomplete database: "),
                state(
                    "of MySQL 8",
                    "touch $data/mysql.ibd; mkdir $data/mysql; chown -R 1000:0 $data",
                    78,
                    "contains a database of MySQL 8"),
                state(
                    "some other files",
                    "touch $data/notes",
                    78,
                    "contains unexpected files: notes"),
                state(
                    "of MariaDB's image",
                    "cp -a /tmp/theirs/mysql/. $data; chown -R 999:999 $data; chmod -R g=,o= $data",
                    73,
                    """
                    it belongs to 999:999 (mode rwx------), and this container runs as 1000:0
                    fix: as root: chown -R 1000:0 $data
                    """),
                state(
                    "of two owners",
                    "cp -a /tmp/ours/mysql/. $data; chown 0:0 $data/mysql/db.MAD; chmod 600 $data/mysql/db.MAD",
                    73,
                    "cannot write $data/mysql/db.MAD: it belongs to 0:0 (mode rw-------)")),
            5)
        .stream();
  }

  private static Arguments state(String name, String script, int exit, String message) {
    return Arguments.of(name, script, exit, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("states")
  void startsTwiceOrRefusesWithoutChanges(String name, String script, int exit, String message) {
    for (String location : SAMPLE.of(LOCATIONS, 1)) {
      String data = location + "/mysql";
      asRoot(
          """
          data=%s
          mkdir -p $data; find $data -mindepth 1 -delete; chown 1000:0 $data; chmod 775 $data
          mkdir -m 700 $data/lost+found
          %s
          """
              .formatted(data, script));
      String before = fingerprint(data);

      Outcome first = start(USER, location);

      assertThat(first.exit()).as("%s at %s: %s", name, location, first).isEqualTo(exit);
      assertThat(first.err()).contains(message.replace("$data", data)).doesNotContain("\tat ");
      if (exit == 0) {
        assertThat(start(USER, location).exit()).isZero();
        assertThat(container.script("ls -A " + data)).doesNotContain("entrypoint-preparation");
      } else {
        assertThat(fingerprint(data)).isEqualTo(before);
      }
    }
  }

  @Test
  void reportsADanglingLinkWithItsTarget() {
    container.script("mkdir -p /qserv/data/dangling; ln -s /nowhere /qserv/data/dangling/mysql");
    Outcome outcome = start(USER, "/qserv/data/dangling");
    assertThat(outcome.exit()).isEqualTo(78);
    assertThat(outcome.err())
        .contains(
            "error: /qserv/data/dangling/mysql is a symbolic link to /nowhere, which does not exist"
                + " in this container\n"
                + "fix: mount the volume that contains /nowhere, or create that directory\n");
  }

  @Test
  void supportsAnotherGroupAndRelocatedFilesAndATimeZone() {
    String options =
        """
        innodb_data_file_path = ibsystem:12M:autoextend
        innodb_log_file_size = 8M
        log_error = /qserv/data/mysql/error.log
        default_time_zone = 'America/Santiago'\
        """;
    String output =
        container.scriptAs(
            "1000",
            """
            for start in first second; do
              entrypoint worker database '-emariadb.options=%s' >/tmp/log 2>&1 &
              entrypoint probe ready --wait 2m >/dev/null || { cat /tmp/log; exit 1; }
              mariadb -NBe "select @@time_zone, convert_tz('2026-07-01 12:00', 'UTC', 'America/Santiago')"
              kill $!; wait $! || true
            done
            ls -A /qserv/data/mysql
            """
                .formatted(options.replace("'", "'\\''")));
    assertThat(output)
        .startsWith("America/Santiago\t2026-07-01 08:00:00\n".repeat(2))
        .contains("ibsystem", "error.log")
        .doesNotContain("ibdata1", "entrypoint-preparation");
  }

  @Test
  void locksAVolumeAgainstAnotherContainerAndKeepsTheAdministratorOfANamelessUser() {
    String user = "4711:0";
    try (Volume volume = new Volume();
        Container second = onVolume(volume)) {
      try (Container first = onVolume(volume)) {
        first.scriptAs(
            user,
            """
            entrypoint worker database '-ecommand=["true"]' >/tmp/log 2>&1 &
            until [ -e /qserv/data/mysql/.entrypoint-preparation/data/ibdata1 ]; do kill -0 $!; done
            kill -STOP $!
            """);
        Outcome locked = startIn(second, user, "/qserv/data");
        assertThat(locked.exit()).as("%s", locked).isEqualTo(75);
      }

      second.await("the next start", () -> startIn(second, user, "/qserv/data").exit() == 0);

      assertThat(
              second.scriptAs(
                  user,
                  """
                  entrypoint worker database >/tmp/log 2>&1 &
                  entrypoint probe ready --wait 2m >/dev/null
                  mariadb -NBe 'select current_user()'
                  """))
          .isEqualTo("root@localhost\n");
    }
  }

  private static Container onVolume(Volume volume) {
    return Container.idle(Image.LITE).volume(volume, "/qserv/data/mysql").start();
  }

  private static Outcome start(String user, String location) {
    return startIn(container, user, location);
  }

  /** Starts a program instead of the server that exits immediately. */
  private static Outcome startIn(Container container, String user, String location) {
    return container.runAs(
        user,
        "entrypoint",
        "worker",
        "database",
        "-epaths.data=" + location,
        "-epaths.config=/tmp/config",
        "-epaths.state=/tmp/state",
        "-emariadb.tmpdir=/tmp",
        "-ecommand=[\"true\"]");
  }

  private static void asRoot(String script) {
    container.scriptAs("0:0", script);
  }

  private static String fingerprint(String directory) {
    Outcome outcome =
        container.runAs(
            "0:0",
            "sh",
            "-c",
            "cd " + directory + " && find . -printf '%p %T@ %m %u %s\\n' | sort");
    return outcome.out();
  }
}
