// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import java.util.function.Function;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A positional parameter that is one of several keywords.
 *
 * @param <T> the type of the values
 */
public final class KeywordParameter<T> {
  private final String name;
  private final String fix;
  private final Function<String, T> parser;
  private final PositionalParamSpec spec;

  /**
   * Creates the parameter.
   *
   * @param name what the keyword specifies, as named in messages: "probe"
   * @param fix the correct use, for messages: "use 'probe live' or 'probe ready'"
   * @param label the keywords in the help: "live|ready"
   * @param parser returns the value of a keyword; throws IllegalArgumentException if it is unknown
   */
  public KeywordParameter(
      String name, String fix, String label, String description, Function<String, T> parser) {
    this.name = name;
    this.fix = fix;
    this.parser = parser;
    this.spec =
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .build();
  }

  public PositionalParamSpec spec() {
    return spec;
  }

  /**
   * Returns the value of the given keyword.
   *
   * @throws Failure with exit code 64 if the keyword is missing or unknown
   */
  public T value() {
    String keyword = spec.getValue();
    if (keyword == null) {
      throw new Failure(ExitCode.USAGE, "missing " + name, fix);
    }
    try {
      return parser.apply(keyword);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, "unknown " + name + " '" + keyword + "'", fix).causedBy(e);
    }
  }
}
