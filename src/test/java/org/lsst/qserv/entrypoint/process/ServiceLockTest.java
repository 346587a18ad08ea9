// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests the lock that lets only one service of a kind run. */
final class ServiceLockTest {
  @TempDir Path directory;

  @Test
  void isFreeUntilAcquiredAndAfterItsRelease() {
    Path file = directory.resolve("svc.lock");
    assertThat(ServiceLock.isFree(file)).isTrue();
    try (ServiceLock lock = ServiceLock.acquire(file, "worker svc")) {
      assertThat(lock).isNotNull();
      assertThat(ServiceLock.isFree(file)).isFalse();
      assertThatThrownBy(() -> ServiceLock.acquire(file, "worker svc"))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.TRY_AGAIN))
          .hasMessage(
              "error: "
                  + file
                  + " is locked: another worker svc runs on the same data\n"
                  + "fix: stop the other one, then start this one again");
    }
    assertThat(ServiceLock.isFree(file)).isTrue();
  }

  @Test
  void aFileThatCannotBeCreatedIsReported() {
    assertThatThrownBy(() -> ServiceLock.isFree(directory.resolve("missing/svc.lock")))
        .isInstanceOf(Failure.class);
  }
}
