package org.lsst.qserv.entrypoint.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is complete or absent. */
final class AtomicFileTest {
  @TempDir Path directory;

  @Test
  void replacesAFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old");
    Files.writeString(directory.resolve(".file.new"), "left by a kill");
    AtomicFile.write(file, "new", "rw-------");
    assertThat(directory).isDirectoryContaining(path -> path.equals(file));
    assertThat(Directories.list(directory)).containsExactly(file);
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void theUnfinishedFileIsHidden() {
    assertThat(AtomicFile.stagedName("file")).isEqualTo(".file.new");
    assertThat(AtomicFile.stagedName(".file")).isEqualTo(".file.new");
  }
}
