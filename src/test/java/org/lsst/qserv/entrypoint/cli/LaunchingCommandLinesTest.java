// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/**
 * Tests which command lines count as a launch in the shell script {@code entrypoint}: only a launch
 * raises the limits of a container that runs as root.
 */
final class LaunchingCommandLinesTest {
  @TempDir private static Path root;

  private static Set<String> commands() {
    return new Commands(
            new TestHost(root).host(),
            new BundledFiles(),
            () -> {
              throw new AssertionError("a name needs no model");
            },
            List.of(),
            Optional.empty(),
            _ -> 0,
            () -> {
              throw new AssertionError("a name needs no model");
            })
        .names();
  }

  static Stream<List<String>> commandLinesThatLaunchNothing() {
    return Stream.concat(commands().stream(), Stream.of("smig-update", "--help", "--version"))
        .flatMap(command ->
            Stream.of(
                List.of(command),
                List.of("--log-level=DEBUG", command),
                List.of("--log-level", "DEBUG", "--log-format", "json", command, "worker")));
  }

  private static boolean launches(List<String> arguments) throws IOException, InterruptedException {
    String script = Files.readString(Path.of("entrypoint/entrypoint"));
    int start = script.indexOf("launches() {");
    String function = script.substring(start, script.indexOf("\n}\n", start) + 3);
    List<String> command = new ArrayList<>(List.of("sh", "-c", function + "launches \"$@\"", "sh"));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  @ParameterizedTest
  @MethodSource("commandLinesThatLaunchNothing")
  void everyOtherCommandLaunchesNothing(List<String> arguments)
      throws IOException, InterruptedException {
    assertThat(launches(arguments)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "worker",
        "czar proxy",
        "site-role component",
        "proxy --db-uri mysql://u@h/d",
        "--log-level DEBUG worker",
        "--log-format=json worker database"
      })
  void aRoleAndALegacyCommandLaunchAService(String arguments)
      throws IOException, InterruptedException {
    assertThat(launches(List.of(arguments.split(" ")))).isTrue();
  }

  @Test
  void anEmptyCommandLineLaunchesNothing() throws IOException, InterruptedException {
    assertThat(launches(List.of())).isFalse();
  }
}
