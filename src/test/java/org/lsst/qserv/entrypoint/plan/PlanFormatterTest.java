// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestPlan;
import org.lsst.qserv.entrypoint.TestSettings;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Tests the text of a plan as printed by {@code --dry-run}. */
final class PlanFormatterTest {
  @TempDir Path directory;

  private String text(String target, String... assignments) {
    return PlanFormatter.of(
        TestPlan.plan(
            target,
            TestPlan.required(directory, target.split(" ", -1)[0])
                .assign("paths.templates=/templates")
                .assign(assignments)
                .valid()));
  }

  @Test
  void anExecIsShownWithStepsEnvironmentAndCommand() {
    assertThat(text("replication registry", "env.X=a b"))
        .isEqualTo(
            """
            target   replication registry
            mode     full (the 'mode' setting)
            step     create directory /config-etc/log
            step     render /templates/log/log.cnf to /config-etc/log/log.cnf (rw-r--r--)
            step     wait for mysql://qsreplica:[REDACTED]@replication:3306/qservReplica for at most \
            600 s
            env      LD_PRELOAD=libjemalloc.so.2
            env      LSST_LOG_CONFIG=/config-etc/log/log.cnf
            env      X='a b'
            exec     qserv-replica-registry --admin-auth-key=[REDACTED] --auth-key=[REDACTED] \
            --config=mysql://qsreplica:[REDACTED]@replication:3306/qservReplica \
            --instance-id=test --registry-port=25082
            ports    25082
            ready    wait for http://127.0.0.1:25082/meta/version for at most 60 s
            because  one component runs, so its service is exec'd
            """);
  }

  @Test
  void supervisedComponentsAreShownInOrder() {
    assertThat(text("xrootd").lines().filter(line -> !line.startsWith("step")))
        .containsExactly(
            "target   xrootd",
            "mode     full (the 'mode' setting)",
            "env      LD_PRELOAD=libjemalloc.so.2",
            "start    cmsd -c /config-etc/cmsd-manager.cnf -n manager -I v4"
                + " -s /var/run/xrootd/cmsd.pid",
            "ports    2131",
            "ready    wait for tcp://127.0.0.1:2131 for at most 60 s",
            "env      LD_PRELOAD=libjemalloc.so.2",
            "start    xrootd -c /config-etc/xrootd-manager.cf -n manager -I v4"
                + " -s /var/run/xrootd/xrootd.pid",
            "ports    1094",
            "ready    wait for tcp://127.0.0.1:1094 for at most 60 s",
            "because  2 components run, so the launcher keeps running to supervise them");
  }

  @Test
  void parkedComponentsOfARoleAreShown() {
    assertThat(text("xrootd", "mode=maintenance"))
        .isEqualTo(
            """
            target   xrootd
            mode     maintenance (the 'mode' setting)
            park     cmsd xrootd
            because  no component was named, so the launcher keeps running to react to mode changes
            """);
    assertThat(text("worker", "mode=maintenance"))
        .contains("\nstart    mariadbd ")
        .endsWith(
            """

            park     cmsd xrootd replica
            because  no component was named, so the launcher keeps running to react to mode changes
            """);
  }

  @Test
  void parkingIsShownWithItsReason() {
    assertThat(text("worker xrootd", "mode=db-only"))
        .isEqualTo(
            """
            target   worker xrootd
            mode     maintenance (the 'mode' setting)
            park     worker xrootd does not run in mode maintenance
            because  mode maintenance (the 'mode' setting)
            """);
  }

  @Test
  void aListRepeatsItsOptionAndTrueIsAFlag() {
    String text =
        PlanFormatter.of(
            TestPlan.plan(
                "worker xrootd",
                new TestSettings(directory)
                    .role("worker")
                    .assign("args={\"a\":[\"x\",\"y,z\",\"p=q\"],\"debug\":true}")
                    .json("{\"xrootd\":{\"manager\":{\"host\":\"m\"}}}")
                    .valid()));
    assertThat(text)
        .contains(
            "exec     xrootd -c /config-etc/cmsd-worker.cf -n worker -I v4"
                + " -s /var/run/xrootd/xrootd.pid -l @libXrdSsiLog.so"
                + " -+xrdssi /config-etc/xrdssi-worker.cf -a x -a y,z -a p=q --debug\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain | plain",
        "/a-b_c.d:e,f=g@h%i+j | /a-b_c.d:e,f=g@h%i+j",
        "a b | 'a b'",
        "it's | 'it'\\''s'",
        "$x | '$x'",
        "é日 | é日",
        "a\\b | 'a\\b'",
        "`` | ''",
        "*?~#&;|'*?~#&;'"
      })
  void anArgumentIsQuotedForTheShell(String argument, String shown) {
    assertThat(PlanFormatter.command(List.of(RedactedText.plain(argument)))).isEqualTo(shown);
  }

  @Test
  void aLineBreakInAnArgumentIsQuoted() {
    assertThat(PlanFormatter.command(List.of(RedactedText.plain("a\nb")))).isEqualTo("'a\nb'");
  }

  @Test
  void secretsOfAllComponentsAreRedacted() {
    for (String role : List.of("czar", "worker", "replication", "xrootd")) {
      assertThat(text(role)).doesNotContain("-password@", "http-password", "=key", "admin-key");
    }
  }
}
