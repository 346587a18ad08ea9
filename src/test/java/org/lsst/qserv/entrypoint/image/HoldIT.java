// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests failed launches that are held until a retry. */
final class HoldIT {
  private static final Duration GRACE = Duration.ofSeconds(60);

  private static Container.Builder failing(String... options) {
    String[] command = {
      "entrypoint", "xrootd", "cmsd", "-eon-failure=hold", "--config", "/tmp/site.conf"
    };
    String[] all = new String[command.length + options.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(options, 0, all, command.length, options.length);
    return Container.of(Image.LITE, all)
        .file("/tmp/site.conf", "command = [sleep, infinity], mariadb.prot = 3307\n");
  }

  @Test
  void staysAliveWithTheReasonUntilTheSettingsAreCorrectedAndRetried() {
    try (Container held = failing().start()) {
      held.awaitLog("hold=\"xrootd cmsd\" exit=78");
      assertThat(held.run("entrypoint", "probe", "live").exit()).isZero();
      assertThat(held.run("entrypoint", "probe", "startup").exit()).isOne();
      assertThat(held.run("entrypoint", "probe", "ready").out())
          .contains("xrootd cmsd full failed ", "mariadb.prot");

      // as in a pod, where the file exists
      held.scriptAs("0:0", "touch /dev/termination-log; chmod 666 /dev/termination-log");
      held.run("entrypoint", "retry");
      held.await(
          "the termination message",
          () ->
              held.script("cat /dev/termination-log")
                  .startsWith("error: mariadb.prot (from /tmp/site.conf"));

      held.scriptAs("0:0", "echo 'command = [sleep' >/tmp/site.conf");
      held.run("entrypoint", "retry");
      held.await(
          "the problem of a file that cannot be read",
          () ->
              held.script("cat /dev/termination-log").startsWith("error: --config /tmp/site.conf"));
      assertThat(held.run("entrypoint", "probe", "live").exit()).isZero();

      held.scriptAs("0:0", "echo 'command = [sleep, infinity]' >/tmp/site.conf");
      assertThat(held.run("entrypoint", "retry"))
          .isEqualTo(new Outcome(0, "retry requested: xrootd cmsd\n", ""));
      held.awaitReady();
      assertThat(held.run("entrypoint", "retry").exit()).isOne();
    }
  }

  @Test
  void endsWithTheExitCodeOfTheFailureAfterTheTimeoutOrASignal() {
    try (Container held = failing("-ehold.timeout=1s").start()) {
      assertThat(held.exitCode()).isEqualTo(78);
    }
    try (Container held = failing().start()) {
      held.awaitLog("hold=\"xrootd cmsd\" exit=78");
      assertThat(held.stop(GRACE)).isLessThan(GRACE.dividedBy(2));
      assertThat(held.exitCode()).isEqualTo(78);
    }
  }
}
