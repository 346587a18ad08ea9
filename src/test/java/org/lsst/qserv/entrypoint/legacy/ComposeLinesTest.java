// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.legacy.ComposeLines.Line;
import org.lsst.qserv.entrypoint.plan.Step;

/**
 * Tests that each command line of a compose file for the Python entry point results in the same
 * command, environment and files.
 */
final class ComposeLinesTest {
  @TempDir Path directory;

  private static Stream<Line> lines() {
    return Stream.concat(ComposeLines.of("xrd"), ComposeLines.of("http"));
  }

  private TestLegacyLine line(Line line) {
    return new TestLegacyLine(
        new TestHost(directory.resolve("root")), line.releaseLine(), line.split());
  }

  @Test
  void allLinesAreTested() {
    assertThat(ComposeLines.of("xrd")).hasSize(13);
    assertThat(ComposeLines.of("http")).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aLineResultsInTheCommandOfTheService(Line line) {
    assertThat(line(line).command()).isEqualTo(line.command());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aLineResultsInTheEnvironmentOfTheService(Line line) {
    Map<String, String> environment = new TreeMap<>();
    line(line)
        .start()
        .command()
        .environment()
        .forEach((name, value) -> environment.put(name, value.value()));
    assertThat(environment).isEqualTo(new TreeMap<>(line.environment()));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aLineResultsInTheFilesOfTheService(Line line) {
    TestLegacyLine old = line(line);
    assertThat(old.files()).containsExactlyElementsOf(line.files().keySet());
    line.files().forEach((name, parts) -> assertThat(old.file(name)).contains(parts));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aLineWaitsForItsDatabases(Line line) {
    assertThat(
            line(line).start().steps().stream()
                .filter(Step.Await.class::isInstance)
                .map(step -> ((Step.Await) step).check().toString()))
        .containsExactlyElementsOf(line.waits());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aLineHasNoProblem(Line line) {
    TestLegacyLine old = line(line);
    old.plan();
    assertThat(old.problems()).isEmpty();
    assertThat(old.warnings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void secretsOfALineAreRedacted(Line line) {
    TestLegacyLine old = line(line);
    String shown =
        old.plan() + " " + old.start().command().command() + " " + old.translation().text();
    assertThat(shown).doesNotContain("CHANGEME", "replauthkey", "repladminkey", ":pw@", "=pw");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aSchemaIsNotUpgradedAutomatically(Line line) {
    assertThat(line(line).settings().string("schema.on-outdated")).isEqualTo("wait");
  }
}
