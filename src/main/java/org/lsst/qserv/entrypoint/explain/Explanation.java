// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.SettingOrigin;

/**
 * What a launch would do and why. Everything in it may be shown: secrets are masked.
 *
 * @param ending {@code exec}, {@code supervise}, {@code park} or {@code exit}
 * @param why why it ends in this way
 * @param translation what an old command line is today; empty if the line is one of today
 * @param modes what each mode would do to the target
 */
public record Explanation(
    String role,
    Optional<String> component,
    String mode,
    String modeSource,
    String ending,
    String why,
    List<String> translation,
    List<ModeEffect> modes,
    List<Setting> settings,
    List<Advice> warnings,
    List<Service> services) {

  /**
   * A setting.
   *
   * @param value what holds; empty if it is unset
   * @param statements what the sources say, the strongest first, the default last
   * @param changed whether somebody gave it a value
   */
  public record Setting(
      String name, Optional<String> value, List<SettingOrigin> statements, boolean changed) {}

  /** What is accepted and yet worth a word. */
  public record Advice(String what, String fix) {}

  /** What a mode does to the target. */
  public record ModeEffect(String mode, boolean inForce, String effect) {}

  /**
   * What is initialized on a server, besides schemas.
   *
   * @param databases those that are made unless they are there
   * @param accounts those that are made or mended
   */
  public record Initialization(
      String module, String server, List<String> databases, List<String> accounts) {}

  /**
   * The schema of a module.
   *
   * @param server where it is
   * @param action what a launch does about it: {@code install}, {@code nothing}, or {@code ensure}:
   *     its step says how
   * @param state {@code current}, {@code outdated}, {@code newer}, {@code uninitialized} or {@code
   *     unfinished}; where that is not known {@code unreachable}, {@code denied} or {@code unknown}
   * @param version what it has; empty if it has none, or if that is not known
   * @param wanted the newest version of the scripts; empty if that is not known
   * @param notes why something is not known, what is unfinished, who is at work
   */
  public record Schema(
      String module,
      String database,
      String server,
      String action,
      String state,
      Optional<Integer> version,
      Optional<Integer> wanted,
      List<String> notes) {}

  /**
   * A component that would be started.
   *
   * @param preparations what is done first, files and waits apart
   * @param schemas those that it touches, and those of the databases that it runs
   * @param command the program and its arguments
   * @param secretOptions the options in the command that carry a secret, because the program knows
   *     no other way
   * @param environment what is added to the container's environment: {@code NAME=value}
   * @param inherited the names of the container's variables that the service gets too
   * @param withheld the names of those that it does not get
   * @param stop the signal, and the seconds until SIGKILL
   */
  public record Service(
      String component,
      List<String> preparations,
      List<FileDifference> files,
      List<String> waits,
      List<Initialization> initializations,
      List<Schema> schemas,
      List<String> command,
      List<String> secretOptions,
      List<String> environment,
      List<String> inherited,
      List<String> withheld,
      String directory,
      String user,
      List<String> limits,
      List<String> ports,
      Optional<String> ready,
      String stop,
      String restart) {}
}
