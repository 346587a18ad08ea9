// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import picocli.CommandLine.Model.OptionSpec;

/** The option {@code --output}: the output format of a command. */
public final class OutputOption {
  private final List<String> formats;
  private final OptionSpec spec;

  /**
   * Creates the option.
   *
   * @param formats the supported formats, the default first
   */
  public OutputOption(String... formats) {
    this(null, List.of(formats));
  }

  private OutputOption(@Nullable String section, List<String> formats) {
    this.formats = formats;
    this.spec =
        OptionSpec.builder("--output")
            .type(String.class)
            .arity("1")
            .paramLabel(String.join("|", formats))
            .description("Output format (default " + formats.getFirst() + ").")
            .descriptionKey(section)
            .build();
  }

  /** Returns the option in a section of the help. */
  public static OutputOption inSection(String section, String... formats) {
    return new OutputOption(section, List.of(formats));
  }

  public OptionSpec spec() {
    return spec;
  }

  /**
   * Returns the requested format.
   *
   * @throws Failure with exit code 64 if the format is not supported
   */
  public String format() {
    String format = spec.getValue() == null ? formats.getFirst() : spec.getValue();
    if (!formats.contains(format)) {
      throw new Failure(
          ExitCode.USAGE,
          "unsupported output format '" + format + "'",
          "use one of " + String.join(", ", formats));
    }
    return format;
  }
}
