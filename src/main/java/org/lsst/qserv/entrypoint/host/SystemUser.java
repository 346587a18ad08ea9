// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The operating system user of this process. */
public final class SystemUser {
  private static final String NAMELESS = "?"; // the JDK's name of a uid without a name

  /** Its format is described in {@code proc_pid_status(5)}. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final int EFFECTIVE = 2;

  private SystemUser() {}

  /** Returns the user name; empty if the uid has none in this image. */
  public static Optional<String> name() {
    return Optional.of(System.getProperty("user.name", NAMELESS))
        .filter(name -> !name.equals(NAMELESS) && !name.isEmpty());
  }

  /** Returns the effective user id, or {@code ?} if the system does not report it. */
  public static String uid() {
    return id("Uid:");
  }

  /** Returns the effective group id, or {@code ?} if the system does not report it. */
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
