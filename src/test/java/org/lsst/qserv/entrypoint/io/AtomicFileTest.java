// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a file is replaced completely or not at all. */
final class AtomicFileTest {
  @TempDir Path directory;

  private Path file;

  @BeforeEach
  void createAnOlderFile() throws IOException {
    file = Files.writeString(directory.resolve("file"), "old");
  }

  @Test
  void replacesAFileAndLeavesNoOtherFile() throws IOException {
    AtomicFile.write(file, "new", "rw-------");
    assertThat(Directories.list(directory)).containsExactly(file);
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void hasTheSameResultWithoutSync() throws IOException {
    AtomicFile.writeVolatile(file, "new", "rw-------");
    assertThat(Directories.list(directory)).containsExactly(file);
    assertThat(file).hasContent("new");
  }

  @Test
  void doesNotChangeTheTargetBeforeInstallation() throws IOException {
    try (AtomicFile unfinished = AtomicFile.create(file, "rw-------")) {
      unfinished.write("half");
      assertThat(file).hasContent("old");
      assertThat(unfinished.staged()).hasContent("half");
    }
    assertThat(file).hasContent("old");
    assertThat(Directories.list(directory)).containsExactly(file);
  }

  @Test
  void theTemporaryFileIsHiddenAndHasItsPermissionsBeforeItsContent() throws IOException {
    try (AtomicFile unfinished = AtomicFile.create(file, "rw-------")) {
      String name = unfinished.staged().getFileName().toString();
      assertThat(name).startsWith(".file.");
      assertThat(AtomicFile.isStaged(name, file)).isTrue();
      assertThat(AtomicFile.isStaged("file", file)).isFalse();
      assertThat(AtomicFile.isStaged(name, directory.resolve("other"))).isFalse();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unfinished.staged())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void supportsTwoWritersOfOneTarget() throws IOException {
    try (AtomicFile first = AtomicFile.create(file, "rw-------");
        AtomicFile second = AtomicFile.create(file, "rw-------")) {
      first.write("first");
      second.write("second");
      first.install();
      assertThat(file).hasContent("first");
      second.install();
      assertThat(file).hasContent("second");
    }
    assertThat(Directories.list(directory)).containsExactly(file);
  }

  @Test
  void concurrentWritersWriteCompleteFiles() throws Exception {
    String text = "0123456789".repeat(10_000);
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      List<Callable<Void>> all =
          IntStream.range(0, 100)
              .<Callable<Void>>mapToObj(i ->
                  () -> {
                    AtomicFile.writeVolatile(file, text, "rw-------");
                    assertThat(file).hasContent(text);
                    return null;
                  })
              .toList();
      for (Future<Void> writer : writers.invokeAll(all)) {
        writer.get();
      }
    }
    assertThat(Directories.list(directory)).containsExactly(file);
  }

  @Test
  void deletesFilesOfKilledWritersButNotOfRunningOnes() throws IOException {
    Path left = Files.writeString(directory.resolve(".file.1f.new"), "left");
    Path written = Files.writeString(directory.resolve(".file.2f.new"), "being written");
    Path foreign = Files.writeString(directory.resolve(".other.3f.new"), "of another target");
    FileTime old = FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() - 3_700_000);
    Files.setLastModifiedTime(left, old);
    Files.setLastModifiedTime(foreign, old);
    AtomicFile.write(file, "new", "rw-------");
    assertThat(Directories.list(directory)).containsExactlyInAnyOrder(file, written, foreign);
  }

  @Test
  void leavesNoFileBehindIfTheTargetCannotBeReplaced() throws IOException {
    Path taken = Files.createDirectories(directory.resolve("taken"));
    Files.writeString(taken.resolve("entry"), "");
    assertThatThrownBy(() -> AtomicFile.write(taken, "new", "rw-------"))
        .isInstanceOf(IOException.class);
    assertThat(Directories.list(directory)).containsExactlyInAnyOrder(file, taken);
  }
}
