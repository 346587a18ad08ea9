// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.PathProblem;

/** The migration scripts of a module, and the upgrade paths that they provide. */
public final class ScriptDirectory {
  private final Path directory;
  private final List<Script> scripts;
  private final Optional<Oldest> oldest;

  /**
   * The oldest version that the scripts can upgrade, why they cannot upgrade older ones, and how to
   * fix that.
   */
  private record Oldest(Version version, String reason, String fix) {}

  private ScriptDirectory(Path directory, List<Script> scripts, Optional<Oldest> oldest) {
    this.directory = directory;
    this.scripts = List.copyOf(scripts);
    this.oldest = oldest;
  }

  /**
   * Returns these scripts, rejecting upgrades of an initialized schema older than a version.
   *
   * @param reason why the scripts cannot upgrade older versions
   * @param fix how to upgrade those
   */
  public ScriptDirectory upgradingFrom(Version version, String reason, String fix) {
    return new ScriptDirectory(directory, scripts, Optional.of(new Oldest(version, reason, fix)));
  }

  /**
   * Reads a directory.
   *
   * @throws Failure with exit code 78 if the directory cannot be read or has no script, 65 if a
   *     script cannot be read
   */
  public static ScriptDirectory read(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Script> scripts =
          files
              .sorted()
              .flatMap(file -> Script.read(file).stream())
              .sorted(Comparator.comparing(Script::from).thenComparing(Script::to))
              .toList();
      if (scripts.isEmpty()) {
        throw unusable(directory, "has no file migrate-N-to-M.sql");
      }
      return new ScriptDirectory(directory, scripts, Optional.empty());
    } catch (IOException e) {
      throw unusable(directory, "cannot be read (" + PathProblem.reason(e) + ")").causedBy(e);
    }
  }

  private static Failure unusable(Path directory, String problem) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "schema.scripts: the directory " + directory + " " + problem,
        "set schema.scripts to the directory that contains one directory of scripts per module");
  }

  /** Returns the newest target version of the scripts. */
  public Version newest() {
    return scripts.stream().map(Script::to).max(Comparator.naturalOrder()).orElseThrow();
  }

  /**
   * Returns the SHA-256 checksum of each script by the name of its file, sorted.
   *
   * @throws Failure with exit code 65 if a script cannot be read
   */
  public SortedMap<String, String> checksums() {
    SortedMap<String, String> checksums = new TreeMap<>();
    scripts.forEach(script -> checksums.put(script.name(), script.checksum()));
    return checksums;
  }

  /** Returns the script with a file name, such as one from the journal. */
  public Optional<Script> find(String name) {
    return scripts.stream().filter(script -> script.name().equals(name)).findFirst();
  }

  /**
   * Returns the scripts that upgrade from one version to another, in order of execution. It is the
   * path with the fewest scripts; of two such paths, the one with the larger steps last.
   *
   * @return empty if both versions are the same
   * @throws Failure with exit code 78 if there is no path, if {@code from} is newer than {@code
   *     to}, or if it is too old
   */
  public List<Script> path(Version from, Version to) {
    if (from.compareTo(to) > 0) {
      throw newer(from, to);
    }
    if (oldest.isPresent() && !from.equals(to)) {
      requireUpgradable(from, oldest.get());
    }
    Map<Version, Script> lastScripts = lastScripts(from, to);
    Deque<Script> path = new ArrayDeque<>();
    Version version = to;
    while (!version.equals(from)) {
      Script script = lastScripts.get(version);
      if (script == null) {
        throw gap(from, to);
      }
      path.addFirst(script);
      version = script.from();
    }
    return List.copyOf(path);
  }

  private void requireUpgradable(Version from, Oldest first) {
    if (from.isInitialized() && from.compareTo(first.version()) < 0) {
      throw new Failure(
          ExitCode.CONFIGURATION,
          "the scripts in " + directory + " cannot upgrade version " + from + ": " + first.reason(),
          first.fix());
    }
  }

  /** Returns the last script of a shortest path to each version, until the target is reached. */
  private Map<Version, Script> lastScripts(Version from, Version to) {
    Map<Version, Script> lastScripts = new HashMap<>();
    Deque<Version> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty() && !lastScripts.containsKey(to) && !from.equals(to)) {
      Version version = next.remove();
      for (Script script : scripts) {
        if (script.from().equals(version) && lastScripts.putIfAbsent(script.to(), script) == null) {
          next.add(script.to());
        }
      }
    }
    return lastScripts;
  }

  /** Returns the failure for a schema that is newer than the target version. */
  private Failure newer(Version from, Version to) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "the schema has version "
            + from
            + ", newer than "
            + (to.equals(newest())
                ? "version " + to + ", the newest in " + directory
                : "the target version " + to),
        to.equals(newest())
            ? "use the image that upgraded it, or a newer one; downgrades are not supported"
            : "specify --to " + from + " or a later version; downgrades are not supported");
  }

  private Failure gap(Version from, Version to) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "the scripts in "
            + directory
            + " provide no path from version "
            + from
            + " to "
            + to
            + " (found: "
            + String.join(", ", scripts.stream().map(Script::name).toList())
            + ")",
        "add the missing scripts");
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
