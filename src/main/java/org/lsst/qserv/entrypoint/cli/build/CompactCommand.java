// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lsst.qserv.entrypoint.cli.option.CommandModel;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes the settings files of the jar in the compact form that a launch reads. Used by the image
 * build.
 */
public final class CompactCommand implements Callable<Integer> {
  private final BundledFiles bundled;
  private final PositionalParamSpec file =
      PositionalParamSpec.builder().index("0").arity("1").type(String.class).build();

  public CompactCommand(BundledFiles bundled) {
    this.bundled = bundled;
  }

  public CommandSpec spec() {
    CommandSpec spec = CommandModel.of(this).addPositional(file);
    spec.usageMessage().hidden(true);
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    bundled.writeCompact(Path.of(file.<String>getValue()));
    return 0;
  }
}
