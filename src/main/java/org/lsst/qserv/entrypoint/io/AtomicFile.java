// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * A file that is written next to its target and then takes the target's place, so that the target
 * is either complete or untouched. Each writer has a temporary file of its own: two processes that
 * write the same target, even in two containers that share a volume, do not disturb each other, and
 * the last one to {@linkplain #install install} wins.
 *
 * <p>Closing deletes the temporary file, unless it was installed. What a killed process left is
 * deleted by a later durable writer of the same target.
 */
public final class AtomicFile implements AutoCloseable {
  private static final String ENDING = ".new";

  /** No writer takes that long: an older temporary file was left by a process that was killed. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path target;
  private final Path staged;

  private AtomicFile(Path target, Path staged) {
    this.target = target;
    this.staged = staged;
  }

  /**
   * Creates the temporary file, empty, and deletes abandoned ones of the same target.
   *
   * @param permissions as in {@code rw-r-----}
   */
  public static AtomicFile create(Path target, String permissions) throws IOException {
    AtomicFile file = stage(target, permissions);
    file.deleteAbandoned();
    return file;
  }

  private static AtomicFile stage(Path target, String permissions) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    while (true) {
      Path staged = target.resolveSibling(prefix(target) + unique() + ENDING);
      try {
        Files.createFile(staged, mode);
        return new AtomicFile(target, staged);
      } catch (FileAlreadyExistsException e) {
        // of another process, at the same nanosecond
      }
    }
  }

  /**
   * Replaces a file, durably.
   *
   * @param text the content, written in UTF-8
   * @param permissions as in {@code rw-r-----}; the file has them before it has content
   */
  public static void write(Path target, String text, String permissions) throws IOException {
    try (AtomicFile file = create(target, permissions)) {
      file.write(text);
      file.install();
    }
  }

  /**
   * Replaces a file that says nothing after a power failure, such as the state of a running
   * process: as {@link #write(Path, String, String)}, without waiting for the disk, and without
   * listing the directory for abandoned files, because it may be written several times a second.
   */
  public static void writeVolatile(Path target, String text, String permissions)
      throws IOException {
    try (AtomicFile file = stage(target, permissions)) {
      file.write(text);
      file.rename();
    }
  }

  /** Returns the temporary file, for a program that writes or checks it. */
  public Path staged() {
    return staged;
  }

  /** Writes the content of the temporary file in UTF-8. */
  public void write(String text) throws IOException {
    Files.writeString(staged, text, StandardCharsets.UTF_8);
  }

  /**
   * Puts the file in the place of its target, complete even after a power failure: {@code fsync(2)}
   * of a file does not cover its directory entry, so the directory is synchronized, too.
   */
  public void install() throws IOException {
    try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.READ)) {
      channel.force(true);
    }
    rename();
    Directories.synchronize(target.toAbsolutePath().getParent());
  }

  private void rename() throws IOException {
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes the temporary file if it is still there. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(staged);
  }

  /** Returns whether a name is that of a temporary file of this target. */
  public static boolean isStaged(String name, Path target) {
    return name.startsWith(prefix(target)) && name.endsWith(ENDING);
  }

  /** Hidden, so that nobody takes it for the file. */
  private static String prefix(Path target) {
    String name = String.valueOf(target.getFileName());
    return (name.startsWith(".") ? "" : ".") + name + ".";
  }

  /** The clock of the machine, which its containers share. */
  private static String unique() {
    return Long.toHexString(System.nanoTime());
  }

  private void deleteAbandoned() {
    try {
      long oldest = modified(staged) - ABANDONED.toMillis();
      for (Path path : Directories.list(staged.toAbsolutePath().resolveSibling("."))) {
        if (isStaged(String.valueOf(path.getFileName()), target) && modified(path) < oldest) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      // A directory that can be written but not listed, or another writer deletes the same file:
      // what is left is hidden and small, and a later writer tries again.
    }
  }

  /** Milliseconds since 1970, by the clock of the file system. */
  private static long modified(Path path) throws IOException {
    return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
  }
}
