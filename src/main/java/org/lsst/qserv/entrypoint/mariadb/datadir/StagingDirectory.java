// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.mariadb.datadir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.io.AtomicFile;
import org.lsst.qserv.entrypoint.io.Directories;

/**
 * A hidden directory inside a data directory, in which a new database is created. Its finished
 * entries are renamed into the data directory one by one, the system schema last: until then the
 * data directory counts as incomplete. A list of the entries, written before the first move, makes
 * this resumable.
 *
 * <p>It is inside the data directory, not next to it, because only the inside is certainly on the
 * same volume, and because the data directory itself may be a mount point, in this container or in
 * another one, and then cannot be replaced.
 */
final class StagingDirectory {
  static final String NAME = ".entrypoint-preparation";

  private final Path target;
  private final Path path;
  private final Path data;
  private final Path list;

  StagingDirectory(Path dataDirectory) {
    this.target = dataDirectory;
    this.path = dataDirectory.resolve(NAME);
    this.data = path.resolve("data");
    this.list = path.resolve("entries");
  }

  /** Returns the data directory of the new database. */
  Path data() {
    return data;
  }

  /** Returns the path for a temporary file that does not become part of the database. */
  Path scratch(String name) {
    return path.resolve(name);
  }

  boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Creates the directory, and deletes what an interrupted initialization left. */
  void create() throws IOException {
    Directories.deleteTree(path);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectory(path, ownerOnly);
    Files.createDirectory(data, ownerOnly);
  }

  /** Marks the new database as finished, after writing all of it to disk. */
  void finish() throws IOException {
    Directories.synchronizeTree(data);
    List<StagedEntry> entries = new ArrayList<>();
    for (Path entry : Directories.list(data)) {
      entries.add(StagedEntry.of(entry));
    }
    entries.sort(Comparator.comparing(entry -> entry.name().equals(SystemSchema.NAME)));
    AtomicFile.write(
        list,
        entries.stream().map(StagedEntry::line).collect(Collectors.joining("\n", "", "\n")),
        "rw-------");
  }

  /**
   * Returns whether a finished database, or the rest of it, can be moved into place.
   *
   * @param names the names in the data directory, except ignored ones
   */
  boolean canMove(Set<String> names) throws IOException {
    if (!Files.exists(list)) {
      return false;
    }
    List<StagedEntry> entries = entries();
    for (StagedEntry entry : entries) {
      boolean staged = Files.exists(data.resolve(entry.name()), LinkOption.NOFOLLOW_LINKS);
      Path moved = target.resolve(entry.name());
      boolean present = Files.exists(moved, LinkOption.NOFOLLOW_LINKS);
      if (staged == present || (present && !entry.matches(moved))) {
        return false;
      }
    }
    return entries.stream().map(StagedEntry::name).collect(Collectors.toSet()).containsAll(names);
  }

  /** Moves the remaining entries into the data directory, and removes the staging directory. */
  void moveIntoPlace() throws IOException {
    for (StagedEntry entry : entries()) {
      if (entry.name().equals(SystemSchema.NAME)) {
        Directories.synchronize(target); // the system schema marks the directory as complete
      }
      Path staged = data.resolve(entry.name());
      if (Files.exists(staged, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(staged, target.resolve(entry.name()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Directories.synchronize(target);
    delete();
  }

  void delete() throws IOException {
    Directories.deleteTree(path);
    Directories.synchronize(target);
  }

  private List<StagedEntry> entries() throws IOException {
    return Files.readAllLines(list).stream().map(StagedEntry::parse).toList();
  }
}
