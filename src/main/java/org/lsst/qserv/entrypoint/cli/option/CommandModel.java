// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Creates the picocli models of commands. */
public final class CommandModel {
  /** The option that prints the help of a command. */
  public static final String HELP = "--help";

  /** Creates the values of repeated options. Picocli's own factory would look for Groovy first. */
  public static final IFactory VALUES =
      new IFactory() {
        @Override
        public <K> K create(Class<K> type) {
          return type.cast(new ArrayList<String>());
        }
      };

  private CommandModel() {}

  /** Returns the model of a command that executes an action and has the option {@code --help}. */
  public static CommandSpec of(Callable<Integer> action) {
    return CommandSpec.wrapWithoutInspection(action, VALUES)
        .addOption(
            OptionSpec.builder(HELP)
                .type(boolean.class)
                .usageHelp(true)
                .description("Print this help.")
                .build());
  }
}
