// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.host.SystemUser;

/** Tests the reasons why a file cannot be read. */
final class ReadProblemTest {
  private static final String MAKE_READABLE = "make it readable by the user of the container";

  @TempDir Path directory;

  private Path file() throws IOException {
    return Files.writeString(directory.resolve("file"), "");
  }

  @Test
  void theFixForAMissingFileIsToMountItOrCorrectThePath() {
    Path missing = directory.resolve("missing");
    assertThat(ReadProblem.of(missing, new NoSuchFileException("missing")))
        .isEqualTo(new ReadProblem("no such file", "correct the path, or mount the file"));
  }

  @Test
  void aDirectoryIsNotAFile() {
    assertThat(ReadProblem.of(directory, new IOException("Is a directory")))
        .isEqualTo(new ReadProblem("it is a directory", "specify a file"));
  }

  @Test
  void aFileOfAnotherUserIsReportedWithItsOwner() throws IOException {
    String user = SystemUser.uid() + ":" + SystemUser.gid();
    assertThat(ReadProblem.of(file(), new AccessDeniedException("file")))
        .isEqualTo(
            new ReadProblem(
                "permission denied: it belongs to "
                    + user
                    + " (mode rw-r--r--), and this container runs as "
                    + user,
                MAKE_READABLE));
  }

  @Test
  void anInaccessibleParentDirectoryHasNoOwnerToReport() {
    Path below = directory.resolve("missing/file");
    assertThat(ReadProblem.of(below, new AccessDeniedException("file")).reason())
        .isEqualTo("permission denied");
  }

  @Test
  void theFixForABinaryFileIsToSaveItAsText() throws IOException {
    assertThat(ReadProblem.of(file(), new MalformedInputException(1)))
        .isEqualTo(
            new ReadProblem("it is not a UTF-8 text file", "save it as a text file in UTF-8"));
  }

  @Test
  void anyOtherReasonIsThatOfTheOperatingSystem() throws IOException {
    assertThat(ReadProblem.of(file(), new FileSystemException("file", null, "Input/output error")))
        .isEqualTo(new ReadProblem("Input/output error", MAKE_READABLE));
  }
}
