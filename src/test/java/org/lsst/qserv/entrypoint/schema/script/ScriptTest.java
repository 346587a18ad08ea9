// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests how script files are read. */
final class ScriptTest {
  @TempDir private Path directory;

  @Test
  void doesNotRenderAPlainScript() throws IOException {
    assertThat(statements("migrate-1-to-2.sql", "SELECT '{{ a }}';"))
        .containsExactly("SELECT '{{ a }}'");
  }

  @Test
  void readsTheOnlineSafeMarkerInTheFirstLineOnly() throws IOException {
    assertThat(script("migrate-1-to-2.sql", "-- entrypoint: online-safe\n").isOnlineSafe())
        .isTrue();
    assertThat(script("migrate-2-to-3.sql", "\uFEFF-- entrypoint: online-safe").isOnlineSafe())
        .isTrue();
    assertThat(script("migrate-3-to-4.sql", "\n-- entrypoint: online-safe").isOnlineSafe())
        .isFalse();
    assertThat(script("migrate-4-to-5.sql", "").isOnlineSafe()).isFalse();
  }

  @Test
  void rejectsMalformedUtf8WithItsLine() throws IOException {
    Path file = directory.resolve("migrate-1-to-2.sql");
    Files.write(file, "SELECT 1;\nSELECT 'ü';\n".getBytes(StandardCharsets.ISO_8859_1));
    try (StatementReader reader = Script.read(file).orElseThrow().open(SqlMode.DEFAULT, "")) {
      assertThatThrownBy(() -> ScriptSplitter.readAll(reader))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.BAD_DATA))
          .hasMessage("error: " + file + ": line 2: invalid UTF-8\nfix: save the file in UTF-8");
    }
    Path template = directory.resolve("migrate-2-to-3.sql.jinja");
    Files.write(template, new byte[] {(byte) 0xff});
    Script read = Script.read(template).orElseThrow();
    assertThatThrownBy(() -> read.text())
        .hasMessage("error: " + template + " is not valid UTF-8\nfix: save the file in UTF-8");
  }

  private List<String> statements(String name, String text) throws IOException {
    return ScriptSplitter.readAll(script(name, text).open(SqlMode.DEFAULT, "")).stream()
        .map(ScriptStatement::text)
        .toList();
  }

  private Script script(String name, String text) throws IOException {
    return Script.read(Files.writeString(directory.resolve(name), text)).orElseThrow();
  }
}
