// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests state files of other programs or releases. */
final class StateFilesEdgesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "half",
        "{\"phase\": \"dancing\"}",
        "{\"role\": \"worker\", \"pid\": 7}"
      })
  void ignoresAFileThatIsNoState(String content) throws IOException {
    Files.createDirectories(directory.resolve("worker"));
    Files.writeString(directory.resolve("worker/xrootd.json"), content);
    assertThatCode(
            () -> {
              try {
                new StateFiles(directory).read();
              } catch (IOException expected) {
                // not a state file
              }
            })
        .doesNotThrowAnyException();
  }
}
