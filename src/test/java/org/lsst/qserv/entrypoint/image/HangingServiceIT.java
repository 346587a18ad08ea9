// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests the start deadline of a service that hangs, and the lock that lets only one run. */
final class HangingServiceIT {
  /** The worker's service without dependencies; nothing ever answers its readiness check. */
  private static final String WORKER =
      """
      release-line = http
      catalog.roles.worker.components.svc {
        command = [sleep, "4711"], files = [], waits = [], schema = null, required = [], lock.timeout = 1 second
      }
      """;

  private static Container container;

  @BeforeAll
  static void start() {
    container = Container.idle(Image.LITE).file("/tmp/worker.conf", WORKER).start();
  }

  @AfterAll
  static void remove() {
    container.close();
  }

  @AfterEach
  void killTheServices() {
    kill("svc");
    kill("4711");
    container.await("the end of the services", () -> !isLocked());
  }

  private static String line(String launch) {
    return "entrypoint worker svc --config /tmp/worker.conf -e launch=" + launch;
  }

  private static boolean isLocked() {
    return container.script("cat /proc/locks").contains("POSIX");
  }

  private static void startInBackground(String launch) {
    container.script("(" + line(launch) + " >/tmp/log 2>&1 &)");
    container.await(
        "the service", () -> !container.script(processes("4711") + " || true").isEmpty());
  }

  /** Returns the command that prints the processes with an argument. */
  private static String processes(String argument) {
    return "grep -lsza '^" + argument + "$' /proc/[0-9]*/cmdline | cut -d / -f 3";
  }

  private static void kill(String argument) {
    container.script("kill -9 $(" + processes(argument) + ") 2>/dev/null || true");
  }

  private static Outcome second() {
    return container.run(line("exec").split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec", "supervise"})
  void onlyOneServiceRunsOnTheSameData(String launch) {
    startInBackground(launch);
    assertThat(isLocked()).isTrue();

    Outcome second = second();

    assertThat(second.exit()).isEqualTo(75);
    assertThat(second.err())
        .contains(
            "error: /qserv/data/worker-svc.lock is locked: another worker svc runs on the same"
                + " data\nfix: stop the other one, then start this one again\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec", "supervise"})
  void theLockEndsWithTheProcess(String launch) {
    startInBackground(launch);
    kill("4711");
    container.await("the end of the lock", () -> !isLocked());
    startInBackground("exec");
    assertThat(isLocked()).isTrue();
  }

  @Test
  void aServiceThatHangsIsEndedWhenItsTimeIsUp() {
    container.write(
        "/tmp/hangs.conf", "catalog.roles.worker.components.svc.ready.timeout = 1 second\n");
    List<String> hangs = List.of((line("auto") + " --config /tmp/hangs.conf").split(" ", -1));
    Outcome outcome = container.run(hangs.toArray(String[]::new));
    assertThat(outcome.exit()).isEqualTo(69);
    assertThat(outcome.err()).contains("was not ready within 1 s");
    assertThat(isLocked()).isFalse();
  }
}
