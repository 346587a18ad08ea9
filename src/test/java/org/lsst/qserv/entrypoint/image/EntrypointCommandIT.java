// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests what the command {@code entrypoint} does if it is started as root. */
final class EntrypointCommandIT {
  private static final String[] SHOW_USER = {
    "entrypoint",
    "xrootd",
    "cmsd",
    "-e",
    "log.level=ERROR",
    "-e",
    "command=[\"sh\",\"-c\",\"echo $(id -u):$(id -g) $(id -G | tr ' ' ';') $HOME $USER\"]"
  };

  private static Container container;

  @BeforeAll
  static void start() {
    container =
        Container.idle(Image.LITE)
            .user("0:0")
            .host(host -> host.withGroupAdd(List.of("2000")))
            .start();
  }

  @AfterAll
  static void stop() {
    container.close();
  }

  private static Outcome showUser(String user, String home) {
    return container.run(
        Map.of(
            "ENTRYPOINT_USER",
            user,
            "HOME",
            home,
            "USER",
            "root",
            "QSERV_XROOTD__MANAGER__HOST",
            "localhost"),
        SHOW_USER);
  }

  /** The group of the user in /etc/passwd is added, and 2000 is that of the container. */
  @ParameterizedTest
  @CsvSource({
    "'', /root, 1000:0 0;1000;2000 /home/qserv qserv",
    "1000, '', 1000:0 0;1000;2000 /home/qserv qserv",
    "qserv, /data, 1000:0 0;1000;2000 /data qserv",
    "qserv:1000, /root, 1000:1000 1000;0;2000 /home/qserv qserv",
    "4711, /root, 4711:0 0;2000 / 4711",
    "4711:4712, /root, 4711:4712 4712;0;2000 / 4711"
  })
  void changesToTheRequestedUserAndKeepsItsGroups(String user, String home, String expected) {
    assertThat(showUser(user, home)).isEqualTo(new Outcome(0, expected + "\n", ""));
  }

  @ParameterizedTest
  @CsvSource({"nobody, nobody", "65534, nobody", "root, root", "0, root"})
  void runsAsAnyOtherUserOfTheImage(String requested, String actual) {
    assertThat(showUser(requested, "/").err())
        .startsWith(
            "error: xrootd cmsd must run as user qserv, but this container runs as " + actual);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-user", "1000:", ":5", "1:2:3", "qserv:qserv", "4294967295"})
  void rejectsAnInvalidUser(String user) {
    assertThat(container.run(Map.of("ENTRYPOINT_USER", user), "entrypoint", "--version"))
        .isEqualTo(
            new Outcome(
                78,
                "",
                "error: ENTRYPOINT_USER '"
                    + user
                    + "' is neither a user of this image nor UID[:GID]\n"
                    + "  fix: set it to a uid, such as 1000\n"));
  }

  @Test
  void reportsThatItMayNotChangeTheUser() {
    try (Container restricted =
        Container.of(Image.LITE, "entrypoint", "--version")
            .user("0:0")
            .host(host -> host.withCapDrop(Capability.ALL))
            .start()) {
      assertThat(restricted.exitCode()).isEqualTo(78);
      assertThat(restricted.logs())
          .isEqualTo(
              "error: cannot switch from root to uid 1000: Operation not permitted\n"
                  + "  fix: run the container as uid 1000 (docker run --user 1000:0), or add the"
                  + " capabilities SETUID and SETGID\n");
    }
  }
}
