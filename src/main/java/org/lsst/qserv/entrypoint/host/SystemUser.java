// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The operating system's user that this process runs as. */
public final class SystemUser {
  private static final String NAMELESS = "?"; // what the JDK calls a uid that has no name

  /** Lines of it are described in {@code proc_pid_status(5)}. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final int EFFECTIVE = 2;

  private SystemUser() {}

  /** The name; empty if the uid has none in this image. */
  public static Optional<String> name() {
    return Optional.of(System.getProperty("user.name", NAMELESS))
        .filter(name -> !name.equals(NAMELESS) && !name.isEmpty());
  }

  /** The effective user id, or {@code ?} where the system does not report it. */
  public static String uid() {
    return id("Uid:");
  }

  /** The effective group id, or {@code ?} where the system does not report it. */
  public static String gid() {
    return id("Gid:");
  }

  private static String id(String key) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> List.of(line.split("\\s+", -1)).get(EFFECTIVE))
          .findFirst()
          .orElse(NAMELESS);
    } catch (IOException e) {
      return NAMELESS;
    }
  }
}
