// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsst.qserv.entrypoint.Sample;
import org.lsst.qserv.entrypoint.SeededRandom;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.TestPlan;

/** Tests random bytes and structures in every input of the command. */
@Timeout(
    value = 10,
    unit = java.util.concurrent.TimeUnit.MINUTES,
    threadMode = ThreadMode.SEPARATE_THREAD)
final class FuzzTest {
  private static final Duration DURATION =
      Sample.FULL ? Duration.ofSeconds(60) : Duration.ofSeconds(1);

  /** Texts that are special to one of the parsers, in addition to those of {@link SeededRandom}. */
  private static final List<String> PIECES =
      List.of(
          "\"",
          ",",
          "include",
          "if",
          "for",
          "in",
          "set",
          "a",
          "a.b",
          "args",
          "mode",
          "full",
          "1",
          "-1e9",
          "1.10",
          "default",
          "'''",
          "\"\"\"",
          "+=",
          "- ",
          "&x",
          "*x",
          "!!",
          "---",
          "\u0000",
          "database.url",
          "mysql://",
          "u:p@h",
          "catalog",
          "roles",
          "settings",
          "xrootd",
          "types",
          "components",
          "command",
          "${?b}");

  @TempDir Path directory;

  enum Input {
    ASSIGNMENT,
    NAME,
    JSON,
    ENVIRONMENT_FILE,
    HOCON,
    YAML,
    JSON_FILE,
    CATALOG,
    VARIABLE,
    LEGACY_OPTION,
    LEGACY_FILE,
    TEMPLATE
  }

  @ParameterizedTest
  @EnumSource
  void noInputCausesABugOrHangs(Input input) throws IOException {
    SeededRandom random = SeededRandom.forTest(FuzzTest.class);
    long end = System.nanoTime() + DURATION.toNanos();
    int runs = 0;
    while (System.nanoTime() < end || runs < 20) {
      run(input, random.below(4) == 0 ? bytes(random) : structure(random));
      runs++;
    }
  }

  private static String bytes(SeededRandom random) {
    byte[] bytes = new byte[random.below(60)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.below(256);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String structure(SeededRandom random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.below(8); left >= 0; left--) {
      text.append(PIECES.get(random.below(PIECES.size()))).append(random.text());
    }
    return text.toString();
  }

  private void run(Input input, String text) throws IOException {
    TestHost host = new TestHost(directory.resolve("root")).imageWithPrograms();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "explain",
                "xrootd",
                "cmsd",
                "-e",
                "xrootd.manager.host=m",
                "-e",
                "paths.templates=" + TestPlan.TEMPLATES));
    switch (input) {
      case ASSIGNMENT ->
          arguments.addAll(List.of("-e", "args.x=" + text, "-e", "xrootd.port=" + text));
      case NAME -> arguments.addAll(List.of("-e", text + "=1", "-e", text));
      case JSON -> arguments.addAll(List.of("--json", text));
      case ENVIRONMENT_FILE -> arguments.addAll(List.of("--env-file", file("x.env", text)));
      case HOCON -> arguments.addAll(List.of("--config", file("x.conf", text)));
      case YAML -> arguments.addAll(List.of("--config", file("x.yaml", text)));
      case JSON_FILE -> arguments.addAll(List.of("--json", "@" + file("x.json", text)));
      case CATALOG ->
          arguments.addAll(
              List.of(
                  "--config",
                  file("c.conf", "catalog.roles.xrootd.components.cmsd.args { " + text + " }")));
      case VARIABLE -> host.variable("QSERV_ARGS", text).variable("QSERV_XROOTD__PORT", text);
      case LEGACY_OPTION -> {
        arguments.clear();
        arguments.addAll(
            List.of("cmsd-manager", "--dry-run", "--targs", text, "--cms-delay-servers", text));
      }
      case LEGACY_FILE -> {
        arguments.clear();
        arguments.addAll(
            List.of("cmsd-manager", "--dry-run", "--targs-file", file("t.yaml", text)));
      }
      case TEMPLATE ->
          arguments.addAll(List.of("-e", "files.cmsd-manager.template=" + file("t.jinja", text)));
    }
    int exit =
        new EntrypointCommand(
                host.host(), TestFiles.BUNDLED, () -> "entrypoint 1.2.3", (level, format) -> {})
            .run(arguments);
    assertThat(exit).as("%s of %s: %s", input, arguments, host.err()).isIn(0, 64, 65, 78);
    assertThat(host.err()).as("%s of %s", input, arguments).doesNotContain("\tat ");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8).toString();
  }
}
