// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.SystemUser;

/** Tests the reasons why a path cannot be written. DataDirectoryIT tests other owners. */
final class PathProblemTest {
  @TempDir Path directory;

  @Test
  void findsNoneIfThePathCanBeCreated() {
    assertThat(PathProblem.find(directory.resolve("a/b/c"))).isEmpty();
  }

  @Test
  void reportsAFullVolumeWhicheverClassTheErrorHas() {
    Path file = directory.resolve("file");
    String reason = "No space left on device";
    for (IOException cause :
        List.of(new IOException(reason), new FileSystemException(file.toString(), null, reason))) {
      Failure failure = PathProblem.cannotWrite(file, cause);
      assertThat(failure.exit()).isEqualTo(ExitCode.IO);
      assertThat(failure)
          .hasMessage(
              "error: cannot write "
                  + file
                  + " (No space left on device)\n"
                  + "fix: free some space on that volume, then start again");
    }
  }

  @Test
  void reportsADanglingLinkInAParentWithItsTarget() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
    Failure failure = PathProblem.find(link.resolve("below")).orElseThrow();
    assertThat(failure.exit()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(failure)
        .hasMessageStartingWith(
            "error: " + link + " is a symbolic link to " + directory.resolve("nowhere"));
  }

  @Test
  void reportsALinkToItself() throws IOException {
    Path link = directory.resolve("link");
    Files.createSymbolicLink(link, link);
    assertThat(PathProblem.find(link).orElseThrow()).hasMessageContaining(" is a symbolic link to");
  }

  @Test
  void reportsAFileInsteadOfAParentDirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(PathProblem.find(file.resolve("below/it")).orElseThrow())
        .hasMessageStartingWith(
            "error: cannot write "
                + file.resolve("below/it")
                + ": "
                + file
                + " is not a directory");
  }

  @Test
  void reportsTheOwnerOfAFileWithTheCommandToCorrectIt() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    String user = SystemUser.uid() + ":" + SystemUser.gid();
    assertThat(PathProblem.notUsable(file, directory))
        .hasMessage(
            """
            error: cannot write %1$s: it belongs to %2$s (mode rw-r--r--), and this container runs as %2$s
            fix: chmod -R u+rwX %3$s\
            """
                .formatted(file, user, directory));
  }

  @Test
  void reportsTheErrorOfTheSystemWithoutAnotherReason() {
    Path file = directory.resolve("file");
    assertThat(
            PathProblem.cannotWrite(
                file, new FileSystemException("file", null, "No space left on device")))
        .hasMessageStartingWith("error: cannot write " + file + " (No space left on device)\n");
    assertThat(PathProblem.cannotWrite(file, new AccessDeniedException("file")))
        .hasMessageStartingWith("error: cannot write " + file + " (permission denied)\n");
  }
}
