// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.dockerjava.api.model.Ulimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the state of the process in which a service starts. */
final class ProcessIT {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final String SLEEP = "-ecommand=[\"sleep\",\"infinity\"]";

  /** Sets `service` to the pid of the service. */
  private static final String FIND =
      "service=; for p in /proc/[0-9]*; do [ \"$(cat $p/comm)\" = sleep ] && service=${p#/proc/};"
          + " done 2>/dev/null || true\n"
          + "[ -n \"$service\" ]\n";

  private static Container.Builder redirector(String... options) {
    List<String> command = new ArrayList<>(List.of("entrypoint", "xrootd", "cmsd"));
    command.addAll(List.of(options));
    return Container.of(Image.LITE, command.toArray(String[]::new));
  }

  private static Container running(Container.Builder builder) {
    Container container = builder.start();
    container.await("the service", () -> container.runAs("0:0", "bash", "-euc", FIND).exit() == 0);
    return container;
  }

  @Test
  void startsServicesWithACleanStateBelowAnInit() {
    Ulimit files = new Ulimit("nofile", 1234L, 5678L);
    try (Container container =
        running(redirector(SLEEP).host(host -> host.withUlimits(List.of(files))))) {
      assertThat(container.script("cat /proc/1/comm")).isEqualTo("tini\n");
      assertCleanState(container);
      assertThat(container.script(FIND + "grep PPid /proc/$service/status"))
          .isEqualTo("PPid:\t1\n");
      assertThat(container.script(FIND + "diff /proc/1/limits /proc/$service/limits")).isEmpty();
      assertThat(container.script("grep 'Max open files' /proc/1/limits"))
          .contains("1234 ", "5678 ");
      assertThat(container.script("cat /proc/[0-9]*/comm")).doesNotContain("java");
    }
  }

  @Test
  void warnsOfLimitsInALaunchAsRootButNotInAProbe() {
    Ulimit files = new Ulimit("nofile", 1234L, 5678L);
    try (Container container =
        running(redirector(SLEEP).host(host -> host.withUlimits(List.of(files))))) {
      for (String option : List.of("--log-level=INFO", "--log-format=text")) {
        assertThat(container.runAs("0:0", "entrypoint", option, "probe", "live").err()).isEmpty();
      }
    }
    try (Container container =
        running(redirector(SLEEP).user("0:0").host(host -> host.withUlimits(List.of(files))))) {
      assertThat(container.logs()).contains("WARN cannot raise the limit of ");
    }
  }

  private static void assertCleanState(Container container) {
    assertThat(container.script(FIND + "grep -E 'SigBlk|SigIgn|SigCgt' /proc/$service/status"))
        .isEqualTo(
            """
            SigBlk:\t0000000000000000
            SigIgn:\t0000000000000000
            SigCgt:\t0000000000000000
            """);
    assertThat(container.script(FIND + "ls /proc/$service/fd").lines())
        .containsExactly("0", "1", "2");
  }

  @Test
  void startsNoInitBelowAnotherOne() {
    try (Container container = running(redirector(SLEEP).host(host -> host.withInit(true)))) {
      assertThat(container.script(FIND + "grep PPid /proc/$service/status"))
          .isEqualTo("PPid:\t1\n");
      assertThat(container.script("cat /proc/[0-9]*/comm")).doesNotContain("tini\n");
      assertCleanState(container);
    }
  }

  @Test
  void dropsRoot() {
    try (Container container = running(redirector(SLEEP).user("0:0"))) {
      String status = container.script(FIND + "cat /proc/$service/status");
      assertThat(status)
          .contains("Uid:\t1000\t1000\t1000\t1000\n")
          .contains("Gid:\t0\t0\t0\t0\n")
          .containsPattern("CapEff:\\s0+\n")
          .containsPattern("CapPrm:\\s0+\n");
      // even root lacks the capability to read it
      String environ = FIND + "tr '\\0' '\\n' </proc/$service/environ";
      assertThat(container.scriptAs("1000:0", environ)).contains("HOME=/home/qserv\n");
      assertCleanState(container);
    }
  }

  /** Uses the real programs, which write more files than the launcher. */
  @Test
  void supportsAnyUserOfGroupZeroWithAReadOnlyRoot() {
    try (Volume data = new Volume();
        Container database =
            readOnly(Container.of(Image.LITE, "entrypoint", "worker", "database"))
                .volume(data, "/qserv/data")
                .start()) {
      database.awaitReady();
      assertThat(database.script("id -u; stat -c %u /config-etc/my.cnf")).isEqualTo("4711\n4711\n");
      assertThat(database.script("mariadb -NBe 'select 1'")).isEqualTo("1\n");
      assertThat(database.stop(GRACE)).isLessThan(GRACE);
      assertThat(database.exitCode()).isZero();
    }
    // a separate volume that cmsd and xrootd share
    try (Container redirector = readOnly(redirector()).tmpfs("/run/xrootd").start()) {
      redirector.awaitReady();
    }
  }

  private static Container.Builder readOnly(Container.Builder builder) {
    return builder
        .user("4711:0")
        .host(host -> host.withReadonlyRootfs(true))
        .tmpfs("/config-etc", "/run/qserv", "/tmp");
  }

  private static final String SERVE =
      "entrypoint --log-level INFO xrootd cmsd -e \"command=[\\\"echo\\\",\\\"served\\\"]\"";

  private static final String AS_LAST_LINE =
      "use 'exec entrypoint …' as the last line of the script";

  static Stream<Arguments> shellsThatWait() {
    String script =
        "printf '#!/bin/bash\n%s; echo after\n' \"$0\" >/tmp/start; chmod +x /tmp/start;";
    return Stream.of(
        arguments("1000:0", List.of("sh", "-c", SERVE + "; echo after"), "sh", AS_LAST_LINE),
        arguments(
            "1000:0",
            List.of("sh", "-c", script + " exec /tmp/start", SERVE),
            "bash /tmp/start",
            AS_LAST_LINE),
        arguments(
            "0:0",
            List.of("bash", "-c", "su qserv -s /bin/sh -c \"true && $0\"; echo after", SERVE),
            "bash",
            "use 'exec' for each command in between"));
  }

  @ParameterizedTest
  @MethodSource("shellsThatWait")
  void warnsOfAShellThatWaitsAsPid1(String user, List<String> command, String shell, String fix) {
    try (Container container =
        Container.of(Image.LITE, command.toArray(String[]::new)).user(user).start()) {
      container.awaitLog("after\n");
      assertThat(container.logs())
          .contains(
              "WARN PID 1 is a shell ("
                  + shell
                  + ") that waits for entrypoint: no SIGTERM will reach the service; "
                  + fix)
          .contains("served\n");
    }
  }

  @Test
  void forwardsTheStopOfAContainerAsSigterm() {
    assertServiceReceivesSigterm(redirector(trap()));
    assertServiceReceivesSigterm(redirector(trap()).host(host -> host.withInit(true)));
    assertServiceReceivesSigterm(redirector(trap()).user("0:0"));
  }

  private static void assertServiceReceivesSigterm(Container.Builder builder) {
    try (Container container = builder.start()) {
      container.awaitLog("serving");
      assertThat(container.stop(GRACE)).isLessThan(GRACE.dividedBy(2));
      assertThat(container.logs()).contains("terminated");
      assertThat(container.exitCode()).isEqualTo(3);
    }
  }

  private static String trap() {
    return "-ecommand=[\"sh\",\"-c\",\"trap 'echo terminated; exit 3' TERM; echo serving; while :;"
        + " do sleep 0.1; done\"]";
  }
}
