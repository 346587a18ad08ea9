// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.SystemUser;

/** Determines why a path cannot be read or written, and how to fix it. */
public final class PathProblem {
  private static final String MAKE_WRITABLE =
      "make the path writable for the user of the container";

  private PathProblem() {}

  /**
   * Returns the failure of a file or directory that could not be created or written: 74 if its
   * volume is full, else 73.
   *
   * @param cause the error of the operating system, reported if no specific reason is found
   */
  public static Failure cannotWrite(Path path, IOException cause) {
    if (isFull(cause)) {
      return full(path, reason(cause)).causedBy(cause);
    }
    return find(path).orElseGet(() -> unexplained(path, cause)).causedBy(cause);
  }

  private static Failure unexplained(Path path, IOException cause) {
    Path parent = path.toAbsolutePath().getParent();
    return cause instanceof NoSuchFileException && parent != null && !Files.exists(parent)
        ? new Failure(
            ExitCode.CANNOT_CREATE,
            "cannot write " + path + ": the directory " + parent + " does not exist",
            "create the directory, or choose another path")
        : new Failure(
            ExitCode.CANNOT_CREATE,
            "cannot write " + path + " (" + reason(cause) + ")",
            MAKE_WRITABLE);
  }

  private static boolean isFull(IOException cause) {
    String reason = reason(cause);
    return reason.contains("No space left on device") || reason.contains("Disk quota exceeded");
  }

  /**
   * Returns the failure of a path on a full volume.
   *
   * @param reason the error of the operating system
   */
  public static Failure full(Path path, String reason) {
    return new Failure(
        ExitCode.IO,
        "cannot write " + path + " (" + reason + ")",
        "free some space on that volume, then start again");
  }

  /**
   * Returns the reason why this process cannot read and write a path, or create it: the first part
   * of the path that prevents it, starting at the root.
   */
  public static Optional<Failure> find(Path path) {
    Path absolute = path.toAbsolutePath();
    Path parent = absolute.getRoot();
    for (Path name : absolute) {
      Path part = parent.resolve(name);
      if (!Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
        boolean creatable = Files.isWritable(parent) && Files.isExecutable(parent);
        return creatable ? Optional.empty() : Optional.of(notWritable(path, parent));
      }
      if (!Files.exists(part)) {
        return Optional.of(broken(part));
      }
      if (!part.equals(absolute) && !Files.isDirectory(part)) {
        return Optional.of(
            new Failure(
                ExitCode.CANNOT_CREATE,
                "cannot write " + path + ": " + part + " is not a directory",
                "move " + part + " away, or choose another path"));
      }
      parent = part;
    }
    return isUsable(absolute) ? Optional.empty() : Optional.of(notWritable(path, absolute));
  }

  /** Returns whether this process may read and write a file, or list and change a directory. */
  public static boolean isUsable(Path path) {
    return Files.isReadable(path)
        && Files.isWritable(path)
        && (!Files.isDirectory(path) || Files.isExecutable(path));
  }

  private static Failure broken(Path part) {
    if (!Files.isSymbolicLink(part)) {
      return new Failure(
          ExitCode.CANNOT_CREATE,
          part + " cannot be accessed",
          "check the permissions of its parent directories");
    }
    return new Failure(
        ExitCode.CONFIGURATION,
        part
            + " is a symbolic link to "
            + target(part)
            + ", which does not exist in this container",
        "mount the volume that contains " + target(part) + ", or create that directory");
  }

  private static String target(Path link) {
    try {
      return link.resolveSibling(Files.readSymbolicLink(link)).normalize().toString();
    } catch (IOException e) {
      return "an unreadable target";
    }
  }

  /**
   * Returns the failure of a path that cannot be written because of a parent directory or itself.
   */
  private static Failure notWritable(Path path, Path obstacle) {
    String problem = "cannot write " + path + ": " + (obstacle.equals(path) ? "it" : obstacle);
    return owner(problem, obstacle, "choose another path, or ", "", obstacle);
  }

  /**
   * Returns the failure of a file in a directory that belongs to another user, or is read-only.
   *
   * @param directory the directory to correct, with everything below it
   */
  public static Failure notUsable(Path path, Path directory) {
    return owner("cannot write " + path + ": it", path, "", "-R ", directory);
  }

  private static Failure owner(
      String problem, Path path, String alternative, String recursive, Path corrected) {
    try {
      if (Files.getFileStore(path).isReadOnly()) {
        return new Failure(
            ExitCode.CANNOT_CREATE,
            problem + " is on a read-only file system",
            alternative + "mount its volume writable");
      }
      String user = SystemUser.uid() + ":" + SystemUser.gid();
      Object uid = Files.getAttribute(path, "unix:uid");
      Object gid = Files.getAttribute(path, "unix:gid");
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      String fix =
          String.valueOf(uid).equals(SystemUser.uid())
              ? "chmod " + recursive + "u+rwX "
              : "as root: chown " + recursive + user + " ";
      return new Failure(
          ExitCode.CANNOT_CREATE,
          problem
              + (" belongs to " + uid + ":" + gid + " (mode " + mode + ")")
              + (", and this container runs as " + user),
          alternative + fix + corrected);
    } catch (IOException | UnsupportedOperationException e) {
      return new Failure(ExitCode.CANNOT_CREATE, problem + " cannot be accessed", MAKE_WRITABLE)
          .causedBy(e);
    }
  }

  /** Returns the reason of an error of the operating system, without the path. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (e instanceof CharacterCodingException) {
      return "not valid UTF-8";
    }
    if (e instanceof FileSystemException file) {
      String reason = file.getReason();
      return reason == null ? e.getClass().getSimpleName() : reason;
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
