// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * One entry of a staged data directory, which can be identified after a rename: a rename preserves
 * the size and modification time of a file, and a file of another server has different ones. Inode
 * numbers are not suitable, because not every file system preserves them across mounts.
 *
 * @param identity size and modification time of a file, in seconds because some file systems store
 *     no fractions; {@code directory} for a directory
 */
record StagedEntry(String identity, String name) {
  static StagedEntry of(Path path) throws IOException {
    return new StagedEntry(identity(path), String.valueOf(path.getFileName()));
  }

  static StagedEntry parse(String line) {
    int blank = line.indexOf(' ');
    return new StagedEntry(line.substring(0, Math.max(0, blank)), line.substring(blank + 1));
  }

  String line() {
    return identity + " " + name;
  }

  /** Returns whether a path is this entry after a move. */
  boolean matches(Path path) throws IOException {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && identity(path).equals(identity);
  }

  private static String identity(Path path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return attributes.isDirectory()
        ? "directory"
        : attributes.size() + "," + attributes.lastModifiedTime().to(TimeUnit.SECONDS);
  }
}
