// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests how upgrade paths are found in a directory of scripts. */
final class ScriptDirectoryTest {
  @TempDir private Path directory;

  @Test
  void takesTheShortestPath() throws IOException {
    assertThat(
            path(
                Version.UNINITIALIZED,
                4,
                "None-to-1",
                "1-to-2",
                "2-to-3",
                "3-to-4",
                "1-to-3",
                "2-to-4"))
        .containsExactly("migrate-None-to-1.sql", "migrate-1-to-2.sql", "migrate-2-to-4.sql");
    assertThat(path(Version.UNINITIALIZED, 4, "None-to-1", "1-to-4", "None-to-4"))
        .containsExactly("migrate-None-to-4.sql");
  }

  @Test
  void rejectsAnUpgradeFromAVersionThatTheScriptsCannotUpgrade() throws IOException {
    for (String script : List.of("None-to-13", "0-to-11", "11-to-12", "12-to-13")) {
      script(script);
    }
    ScriptDirectory scripts =
        ScriptDirectory.read(directory)
            .upgradingFrom(new Version(12), "a table is missing", "do this");
    for (int version : List.of(0, 11)) {
      assertThatThrownBy(() -> scripts.path(new Version(version), new Version(13)))
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION))
          .hasMessage(
              "error: the scripts in "
                  + directory
                  + " cannot upgrade version "
                  + version
                  + ": a table is missing\nfix: do this");
    }
    assertThatThrownBy(() -> scripts.path(new Version(11), new Version(12)))
        .hasMessageContaining("cannot upgrade version 11");
    assertThat(scripts.path(new Version(12), new Version(13))).hasSize(1);
    assertThat(scripts.path(Version.UNINITIALIZED, new Version(13))).hasSize(1);
    assertThat(scripts.path(new Version(11), new Version(11))).isEmpty();
  }

  @Test
  void ordersVersionsNumerically() throws IOException {
    assertThat(path(new Version(9), 11, "9-to-10", "10-to-11"))
        .containsExactly("migrate-9-to-10.sql", "migrate-10-to-11.sql");
    assertThat(ScriptDirectory.read(directory).newest()).isEqualTo(new Version(11));
  }

  @Test
  void needsNoScriptForTheCurrentVersion() throws IOException {
    assertThat(path(new Version(3), 3, "2-to-3")).isEmpty();
  }

  @Test
  void acceptsADescriptionInTheNameAndATemplate() throws IOException {
    assertThat(path(new Version(0), 2, "0-to-1-adds-counts.v2", "1-to-2.sql.jinja"))
        .containsExactly("migrate-0-to-1-adds-counts.v2.sql", "migrate-1-to-2.sql.jinja");
  }

  @Test
  void ignoresOtherFiles() throws IOException {
    script("0-to-1");
    Files.writeString(directory.resolve("README.md"), "");
    Files.writeString(directory.resolve("migrate-1-to-2.sql.bak"), "");
    Files.writeString(directory.resolve("migrate-1-to-two.sql"), "");
    assertThat(ScriptDirectory.read(directory).newest()).isEqualTo(new Version(1));
  }

  @Test
  void refusesAGapAndListsTheScripts() {
    assertThatThrownBy(() -> path(new Version(1), 4, "1-to-2", "3-to-4"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "error: the scripts in "
                + directory
                + " provide no path from version 1 to 4"
                + " (found: migrate-1-to-2.sql, migrate-3-to-4.sql)\n"
                + "fix: add the missing scripts");
  }

  @Test
  void refusesASchemaThatIsNewerThanTheScripts() {
    assertThatThrownBy(() -> path(new Version(5), 4, "3-to-4"))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessage(
            "error: the schema has version 5, newer than version 4, the newest in "
                + directory
                + "\nfix: use the image that upgraded it, or a newer one; downgrades are not supported");
  }

  @Test
  void refusesADowngradeScript() throws IOException {
    script("3-to-2");
    assertThatThrownBy(() -> ScriptDirectory.read(directory))
        .hasMessage(
            "error: "
                + directory
                + "/migrate-3-to-2.sql does not lead to a newer version\n"
                + "fix: rename or remove it");
  }

  @Test
  void refusesADirectoryWithoutScripts() {
    assertThatThrownBy(() -> ScriptDirectory.read(directory))
        .hasMessageContaining("has no file migrate-N-to-M.sql");
    assertThatThrownBy(() -> ScriptDirectory.read(directory.resolve("none")))
        .hasMessageContaining("cannot be read (no such file or directory)");
  }

  private List<String> path(Version from, int to, String... names) throws IOException {
    for (String name : names) {
      script(name);
    }
    return ScriptDirectory.read(directory).path(from, new Version(to)).stream()
        .map(Script::name)
        .toList();
  }

  private void script(String name) throws IOException {
    String file = "migrate-" + name + (name.endsWith(".jinja") ? "" : ".sql");
    Files.writeString(directory.resolve(file), "DO 0;\n");
  }
}
