// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.plan.LaunchTarget;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The positional parameters of a command: a role, and optionally one of its components. */
public final class TargetParameters {
  private final PositionalParamSpec role;
  private final PositionalParamSpec component;

  /**
   * Creates the two parameters.
   *
   * @param description the description of the role, for the help
   */
  public TargetParameters(String description) {
    this.role = positional(0, "ROLE", description);
    this.component = positional(1, "[COMPONENT]", "Component of the role (default: all).");
  }

  private static PositionalParamSpec positional(int index, String label, String description) {
    return positional(index, "0..1", label, description);
  }

  /** Creates a positional parameter. */
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

  /** Returns whether the command line has a role. */
  public boolean isGiven() {
    return role.getValue() != null;
  }

  /**
   * Returns the requested target, which need not exist in the catalog.
   *
   * @throws Failure with exit code 64 if there is no role
   */
  public LaunchTarget target() {
    String name = role.getValue();
    if (name == null) {
      throw new Failure(ExitCode.USAGE, "no role given", "add a role, and optionally a component");
    }
    return new LaunchTarget(name, Optional.ofNullable(component.getValue()));
  }
}
