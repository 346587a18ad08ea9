// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.health;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The space of the volume on which a directory is.
 *
 * @param free bytes that the launcher could still use
 * @param size all bytes of the volume
 */
public record VolumeSpace(Path directory, long free, long size) {

  /** Returns the space of each directory that exists and whose volume reports it. */
  public static List<VolumeSpace> of(Collection<Path> directories) {
    return directories.stream().flatMap(directory -> of(directory).stream()).toList();
  }

  private static Optional<VolumeSpace> of(Path directory) {
    try {
      FileStore store = Files.getFileStore(directory);
      return Optional.of(new VolumeSpace(directory, store.getUsableSpace(), store.getTotalSpace()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
