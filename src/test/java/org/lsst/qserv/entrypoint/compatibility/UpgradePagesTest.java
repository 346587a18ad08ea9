// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that users can paste the commands of the pages about upgrades. */
final class UpgradePagesTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:console|sh)\n(.*?)^```$");
  private static final Pattern PORT = Pattern.compile("\\b[A-Z_]+_PORT=\\d+");
  private static final Pattern DEFAULT_PORT =
      Pattern.compile("\\b([A-Z_]+_PORT)=\\$\\{[A-Z_]+-(\\d+)}");
  private static final Pattern PUBLISHED_PORT = Pattern.compile("\\$\\{([A-Z_]+_PORT)-\\d+}");

  private static final Pattern READER = Pattern.compile("docker-compose (exec -T|run )");

  private static String commands(String page) throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of(page)))
        .results()
        .map(block -> block.group(1))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/upgrade-with-compose.md",
        "docs/kubernetes-upgrade.md",
        "docs/operations.md",
        "docs/cluster-plan.md"
      })
  void commandsAreValidAndKeepTheDefaultsOfNewValues(String page)
      throws IOException, InterruptedException {
    String commands = commands(page);
    assertThat(commands).isNotEmpty().doesNotContain(" --reuse-values", "condition=Complete");
    Process bash =
        new ProcessBuilder("bash", "-n", "-c", commands).redirectErrorStream(true).start();
    String problems = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(problems).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"docs/upgrade-with-compose.md", "src/main/resources/compatibility/steps.conf"})
  void noCommandReadsTheLinesThatArePastedAfterIt(String file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    int readers = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (READER.matcher(lines.get(i)).find()) {
        readers++;
        assertThat(lines.get(i) + lines.get(i + 1)).contains("</dev/null");
      }
    }
    assertThat(readers).isGreaterThan(5);
  }

  @Test
  void thePageHasTheProjectAndThePortsOfTheCompactClusterOfEachLine() throws IOException {
    String dev = Files.readString(Path.of("dev"));
    List<String> ports =
        DEFAULT_PORT
            .matcher(dev.substring(0, dev.indexOf("\ncompose() {")))
            .results()
            .map(found -> found.group(1) + "=" + found.group(2))
            .toList();
    String page = commands("docs/upgrade-with-compose.md");
    assertThat(ports).hasSize(5);
    assertThat(PORT.matcher(page).results().map(found -> found.group()))
        .containsExactlyInAnyOrderElementsOf(ports);
    assertThat(page)
        .contains("COMPOSE_PROJECT_NAME=qserv-compact COMPOSE_FILE=compact.yml:compact-xrd.yml\n")
        .contains(
            "COMPOSE_PROJECT_NAME=qserv-http-compact COMPOSE_FILE=compact.yml:compact-http.yml\n");
  }

  @Test
  void theSecondDevelopmentClusterHasPortsOfItsOwn() throws IOException {
    Set<String> published = new TreeSet<>();
    for (String file : List.of("compact.yml", "compact-xrd.yml")) {
      names(PUBLISHED_PORT, Files.readString(Path.of("compose", file))).forEach(published::add);
    }
    assertThat(names(Pattern.compile("\\b([A-Z_]+_PORT)="), commands("docs/operations.md")))
        .containsExactlyInAnyOrderElementsOf(published);
  }

  private static Stream<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }
}
