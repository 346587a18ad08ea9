// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/**
 * The release line of the settings, and why it was chosen. As long as it is undetermined, only
 * those parts of the catalog can be used in which the candidates are equal.
 */
public final class ReleaseLine {
  private final BundledFiles bundled;
  private final ReleaseLineChoice choice;
  private final Map<String, Config> catalogs;
  private final Set<String> differingSettings;

  /**
   * Creates a release line.
   *
   * @param catalogs the catalog of each candidate, including the additions of the user
   * @param differingSettings the settings in which the candidates differ
   */
  ReleaseLine(
      BundledFiles bundled,
      ReleaseLineChoice choice,
      Map<String, Config> catalogs,
      Set<String> differingSettings) {
    this.bundled = bundled;
    this.choice = choice;
    this.catalogs = new TreeMap<>(catalogs);
    this.differingSettings = differingSettings;
  }

  /** Returns the name of the release line; if it is undetermined, of any candidate. */
  public String name() {
    return choice.name();
  }

  /** Returns why the release line was chosen, or why it is undetermined. */
  public String reason() {
    return choice.reason();
  }

  /** Returns whether there is only one candidate. */
  public boolean isDetermined() {
    return choice.isDetermined();
  }

  /**
   * Rejects the use of an entry of the catalog in which the candidates differ.
   *
   * @throws Failure with exit code 78 if they differ
   */
  public void requireSame(String... path) {
    if (isDetermined()) {
      return;
    }
    Set<Optional<ConfigValue>> values = new HashSet<>();
    String joined = ConfigUtil.joinPath(path);
    catalogs
        .values()
        .forEach(catalog ->
            values.add(
                catalog.hasPath(joined)
                    ? Optional.of(catalog.getValue(joined))
                    : Optional.empty()));
    if (values.size() > 1) {
      throw undetermined(path);
    }
  }

  /**
   * Rejects the use of an object of the catalog in which the candidates have different members.
   *
   * @throws Failure with exit code 78 if they have different members
   */
  public void requireSameMembers(String... path) {
    if (isDetermined()) {
      return;
    }
    Set<Set<String>> members = new HashSet<>();
    String joined = ConfigUtil.joinPath(path);
    catalogs
        .values()
        .forEach(catalog ->
            members.add(catalog.hasPath(joined) ? catalog.getObject(joined).keySet() : Set.of()));
    if (members.size() > 1) {
      throw undetermined(path);
    }
  }

  private Failure undetermined(String... path) {
    Problem problem = undetermined(String.join(".", path));
    return new Failure(ExitCode.CONFIGURATION, problem.what(), problem.fix());
  }

  private Problem undetermined(String what) {
    return Problem.configuration(
        "the release line is undetermined: " + reason() + ", and " + what + " depends on it",
        "set " + ReleaseLineChoice.SETTING + " to " + String.join(" or ", catalogs.keySet()));
  }

  /** Returns whether the candidates differ in a setting. */
  boolean differsIn(String setting) {
    return differingSettings.contains(setting);
  }

  /** Returns the problem that a setting in which the candidates differ is used. */
  Problem undeterminedSetting(String setting) {
    return undetermined("the setting " + setting);
  }

  /**
   * Returns why an entry that another release line has cannot be used; empty if no other one has
   * it.
   *
   * @param what the description of the entry
   */
  public Optional<Problem> belongsToAnother(String what, String... path) {
    Set<String> others = new TreeSet<>();
    for (String line : bundled.releaseLines()) {
      if (!line.equals(name())
          && bundled.releaseLine(line).hasPathOrNull(ConfigUtil.joinPath(path))) {
        others.add(line);
      }
    }
    if (!others.isEmpty() && !isDetermined()) {
      return Optional.of(undetermined(what));
    }
    String names = String.join(" and ", others);
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.configuration(
                what
                    + " belongs to release line "
                    + names
                    + ", and this is "
                    + name()
                    + " ("
                    + reason()
                    + ")",
                "remove it, or set " + ReleaseLineChoice.SETTING + "=" + names));
  }
}
