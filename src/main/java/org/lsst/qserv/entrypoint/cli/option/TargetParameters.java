// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The words that name what a command is about: a role, and perhaps one of its components. */
public final class TargetParameters {
  private final PositionalParamSpec role;
  private final PositionalParamSpec component;

  /**
   * The two words.
   *
   * @param what what is done with the role, for the help
   */
  public TargetParameters(String what) {
    this.role = positional(0, "ROLE", what + "; an unknown one is answered with the list.");
    this.component = positional(1, "[COMPONENT]", "One component of it; without, all of them.");
  }

  private static PositionalParamSpec positional(int index, String label, String description) {
    return positional(index, "0..1", label, description);
  }

  /** A word of the command line. */
  public static PositionalParamSpec positional(
      int index, String arity, String label, String description) {
    return PositionalParamSpec.builder()
        .index(String.valueOf(index))
        .arity(arity)
        .type(String.class)
        .paramLabel(label)
        .hideParamSyntax(true)
        .description(description)
        .build();
  }

  public void addTo(CommandSpec command) {
    command.addPositional(role).addPositional(component);
  }

  /** Whether there is a role. */
  public boolean isGiven() {
    return role.getValue() != null;
  }

  /**
   * What the words name; whether it exists is known to the catalog.
   *
   * @throws Failure if there is no word
   */
  public LaunchTarget target() {
    String name = role.getValue();
    if (name == null) {
      throw new Failure(ExitCode.USAGE, "which role?", "name one, and perhaps a component of it");
    }
    return new LaunchTarget(name, Optional.ofNullable(component.getValue()));
  }
}
