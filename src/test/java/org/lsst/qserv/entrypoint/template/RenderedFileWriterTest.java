// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/**
 * Tests the content and mode of rendered files, the replacement of existing ones, and the reported
 * problems.
 */
final class RenderedFileWriterTest {
  @TempDir Path directory;

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void writesANewlineAtTheEnd() throws IOException {
    Path target = directory.resolve("x.cnf");
    RenderedFileWriter.write(target, "a\nb", "rw-r--r--");
    assertThat(target).hasContent("a\nb\n");
    assertThat(Files.readString(target)).isEqualTo("a\nb\n");
  }

  @Test
  void doesNotDoubleANewlineAtTheEnd() throws IOException {
    Path target = directory.resolve("x.cnf");
    RenderedFileWriter.write(target, "a\n", "rw-r--r--");
    assertThat(Files.readString(target)).isEqualTo("a\n");
  }

  @Test
  void writesUtf8() throws IOException {
    Path target = directory.resolve("x.cnf");
    RenderedFileWriter.write(target, "é日\uD83D\uDE00\n", "rw-r--r--");
    assertThat(Files.readString(target)).isEqualTo("é日\uD83D\uDE00\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-r-----", "rw-r--r--"})
  void setsTheMode(String permissions) throws IOException {
    Path target = directory.resolve("x.cnf");
    RenderedFileWriter.write(target, "a", permissions);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo(permissions);
  }

  @Test
  void replacesAnOlderFileWithAnotherMode() throws IOException {
    Path target = directory.resolve("x.cnf");
    RenderedFileWriter.write(target, "old", "rw-r--r--");
    RenderedFileWriter.write(target, "new", "rw-------");
    assertThat(Files.readString(target)).isEqualTo("new\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
  }

  @Test
  void leavesNothingElseInTheDirectory() throws IOException {
    RenderedFileWriter.write(directory.resolve("x.cnf"), "a", "rw-r--r--");
    assertThat(names()).containsExactly("x.cnf");
  }

  @Test
  void replacesALinkWithoutFollowingIt() throws IOException {
    Path other = Files.writeString(directory.resolve("other"), "untouched");
    Path target = Files.createSymbolicLink(directory.resolve("x.cnf"), other);
    RenderedFileWriter.write(target, "a", "rw-r--r--");
    assertThat(Files.readString(other)).isEqualTo("untouched");
    assertThat(Files.readString(target)).isEqualTo("a\n");
  }

  @Test
  void failsForAMissingDirectory() {
    Path target = directory.resolve("no").resolve("x.cnf");
    assertThatThrownBy(() -> RenderedFileWriter.write(target, "a", "rw-r--r--"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.CANNOT_CREATE))
        .hasMessage(
            "error: cannot write "
                + target
                + ": the directory "
                + target.getParent()
                + " does not exist\nfix: create the directory, or choose another path");
  }

  @Test
  void failsForATargetBelowAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Path target = file.resolve("x.cnf");
    assertThatThrownBy(() -> RenderedFileWriter.write(target, "a", "rw-r--r--"))
        .hasMessageStartingWith(
            "error: cannot write " + target + ": " + file + " is not a directory");
    assertThat(names()).containsExactly("file");
  }
}
