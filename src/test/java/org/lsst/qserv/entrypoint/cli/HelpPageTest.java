// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;

/** Tests the help of every command. */
final class HelpPageTest {
  private static final Path APPROVED = Path.of("src/test/resources/help");

  /** The number of lines of a usual terminal, and of the longest page. */
  private static final int LINES = 34;

  private static final int COLUMNS = 100;
  private static final String COMMANDS = "Commands:\n";
  private static final Pattern COMMAND = Pattern.compile("^ {2}([a-z][a-z-]*) ", Pattern.MULTILINE);

  @TempDir static Path directory;

  private static String help(String command) {
    TestHost host = new TestHost(directory);
    List<String> arguments = new ArrayList<>(List.of((command + " --help").strip().split(" ", -1)));
    int exit =
        new EntrypointCommand(
                host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
            .run(arguments);
    assertThat(host.err()).isEmpty();
    assertThat(exit).isZero();
    return host.out();
  }

  /** Returns all commands that are listed in the help, starting with {@code entrypoint} itself. */
  static Stream<String> commands() {
    return withSubcommands("");
  }

  private static Stream<String> withSubcommands(String command) {
    String help = help(command);
    int list = help.indexOf(COMMANDS);
    Stream<String> inner =
        list < 0
            ? Stream.of()
            : COMMAND
                .matcher(help.substring(list))
                .results()
                .map(found -> (command + " " + found.group(1)).strip());
    return Stream.concat(Stream.of(command), inner.flatMap(HelpPageTest::withSubcommands));
  }

  @ParameterizedTest(name = "entrypoint {0}")
  @MethodSource("commands")
  void printsTheApprovedHelp(String command) throws IOException {
    String name = command.isEmpty() ? "entrypoint" : command.replace(' ', '-');
    Path file = APPROVED.resolve(name + ".txt");
    if (Boolean.getBoolean("update")) {
      Files.writeString(file, help(command));
    }
    assertThat(help(command)).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest(name = "entrypoint {0}")
  @MethodSource("commands")
  void helpFitsAScreenAndHasAnExample(String command) {
    String help = help(command);
    assertThat(help.lines()).hasSizeLessThanOrEqualTo(LINES);
    assertThat(help.lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(help).containsPattern("(?m)^Example: .*entrypoint ");
  }

  @ParameterizedTest(name = "entrypoint {0}")
  @ValueSource(strings = {"czar", "worker", "xrootd", "replication", "monitor"})
  void printsTheApprovedHelpOfARoleThatFitsAScreen(String role) throws IOException {
    printsTheApprovedHelp(role);
    assertThat(help(role).lines())
        .hasSizeLessThanOrEqualTo(LINES)
        .allMatch(line -> line.length() <= COLUMNS)
        .contains(
            "Main settings (-e KEY=VALUE) with their defaults; 'entrypoint config reference'"
                + " lists all:");
  }

  @Test
  void printsTheHelpOfTheRoleForAComponent() {
    assertThat(help("worker xrootd -e mode=maintenance")).isEqualTo(help("worker"));
  }

  @Test
  void listsTheLegacyCommands() {
    assertThat(help("spawned-app-help")).contains("proxy", "worker-xrootd", "smig-update");
  }
}
