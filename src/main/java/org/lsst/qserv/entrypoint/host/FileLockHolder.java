// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the process that holds the POSIX write lock of a file, for messages: {@link
 * java.nio.channels.FileChannel#tryLock()} does not report it. The source is {@code /proc/locks}
 * (man page proc_locks(5)); it has no entry for a process of another container or machine.
 */
public final class FileLockHolder {
  /** Captures the process id and the inode. */
  private static final Pattern LOCK =
      Pattern.compile(
          "^\\d+: POSIX +ADVISORY +WRITE +([1-9]\\d*) \\p{XDigit}+:\\p{XDigit}+:(\\d+) ",
          Pattern.MULTILINE);

  private FileLockHolder() {}

  /**
   * Returns the process that holds the lock of a file, if exactly one is known.
   *
   * @param locks the file with the locks of the system
   */
  public static Optional<String> find(Path locks, Path file) {
    try {
      String inode = Files.getAttribute(file, "unix:ino").toString();
      List<String> holders =
          LOCK.matcher(Files.readString(locks))
              .results()
              .filter(lock -> lock.group(2).equals(inode))
              .map(lock -> lock.group(1))
              .distinct()
              .toList();
      // Inodes are unique only within one file system, so two entries may be two files.
      return holders.size() == 1 ? Optional.of("process " + holders.getFirst()) : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
