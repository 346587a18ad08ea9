// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;

/** Tests the commands {@code compatibility describe} and {@code compatibility check}. */
final class CompatibilityCommandsTest {
  @TempDir Path directory;

  private TestHost host;

  @BeforeEach
  void prepareHost() {
    host = new TestHost(directory);
  }

  private int run(String... arguments) {
    return new EntrypointCommand(
            host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
        .run(List.of(arguments));
  }

  /** Returns what describe prints, and starts with a new host. */
  private String describe(String... arguments) {
    assertThat(run(arguments)).as(host.err()).isZero();
    String facts = host.out();
    prepareHost();
    return facts;
  }

  /** Returns the JSON that a command prints about an upgrade to an older schema. */
  private JsonNode impossible(String family, String command) throws IOException {
    Path old = facts("2024.3.2-rc1");
    Path target = facts("2024.5.1-rc5");
    assertThat(
            run(
                family,
                command,
                "--from",
                old.toString(),
                "--to",
                target.toString(),
                "--output",
                "json"))
        .isEqualTo(5);
    return new ObjectMapper().readTree(host.out());
  }

  private Path facts(String tag) throws IOException {
    Path file = directory.resolve(tag + ".json");
    Files.writeString(file, describe("compatibility", "describe", "--release", tag));
    return file;
  }

  private void assertFails(int exit, String message, String... arguments) {
    assertThat(run(arguments)).isEqualTo(exit);
    assertThat(host.err()).isEqualTo(message);
    assertThat(host.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2024.3.2-rc1, 2024.5.1-rc5, 5, impossible",
    "2025.2.1, 2026.3.3, 2, maintenance",
    "2026.1.2, 2026.3.3, 4, unknown",
    "2026.3.3, http-2026-04, 2, maintenance",
    "2026.3.3, 2026.3.3, 0, rolling"
  })
  void theExitCodeIsThatOfTheVerdict(String from, String to, int exit, String verdict)
      throws IOException {
    Path old = facts(from);
    Path target = facts(to);
    assertThat(run("compatibility", "check", "--from", old.toString(), "--to", target.toString()))
        .as(host.err())
        .isEqualTo(exit);
    assertThat(host.out()).startsWith("verdict: " + verdict + " (");
    assertThat(host.err()).isEmpty();
  }

  @Test
  void printsTheFindingsAndTheOrderOfRestarts() throws IOException {
    Path old = facts("2026.3.3");
    host.in(Files.readString(old).replaceFirst("55", "56"));
    assertThat(run("compatibility", "check", "--from", old.toString(), "--to", "-"))
        .as(host.err())
        .isZero();
    assertThat(host.out())
        .isEqualTo(
            """
            verdict: rolling (restart the services with the new image, one after the other)
            from:    2026.3.3 (release line xrd)
            to:      2026.3.3 (release line xrd)

            FACT                   FROM      TO        EFFECT   REASON
            release-line           xrd       xrd       rolling  equal
            rest.version           55        56        rolling  rises; the new registry accepts versions from 52 on
            protocols.czar-worker  52c19e39  52c19e39  rolling  equal
            protocols.replication  aaa93f08  aaa93f08  rolling  equal
            schemas.czar           17        17        rolling  equal
            schemas.replication    15        15        rolling  equal
            schemas.worker         3         3         rolling  equal
            mariadb                11.4.4    11.4.4    rolling  same series

            restart in this order, each when the one before is ready:
              1. replication registry
              2. replication controller
              3. xrootd
              4. worker
              5. czar
            """);
  }

  @Test
  void printsTheVerdictAsJson() throws IOException {
    JsonNode json = impossible("compatibility", "check");
    assertThat(json.path("verdict").asText()).isEqualTo("impossible");
    assertThat(json.path("exit-code").asInt()).isEqualTo(5);
    assertThat(json.at("/from/release").asText()).isEqualTo("2024.3.2-rc1");
    assertThat(json.at("/to/release-line").asText()).isEqualTo("xrd");
    assertThat(json.path("restart-order")).isEmpty();
    assertThat(json.path("findings"))
        .hasSize(8)
        .anySatisfy(finding ->
            assertThat(finding.toString())
                .isEqualTo(
                    "{\"fact\":\"schemas.czar\",\"from\":\"10\",\"to\":\"9\",\"effect\":\"impossible\","
                        + "\"reason\":\"downgrades of a schema are not supported\"}"));
  }

  @Test
  void theDefaultTargetIsThisImage() throws IOException {
    Path old = facts("2026.3.3");
    host.line("http").file("etc/qserv-image/labels", "org.lsst.qserv.release=http-2026-04\n");
    assertThat(run("compatibility", "check", "--from", old.toString())).isEqualTo(2);
    assertThat(host.out()).contains("release-line           xrd       http");
  }

  @Test
  void reportsWrongUsage() {
    assertFails(
        64,
        """
        error: missing subcommand for 'compatibility'
        fix: use 'compatibility describe' or 'compatibility check --from FACTS'
        """,
        "compatibility");
    prepareHost();
    assertFails(
        64,
        """
        error: missing required option --from
        fix: add --from FILE, with what 'entrypoint compatibility describe' prints in the old image, or --instance FILE
        """,
        "compatibility",
        "check");
    prepareHost();
    assertFails(
        64,
        """
        error: --from and --to are both the standard input
        fix: specify a file for one of them
        """,
        "compatibility",
        "check",
        "--from",
        "-",
        "--to",
        "-");
    prepareHost();
    assertFails(
        64,
        """
        error: /nowhere.json cannot be read (no such file)
        fix: correct the path, or mount the file
        """,
        "compatibility",
        "check",
        "--from",
        "/nowhere.json");
  }

  @Test
  void reportsAnInputThatIsNoDocument() {
    host.in("verdict: rolling");
    assertFails(
        65,
        """
        error: standard input is not a JSON object (line 1)
        fix: write the document with 'entrypoint compatibility describe'
        """,
        "compatibility",
        "check",
        "--from",
        "-");
  }

  @Test
  void plansAnUpgradeFromThisImage() throws IOException {
    Path target = facts("2026.3.3");
    host.file("etc/qserv-image/labels", "org.lsst.qserv.release=2025.2.1\n");
    assertThat(run("cluster", "plan", "--to", target.toString(), "--for", "helm"))
        .as(host.err())
        .isZero();
    assertThat(host.out())
        .startsWith("verdict: maintenance (")
        .contains(
            """

            # 2. Switch to mode maintenance: only the databases keep running
            helm upgrade RELEASE kubernetes/chart --namespace NAMESPACE --reset-then-reuse-values --set mode=maintenance
            # Check:
            """)
        .contains("# 4. Upgrade the schema czar from 10 to 17\n");
  }

  @Test
  void anImpossibleUpgradeHasTheExitCodeOfItsVerdict() throws IOException {
    assertThat(impossible("cluster", "plan").path("steps")).isEmpty();
  }

  @Test
  void reportsWrongUsageOfThePlan() throws IOException {
    assertFails(
        64,
        """
        error: missing required option --to
        fix: add --to FILE, with what 'entrypoint compatibility describe' prints in the new image
        """,
        "cluster",
        "plan");
    prepareHost();
    assertFails(
        64,
        """
        error: invalid value 'swarm' for --for (expected compose or helm)
        fix: use one of these tools
        """,
        "cluster",
        "plan",
        "--for",
        "swarm");
  }
}
