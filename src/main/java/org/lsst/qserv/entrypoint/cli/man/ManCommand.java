// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.man;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the manual page. */
public final class ManCommand implements Callable<Integer> {
  private final PrintStream out;
  private final Supplier<CommandLine> model;

  /**
   * The command.
   *
   * @param model creates the model of all commands
   */
  public ManCommand(PrintStream out, Supplier<CommandLine> model) {
    this.out = out;
    this.model = model;
  }

  /** Returns the model of this command, which the list of commands does not show. */
  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this);
    spec.usageMessage()
        .hidden(true)
        .description("Prints the manual page, for man(1).")
        .footer("Example: entrypoint man | man -l -");
    return spec;
  }

  @Override
  public Integer call() {
    out.print(ManPage.of(model.get().getCommandSpec()));
    return 0;
  }
}
