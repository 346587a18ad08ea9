// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The directory of a ConfigMap or Secret, as a kubelet writes it: each file is a link to {@code
 * ..data/FILE}, and {@code ..data} is a link to a directory with the contents. A change creates
 * another directory and replaces the link {@code ..data}, so that all files change at once.
 */
final class MountedFiles {
  private static final int GROUP_READS = 0040;

  private final Path directory;
  private final int mode;
  private final int group;
  private final AtomicInteger version = new AtomicInteger();

  /**
   * @param mode permissions of the files, such as 0440
   * @param group their group
   */
  MountedFiles(Path directory, int mode, int group) {
    this.directory = directory;
    this.mode = mode;
    this.group = group;
  }

  Path directory() {
    return directory;
  }

  /** Replaces the contents. */
  void write(Map<String, String> files) {
    try {
      Files.createDirectories(directory);
      Path contents = Files.createDirectory(directory.resolve("..v" + version.incrementAndGet()));
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(contents.resolve(file.getKey()), file.getValue());
      }
      Path link = directory.resolve("..data_tmp");
      Files.createSymbolicLink(link, contents.getFileName());
      Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
      for (String name : files.keySet()) {
        if (!Files.isSymbolicLink(directory.resolve(name))) {
          Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setAttribute(file, "unix:gid", group);
    // A volume with a group is readable by it.
    Files.setAttribute(file, "unix:mode", mode | GROUP_READS);
  }
}
