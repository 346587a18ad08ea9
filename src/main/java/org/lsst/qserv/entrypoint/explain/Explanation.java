// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.explain;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.SettingOrigin;

/**
 * Describes what a launch would do and why. Secrets are redacted.
 *
 * @param line the release line
 * @param translation the translation of a legacy command line; empty if the command line is a
 *     current one
 */
public record Explanation(
    Line line,
    String role,
    Optional<String> component,
    LaunchDecision decision,
    List<String> translation,
    List<Setting> settings,
    List<Advice> warnings,
    List<Service> services) {

  /** A release line, and why it was chosen. */
  public record Line(String name, String reason) {}

  /**
   * What the launch does in the effective mode, and what it would do in each mode.
   *
   * @param action {@code exec}, {@code supervise}, {@code park} or {@code exit}
   * @param why the reason for this action
   * @param modes the effect of each mode on the target
   */
  public record LaunchDecision(
      String mode, String modeSource, String action, String why, List<ModeEffect> modes) {}

  /**
   * A setting.
   *
   * @param value the effective value; empty if it is unset
   * @param origins the value in each source, the effective one first, the default last
   * @param changed whether a source other than the defaults sets it
   */
  public record Setting(
      String name, Optional<String> value, List<SettingOrigin> origins, boolean changed) {}

  /** A warning about an accepted setting. */
  public record Advice(String what, String fix) {}

  /**
   * The effect of a mode on the target.
   *
   * @param effective whether this is the effective mode
   */
  public record ModeEffect(String mode, boolean effective, String effect) {}

  /**
   * What is initialized on a server, except schemas.
   *
   * @param databases the databases that are created unless they exist
   * @param accounts the accounts that are created or corrected
   */
  public record PlannedInitialization(
      String module, String server, List<String> databases, List<String> accounts) {}

  /**
   * The schema of a module.
   *
   * @param server the server of the schema
   * @param action the action of a launch: {@code install}, {@code nothing}, or {@code ensure},
   *     which a step describes
   * @param state {@code current}, {@code outdated}, {@code newer}, {@code uninitialized} or {@code
   *     unfinished}; if it cannot be determined, {@code unreachable}, {@code denied} or {@code
   *     unknown}
   * @param notes reasons for unknown values, an unfinished upgrade, and the session that runs it
   */
  public record Schema(
      String module,
      String database,
      String server,
      String action,
      String state,
      SchemaVersions versions,
      List<String> notes) {}

  /**
   * The versions of a schema.
   *
   * @param current the version in the database; empty if it has none, or if it is unknown
   * @param target the newest version of the scripts; empty if it is unknown
   */
  public record SchemaVersions(Optional<Integer> current, Optional<Integer> target) {}

  /** A component that would be started. */
  public record Service(
      String component,
      ServicePreparation preparation,
      ServiceInvocation invocation,
      ServiceVariables variables,
      ServiceOperation operation) {}

  /**
   * What happens before a service is started.
   *
   * @param steps the preparation steps, except files and waits
   * @param schemas the schemas that it uses or changes, and those of the databases that it runs
   */
  public record ServicePreparation(
      List<String> steps,
      List<FileDifference> files,
      List<String> waits,
      List<PlannedInitialization> initializations,
      List<Schema> schemas) {}

  /**
   * How a service is started.
   *
   * @param command the program and its arguments
   * @param secretOptions the options that contain a secret, because the program accepts it in no
   *     other way
   * @param user the user of the service; empty for that of the launcher
   */
  public record ServiceInvocation(
      List<String> command,
      List<String> secretOptions,
      String directory,
      String user,
      List<String> limits) {}

  /**
   * The environment of a service.
   *
   * @param added the variables added to the container's environment: {@code NAME=value}
   * @param inherited the names of the container's variables that the service inherits
   * @param withheld the names of those that it does not inherit
   */
  public record ServiceVariables(
      List<String> added, List<String> inherited, List<String> withheld) {}

  /**
   * How a service is operated.
   *
   * @param ready the check that determines whether it is ready; empty for none
   * @param stop the signal, and the seconds until SIGKILL
   * @param restart when it is restarted under supervision
   */
  public record ServiceOperation(
      List<String> ports, Optional<String> ready, String stop, String restart) {}
}
