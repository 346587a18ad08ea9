package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/**
 * The help of each command equals an approved file. After a change, {@code mvn test
 * -Dtest=HelpTextsTest -Dupdate=true} writes the files, and their difference is reviewed.
 */
final class HelpTextsTest {
  private static final Path APPROVED = Path.of("src/test/resources/help");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "explain",
        "config",
        "config show",
        "config check",
        "config reference",
        "template",
        "template list",
        "template render",
        "template check",
        "init",
        "schema",
        "schema plan",
        "schema status",
        "schema upgrade",
        "schema wait",
        "schema watch",
        "schema stop",
        "database",
        "database status",
        "database upgrade",
        "probe",
        "completion",
        "spawned-app-help"
      })
  void theHelpOfACommandIsTheApprovedText(String command) throws IOException {
    Path approved = APPROVED.resolve(("entrypoint " + command).strip().replace(' ', '-') + ".txt");
    String help = help(command);
    if (Boolean.getBoolean("update")) {
      Files.createDirectories(APPROVED);
      Files.writeString(approved, help);
    }
    assertThat(help).isEqualTo(Files.readString(approved));
  }

  @Test
  void theHelpOfTheProgramFitsAScreen() {
    assertThat(help("").lines())
        .hasSizeLessThanOrEqualTo(50)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  private String help(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.removeIf(String::isEmpty);
    arguments.add("--help");
    TestHost host = new TestHost(directory);
    int exit =
        new EntrypointCommand(
                host.host(), new BundledFiles(), () -> "entrypoint 1.2.3", (level, format) -> {})
            .run(arguments);
    assertThat(exit).isZero();
    return host.out();
  }
}
