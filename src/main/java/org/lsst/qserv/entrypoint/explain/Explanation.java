package org.lsst.qserv.entrypoint.explain;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.settings.Statement;

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
      String name, Optional<String> value, List<Statement> statements, boolean changed) {}

  /** What is accepted and yet worth a word. */
  public record Advice(String what, String fix) {}

  /** What a mode does to the target. */
  public record ModeEffect(String mode, boolean inForce, String effect) {}

  /**
   * A component that would be started.
   *
   * @param preparations what is done first, files and waits apart
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
