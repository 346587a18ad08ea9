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
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;

/** The scripts of a module, and the ways from version to version that they make. */
public final class ScriptFolder {
  private final Path folder;
  private final List<Script> scripts;

  private ScriptFolder(Path folder, List<Script> scripts) {
    this.folder = folder;
    this.scripts = List.copyOf(scripts);
  }

  /**
   * Reads a folder.
   *
   * @throws Failure 78 if it has no script, 65 if one cannot be read
   */
  public static ScriptFolder read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Script> scripts =
          files
              .sorted()
              .flatMap(file -> Script.read(file).stream())
              .sorted(Comparator.comparing(Script::from).thenComparing(Script::to))
              .toList();
      if (scripts.isEmpty()) {
        throw wrong(folder, "has no file migrate-N-to-M.sql");
      }
      return new ScriptFolder(folder, scripts);
    } catch (IOException e) {
      throw wrong(folder, "cannot be read (" + e.getClass().getSimpleName() + ")").causedBy(e);
    }
  }

  private static Failure wrong(Path folder, String why) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "schema.scripts: the folder " + folder + " " + why,
        "let schema.scripts name the folder that has a folder of scripts for each module");
  }

  /** The newest version that a script leads to. */
  public Version newest() {
    return scripts.stream().map(Script::to).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** The script of a name that the journal knows. */
  public Optional<Script> find(String name) {
    return scripts.stream().filter(script -> script.name().equals(name)).findFirst();
  }

  /**
   * The shortest way, in scripts; of two that are equally short, the one with the larger steps
   * last.
   *
   * @return empty if the version is reached
   * @throws Failure 78 if there is none, or if the schema is newer
   */
  public List<Script> path(Version from, Version to) {
    if (from.compareTo(to) > 0) {
      throw newer(from, to);
    }
    Map<Version, Script> reachedBy = new HashMap<>();
    Deque<Version> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty() && !reachedBy.containsKey(to) && !from.equals(to)) {
      Version here = next.remove();
      for (Script script : scripts) {
        if (script.from().equals(here) && reachedBy.putIfAbsent(script.to(), script) == null) {
          next.add(script.to());
        }
      }
    }
    Deque<Script> path = new ArrayDeque<>();
    Version here = to;
    while (!here.equals(from)) {
      Script script = reachedBy.get(here);
      if (script == null) {
        throw gap(from, to);
      }
      path.addFirst(script);
      here = script.from();
    }
    return List.copyOf(path);
  }

  /** What to say of a schema that is newer than what is wanted. */
  private Failure newer(Version from, Version to) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "the schema has version "
            + from
            + ", newer than "
            + (to.equals(newest()) ? "the scripts' newest, " + to + ", in " + folder : to),
        to.equals(newest())
            ? "use the image that upgraded it, or a newer one; downgrades are not supported"
            : "ask for --to " + from + " or more; downgrades are not supported");
  }

  private Failure gap(Version from, Version to) {
    return new Failure(
        ExitCode.CONFIGURATION,
        "no scripts in " + folder + " lead from version " + from + " to " + to,
        "they are: " + String.join(", ", scripts.stream().map(Script::name).toList()));
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
