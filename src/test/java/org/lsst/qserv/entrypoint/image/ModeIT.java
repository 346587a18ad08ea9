// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsst.qserv.entrypoint.image.SleepingServices.FIRST;
import static org.lsst.qserv.entrypoint.image.SleepingServices.LINE;
import static org.lsst.qserv.entrypoint.image.SleepingServices.ROLE;
import static org.lsst.qserv.entrypoint.image.SleepingServices.SECOND;
import static org.lsst.qserv.entrypoint.image.SleepingServices.worker;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lsst.qserv.entrypoint.TestedLine;
import org.lsst.qserv.entrypoint.image.Container.Outcome;

/** Tests changes of the mode in running containers. */
@Tag(TestedLine.TAG)
final class ModeIT {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final String MODE_FILE = "/tmp/mode/mode";
  private static final List<String> SERVICES = LINE.workerServices();

  /** Writes the mode file as Kubernetes updates a ConfigMap: by swapping a symbolic link. */
  private static void swapModeFile(Container container, String mode) {
    container.scriptAs(
        "0:0",
        """
        cd /tmp/mode
        folder=..$(date +%%s%%N)
        mkdir $folder
        echo %s >$folder/mode
        ln -s $folder ..new
        mv -T ..new ..data
        ln -sfn ..data/mode mode
        """
            .formatted(mode));
  }

  private static String states(Container container) {
    return container.run("entrypoint", "status").out();
  }

  private static List<String> parked(Container container) {
    return states(container)
        .lines()
        .filter(line -> line.contains(" parked "))
        .map(line -> line.split(" +", -1)[1])
        .toList();
  }

  private static String databaseServer(Container container) {
    return container.script("cat /qserv/data/mysql/*.pid");
  }

  @Test
  void followsModeSetWithoutTouchingTheDatabaseOrItsConnections() {
    try (Container worker = worker().start()) {
      worker.awaitReady();
      String server = databaseServer(worker);
      worker.script(
          "(mariadb -NBe \"do get_lock('canary', 0); select connection_id() > 0, sleep(600)\""
              + " >/tmp/connection 2>&1 &)");

      Outcome set = worker.run("entrypoint", "mode", "set", "maintenance", "--wait");
      assertThat(set).isEqualTo(new Outcome(0, "maintenance\n", ""));
      assertThat(parked(worker)).containsExactlyElementsOf(SERVICES);
      assertThat(worker.run("entrypoint", "probe", "live").exit()).isZero();
      assertThat(worker.run("entrypoint", "probe", "ready").exit()).isOne();
      assertThat(worker.run("entrypoint", "probe", "ready", "--accept-parked").exit()).isZero();
      assertThat(worker.run("entrypoint", "mode", "show").out())
          .isEqualTo("maintenance ('mode set', stored in /qserv/data/mode)\n");

      assertThat(worker.run("entrypoint", "mode", "set", "full", "--wait").exit()).isZero();
      assertThat(worker.run("entrypoint", "probe", "ready").exit()).isZero();
      assertThat(parked(worker)).isEmpty();
      assertThat(databaseServer(worker)).isEqualTo(server);
      assertThat(worker.script("mariadb -NBe \"select is_used_lock('canary') is not null\""))
          .isEqualTo("1\n");
    }
  }

  @Test
  void keepsTheStoredModeAcrossARestartUntilTheSettingChanges() {
    try (Volume data = new Volume()) {
      try (Container worker = worker().volume(data, "/qserv/data").start()) {
        worker.awaitReady();
        worker.run("entrypoint", "mode", "set", "maintenance", "--wait");
        worker.stop(GRACE);
        assertThat(worker.exitCode()).isZero();
        worker.startAgain();
        worker.await(
            "the database", () -> states(worker).contains("database   maintenance  ready"));
        assertThat(parked(worker)).hasSize(SERVICES.size());
        worker.stop(GRACE);
      }
      try (Container other = worker("--mode=maintenance").volume(data, "/qserv/data").start()) {
        other.await("the state", () -> !states(other).isEmpty());
        assertThat(other.run("entrypoint", "mode", "show").out())
            .isEqualTo("maintenance (the 'mode' setting)\n");
        other.stop(GRACE);
      }
    }
  }

  @Test
  void followsASwappedModeFileWithinASecondAndRefusesModeSet() {
    try (Container worker = worker("-emode-file=" + MODE_FILE).file(MODE_FILE, "full\n").start()) {
      worker.awaitReady();
      for (int i = 0; i < 3; i++) {
        swapModeFile(worker, "maintenance");
        long start = System.nanoTime();
        worker.await("the parked state", () -> parked(worker).size() == SERVICES.size());
        // the time of the command that asks is included
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        swapModeFile(worker, "full");
        worker.awaitReady();
      }
      assertThat(worker.run("entrypoint", "mode", "set", "maintenance"))
          .isEqualTo(
              new Outcome(
                  78,
                  "",
                  """
                  error: mode set: the file /tmp/mode/mode determines the mode
                  fix: write maintenance to that file, such as with kubectl edit configmap
                  """));
      swapModeFile(worker, "neither");
      worker.awaitLog("contains neither full nor maintenance; the mode remains full");
      assertThat(worker.run("entrypoint", "probe", "ready").exit()).isZero();
    }
  }

