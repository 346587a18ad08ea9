// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Tests that a failed write leaves no temporary file. */
final class RenderedFileWriterEdgeCasesTest {
  @TempDir Path directory;

  @Test
  void leavesNoFileBehindIfItCannotBeInstalled() throws IOException {
    Path target = Files.createDirectories(directory.resolve("x.cnf"));
    assertThatThrownBy(() -> RenderedFileWriter.write(target, "secret", "rw-------"))
        .isInstanceOf(Failure.class);
    try (Stream<Path> files = Files.list(directory)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names).containsExactly("x.cnf");
    }
  }
}
