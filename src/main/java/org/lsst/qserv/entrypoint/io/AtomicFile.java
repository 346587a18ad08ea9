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
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * Replaces a file atomically: writes a temporary file next to the target and renames it, so that
 * the target is either complete or unchanged. Each writer has its own temporary file. Two processes
 * that write the same target, even in two containers that share a volume, do not interfere, and the
 * last one to {@linkplain #install install} wins.
 *
 * <p>Closing deletes the temporary file, unless it was installed. So does a signal that terminates
 * the JVM. A later durable writer of the same target deletes the leftovers of a process that was
 * killed.
 */
public final class AtomicFile implements AutoCloseable {
  private static final String EXTENSION = ".new";

  /** No writer takes this long: an older temporary file is the leftover of a killed process. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final Path target;
  private final Path staged;

  /** Deletes the temporary file when the JVM exits. */
  private final Thread hook;

  private boolean exiting;

  private AtomicFile(Path target, Path staged) {
    this.target = target;
    this.staged = staged;
    this.hook = new Thread(this::deleteOnExit, "staged-file");
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
      Path staged = target.resolveSibling(prefix(target) + unique() + EXTENSION);
      AtomicFile file = new AtomicFile(target, staged);
      file.addHook();
      try {
        file.createStaged(mode);
        return file;
      } catch (FileAlreadyExistsException e) {
        file.removeHook(); // created by another process in the same nanosecond: try again
      } catch (IOException e) {
        file.removeHook();
        throw e;
      }
    }
  }

  /**
   * Replaces a file durably.
   *
   * @param text the content, written in UTF-8
   * @param permissions as in {@code rw-r-----}; set before the content is written
   */
  public static void write(Path target, String text, String permissions) throws IOException {
    try (AtomicFile file = create(target, permissions)) {
      file.write(text);
      file.install();
    }
  }

  /**
   * Replaces a file that is useless after a power failure, such as the state of a running process.
   * Unlike {@link #write(Path, String, String)}, it neither waits for the disk nor deletes
   * abandoned files, so it can be called several times per second.
   */
  public static void writeVolatile(Path target, String text, String permissions)
      throws IOException {
    try (AtomicFile file = stage(target, permissions)) {
      file.write(text);
      file.rename();
    }
  }

  /** Before the file is created, because the JVM may start to exit at any time. */
  private void addHook() throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw exiting();
    }
  }

  private synchronized void createStaged(FileAttribute<?> mode) throws IOException {
    if (exiting) {
      throw exiting();
    }
    Files.createFile(staged, mode);
  }

  private static IOException exiting() {
    return new IOException("this process is exiting");
  }

  private void removeHook() {
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is exiting, and runs the hook
    }
  }

  private synchronized void deleteOnExit() {
    exiting = true;
    try {
      Files.deleteIfExists(staged);
    } catch (IOException e) {
      // a later writer deletes it
    }
  }

  /** Returns the temporary file, for a program that writes or checks it. */
  public Path staged() {
    return staged;
  }

  /** Writes the content of the temporary file in UTF-8. */
  public void write(String text) throws IOException {
    // not created again, which would lose its permissions: the hook may just have deleted it
    Files.writeString(
        staged,
        text,
        StandardCharsets.UTF_8,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  /**
   * Replaces the target durably. {@code fsync(2)} of a file does not cover its directory entry, so
   * the directory is synchronized, too.
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
    removeHook();
    Files.deleteIfExists(staged);
  }

  /** Returns whether a name is the name of a temporary file of this target. */
  public static boolean isStaged(String name, Path target) {
    return name.startsWith(prefix(target)) && name.endsWith(EXTENSION);
  }

  /**
   * Returns the prefix of temporary files, which are hidden so that programs that read the
   * directory ignore them.
   */
  private static String prefix(Path target) {
    String name = String.valueOf(target.getFileName());
    return (name.startsWith(".") ? "" : ".") + name + ".";
  }

  /** Returns a suffix from the monotonic clock, which all containers of a machine share. */
  private static String unique() {
    return Long.toHexString(System.nanoTime());
  }

  private void deleteAbandoned() {
    try {
      long oldest = modified(staged) - ABANDONED_AFTER.toMillis();
      for (Path path : Directories.list(staged.toAbsolutePath().resolveSibling("."))) {
        if (isStaged(String.valueOf(path.getFileName()), target) && modified(path) < oldest) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      // The directory cannot be listed, or another writer deletes the same file. Leftovers are
      // hidden and small, and a later writer tries again.
    }
  }

  /** Returns milliseconds since 1970 by the clock of the file system. */
  private static long modified(Path path) throws IOException {
    return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
  }
}
