package org.lsst.qserv.entrypoint.host;

import java.util.Optional;

/** The operating system's name of the user that this process runs as. */
public final class SystemUser {
  private static final String NAMELESS = "?"; // what the JDK calls a uid that has no name

  private SystemUser() {}

  /** The name; empty if the uid has none in this image. */
  public static Optional<String> name() {
    return Optional.of(System.getProperty("user.name", NAMELESS))
        .filter(name -> !name.equals(NAMELESS) && !name.isEmpty());
  }
}
