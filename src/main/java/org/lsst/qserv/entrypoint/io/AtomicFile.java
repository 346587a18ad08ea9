package org.lsst.qserv.entrypoint.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files that are either complete or absent, even after a power failure: a temporary file
 * next to the target is written and synchronized, renamed, and then the directory is synchronized,
 * because {@code fsync(2)} of a file does not cover its directory entry.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file, replacing an existing one.
   *
   * @param text the content, written in UTF-8
   * @param permissions as in {@code rw-r-----}; the file has them before it has content
   */
  public static void write(Path target, String text, String permissions) throws IOException {
    Path staged = target.resolveSibling(stagedName(String.valueOf(target.getFileName())));
    Files.deleteIfExists(staged);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    try (FileChannel channel =
        FileChannel.open(
            staged, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    Directories.synchronize(target.toAbsolutePath().getParent());
  }

  /** A hidden name, so that nobody takes it for the file. */
  static String stagedName(String name) {
    return (name.startsWith(".") ? "" : ".") + name + ".new";
  }
}
