// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.JsonString;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.GivenValue;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** Splits a command that is given as one text with references into arguments. */
final class CommandArguments {
  private final LegacyValues values;

  CommandArguments(LegacyValues values) {
    this.values = values;
  }

  /**
   * Returns the arguments of a command. A reference is replaced after splitting, so a value with
   * spaces remains one argument; a reference to a list becomes its elements. A text that needs the
   * template engine is split after rendering.
   */
  List<RedactedText> of(GivenValue command) {
    if (Substitution.supports(command.text())) {
      List<RedactedText> arguments = new ArrayList<>();
      split(command.text(), command.origin())
          .forEach(argument -> add(arguments, argument, command.origin()));
      return arguments;
    }
    RedactedText rendered = values.resolve(command.text(), command.origin());
    List<String> arguments = split(rendered.value(), command.origin());
    return arguments.stream()
        .map(argument ->
            rendered.holdsSecret() ? RedactedText.secret(argument) : RedactedText.plain(argument))
        .toList();
  }

  private void add(List<RedactedText> arguments, String argument, String origin) {
    Optional<Object> value = Substitution.onlyName(argument).flatMap(values::value);
    if (value.isPresent() && value.get() instanceof List<?> list) {
      list.forEach(element -> arguments.add(LegacyValues.text(element)));
    } else {
      arguments.add(values.resolve(argument, origin));
    }
  }

  private static List<String> split(String text, String origin) {
    List<String> arguments;
    try {
      arguments = CommandLineSplitter.split(text);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.CONFIGURATION, origin + ": " + e.getMessage(), "close the quote")
          .causedBy(e);
    }
    if (arguments.isEmpty()) {
      throw new Failure(ExitCode.CONFIGURATION, origin + " is empty", "specify a program");
    }
    return arguments;
  }

  /** Returns the arguments in the form of the setting {@code command}, with secrets redacted. */
  static String json(List<RedactedText> arguments) {
    return "["
        + String.join(
            ",", arguments.stream().map(argument -> JsonString.of(argument.shown())).toList())
        + "]";
  }
}
