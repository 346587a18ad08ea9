// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests the launcher on a base that has none of the programs. */
final class OtherBasesIT {
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "worker database", "mariadbd",
          "xrootd cmsd", "cmsd",
          "replication registry", "qserv-replica-registry");

  @Test
  void reportsTheMissingProgramAndItsComponent() {
    try (Container container = Container.idle(Image.PLAIN).start()) {
      container.write("/tmp/key", "key");
      PROGRAMS.forEach((target, program) -> {
        Outcome outcome =
            container.run(
                Map.of(
                    "QSERV_RELEASE_LINE", "xrd",
                    "QSERV_INSTANCE_ID", "test",
                    "QSERV_AUTH_KEY_FILE", "/tmp/key",
                    "QSERV_ADMIN_AUTH_KEY_FILE", "/tmp/key",
                    "QSERV_REPLICATION__URL", "mysql://qsreplica@127.0.0.1/qservReplica"),
                ("entrypoint " + target).split(" ", -1));
        assertThat(outcome.exit()).isEqualTo(127);
        assertThat(outcome.out()).isEmpty();
        // log lines may precede it, because the base has no user qserv either
        assertThat(outcome.err())
            .endsWith(
                "error: '"
                    + program
                    + "' not found in the image (required by "
                    + target
                    + ")\n"
                    + "fix: use an image that contains the program, or set command\n");
      });
    }
  }

  @Test
  void showsHelpWithoutAnyProgramOfTheBase() {
    try (Container container = Container.of(Image.PLAIN).start()) {
      assertThat(container.exitCode()).isZero();
      assertThat(container.logs()).contains("Prepare and start the services of Qserv");
    }
  }
}
