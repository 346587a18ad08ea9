package org.lsst.qserv.entrypoint.template;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.PathProblem;

/** Writes a file so that it is complete or absent: staged beside its target, then renamed. */
public final class RenderedFile {
  /** Looks at a complete file that is not in its place yet. */
  @FunctionalInterface
  public interface Check {
    /**
     * Returns if the file may be installed.
     *
     * @throws Failure if it may not
     */
    void accept(Path staged) throws InterruptedException;
  }

  private static final Check ANYTHING = staged -> {};

  private RenderedFile() {}

  /**
   * Writes the text, with a newline at its end.
   *
   * @param permissions as in {@code rw-r-----}; the file has them before it has content
   * @throws Failure 73 if the place cannot be written, 74 if writing fails on the way
   */
  public static void write(Path target, String text, String permissions) {
    try {
      write(target, text, permissions, ANYTHING);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing was waited for", e);
    }
  }

  /**
   * As {@link #write(Path, String, String)}, unless the check throws: then the target is as it was.
   */
  public static void write(Path target, String text, String permissions, Check check)
      throws InterruptedException {
    Path staged = target.resolveSibling("." + target.getFileName() + ".new");
    try {
      Files.deleteIfExists(staged);
      writeNew(staged, text.endsWith("\n") ? text : text + "\n", permissions);
      accept(staged, check);
      Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      discard(staged);
      throw PathProblem.cannotWrite(target, e);
    } catch (IOException e) {
      discard(staged);
      throw new Failure(
          ExitCode.IO,
          "writing " + target + " failed (" + e.getMessage() + ")",
          "free some space on that volume, then start again");
    }
  }

  private static void accept(Path staged, Check check) throws InterruptedException {
    try {
      check.accept(staged);
    } catch (Failure | InterruptedException e) {
      discard(staged);
      throw e;
    }
  }

  private static void writeNew(Path file, String text, String permissions) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static void discard(Path staged) {
    try {
      Files.deleteIfExists(staged);
    } catch (IOException e) {
      // the write failed already and says so; the leftover goes with the next start
    }
  }
}
