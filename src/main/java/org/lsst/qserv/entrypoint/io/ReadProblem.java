// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.lsst.qserv.entrypoint.host.SystemUser;

/**
 * Why a text file of the user could not be read.
 *
 * @param reason the reason, as the part of a message in parentheses
 * @param fix how to fix it
 */
public record ReadProblem(String reason, String fix) {
  private static final String MAKE_READABLE = "make it readable by the user of the container";

  /** Returns why a file could not be read. */
  public static ReadProblem of(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new ReadProblem("no such file", "correct the path, or mount the file");
    }
    if (Files.isDirectory(file)) {
      return new ReadProblem("it is a directory", "specify a file");
    }
    if (cause instanceof AccessDeniedException) {
      return new ReadProblem("permission denied" + owner(file), MAKE_READABLE);
    }
    if (cause instanceof CharacterCodingException) {
      return new ReadProblem("it is not a UTF-8 text file", "save it as a text file in UTF-8");
    }
    return new ReadProblem(PathProblem.reason(cause), MAKE_READABLE);
  }

  private static String owner(Path file) {
    try {
      return ": it belongs to "
          + Files.getAttribute(file, "unix:uid")
          + ":"
          + Files.getAttribute(file, "unix:gid")
          + " (mode "
          + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
          + "), and this container runs as "
          + SystemUser.uid()
          + ":"
          + SystemUser.gid();
    } catch (IOException | UnsupportedOperationException e) {
      return ""; // a directory above it denies access
    }
  }
}