  @Test
  void keepsTheModeIfTheNextOneCannotBePlannedAndAppliesItOnceItCan() {
    try (Container worker =
        worker("--config", "/tmp/more.conf", "--mode=maintenance", "-emode-file=" + MODE_FILE)
            .file(MODE_FILE, "maintenance\n")
            .file(
                "/tmp/more.conf",
                "catalog.roles.worker.components.replica.required = [registry.host]\n")
            .start()) {
      worker.await("the database", () -> states(worker).contains(" ready "));
      swapModeFile(worker, "full");
      worker.awaitLog("mode=full rejected");
      assertThat(parked(worker)).hasSize(SERVICES.size());
      assertThat(worker.run("entrypoint", "status", "--output", "json").out())
          .contains("mode full cannot be applied: registry.host");
      worker.write("/tmp/more.conf", "registry.host = r\n");
      swapModeFile(worker, "full");
      worker.awaitReady();
      assertThat(worker.run("entrypoint", "status", "--output", "json").out())
          .doesNotContain("cannot be applied", "rejected");
    }
  }

  @Test
  void stopsAnExecutedServiceThatIsOutdatedAndParksAfterTheRestart() {
    try (Container service =
        SleepingServices.component(FIRST, "-emode-file=" + MODE_FILE)
            .file(MODE_FILE, "full\n")
            .start()) {
      service.awaitReady();
      assertThat(service.run("entrypoint", "probe", "live", "--stop-outdated").exit()).isZero();
      swapModeFile(service, "maintenance");
      Outcome live = service.run("entrypoint", "probe", "live");
      assertThat(live.exit()).isOne();
      assertThat(live.out())
          .startsWith(ROLE + " " + FIRST + " maintenance outdated ")
          .endsWith("the mode is now maintenance\n");
      service.run("entrypoint", "probe", "live", "--stop-outdated");
      assertThat(service.exitCode()).isEqualTo(143);

      service.startAgain();
      service.awaitLog("parked reason=");
      assertThat(service.run("entrypoint", "probe", "live").exit()).isZero();
      // a parked process follows without a restart
      swapModeFile(service, "full");
      service.awaitReady();
      assertThat(service.script("cat /proc/[0-9]*/comm")).contains("sleep").doesNotContain("java");
    }
  }

  @Test
  void stopsAParkedProcessThatHasBecomeAService() {
    try (Container service =
        SleepingServices.component(FIRST, "-emode-file=" + MODE_FILE)
            .file(MODE_FILE, "maintenance\n")
            .start()) {
      service.awaitLog("parked reason=");
      swapModeFile(service, "full");
      service.awaitReady();
      assertThat(service.stop(GRACE)).isLessThan(GRACE.dividedBy(2));
      assertThat(service.exitCode()).isEqualTo(143);
    }
  }

  @Test
  void warnsAboutAModeFileThatIsMountedWithoutItsDirectory() {
    // Docker mounts this file itself, as Kubernetes does with subPath
    try (Container mounted =
        SleepingServices.component(FIRST, "-emode-file=/etc/hostname").start()) {
      mounted.awaitLog(
          "mode-file: /etc/hostname is mounted as a single file, so it never changes; mount the"
              + " directory that contains it, without subPath");
    }
  }

  @Test
  void ignoresStatesOfOtherContainersThatShareTheDirectory() {
    try (Volume states = new Volume();
        Container first = sharing(states, FIRST);
        Container second = sharing(states, SECOND)) {
      first.awaitReady();
      second.await("the state", () -> second.run("entrypoint", "probe", "live").exit() == 0);
      assertThat(first.script("ls /run/qserv").lines())
          .containsExactlyInAnyOrder(ROLE + "-" + FIRST, ROLE + "-" + SECOND);
      assertThat(first.run("entrypoint", "probe", "live").out())
          .startsWith(ROLE + " " + FIRST + " full ");
      assertThat(second.run("entrypoint", "probe", "live").out())
          .startsWith(ROLE + " " + SECOND + " full ")
          .hasLineCount(1);
    }
  }

  private static Container sharing(Volume states, String component) {
    return SleepingServices.component(component).volume(states, "/run/qserv").start();
  }

  @Test
  void printsTheStatesAgainAndAgain() {
    try (Container service = SleepingServices.component(FIRST).start()) {
      service.awaitReady();
      Outcome watched = service.run("timeout", "5", "entrypoint", "status", "--watch");
      assertThat(watched.out().lines().filter(line -> line.matches(ROLE + " +" + FIRST + " .*")))
          .hasSizeGreaterThan(1);
    }
  }
}
