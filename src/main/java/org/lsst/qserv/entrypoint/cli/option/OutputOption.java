// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --output}: the form of what a command prints. */
public final class OutputOption {
  private final List<String> words;
  private final OptionSpec spec;

  /**
   * The option.
   *
   * @param words the forms, the default first
   */
  public OutputOption(String... words) {
    this(null, List.of(words));
  }

  private OutputOption(@Nullable String section, List<String> words) {
    this.words = words;
    this.spec =
        OptionSpec.builder("--output")
            .type(String.class)
            .arity("1")
            .paramLabel(String.join("|", words))
            .description("The form of the output; default: " + words.getFirst() + ".")
            .descriptionKey(section)
            .build();
  }

  /** Returns the option in a section of the help. */
  public static OutputOption inSection(String section, String... words) {
    return new OutputOption(section, List.of(words));
  }

  public OptionSpec spec() {
    return spec;
  }

  /**
   * The form that was asked for.
   *
   * @throws Failure if there is no such form
   */
  public String word() {
    String word = spec.getValue() == null ? words.getFirst() : spec.getValue();
    if (!words.contains(word)) {
      throw new Failure(
          ExitCode.USAGE,
          "--output: there is no form '" + word + "'",
          "use one of " + String.join(", ", words));
    }
    return word;
  }
}
