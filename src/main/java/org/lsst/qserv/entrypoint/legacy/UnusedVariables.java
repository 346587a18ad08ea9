// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.Map;
import java.util.stream.Stream;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.GivenValue;
import org.lsst.qserv.entrypoint.legacy.LegacyValues.Raw;

/** Warns about variables that have no effect, because the templates of this image use settings. */
final class UnusedVariables {
  private final LegacyCommand command;
  private final Map<LegacyOption, GivenValue> givenValues;
  private final Map<String, Raw> variables;

  UnusedVariables(
      LegacyCommand command,
      Map<LegacyOption, GivenValue> givenValues,
      Map<String, Raw> variables) {
    this.command = command;
    this.givenValues = givenValues;
    this.variables = variables;
  }

  void warn(TranslationProblems problems) {
    boolean hasCustomTemplate =
        givenValues.keySet().stream()
            .anyMatch(
                option -> option.setting().filter(name -> name.endsWith(".template")).isPresent());
    if (hasCustomTemplate) {
      return;
    }
    variables.forEach((name, raw) -> {
      if (!isOption(name) && texts(name).noneMatch(text -> text.contains(name))) {
        problems.warn(
            raw.origin()
                + " is not used: no template in this image and no other option or variable refers to it",
            "specify your own template, or use a setting; docs/settings.md lists them");
      }
    });
  }

  private boolean isOption(String name) {
    return command.options().values().stream()
        .anyMatch(option -> option.hasValue() && option.variable().equals(name));
  }

  /** Returns all strings except that of the variable itself. */
  private Stream<String> texts(String except) {
    Stream<String> options = givenValues.values().stream().map(GivenValue::text);
    Stream<String> others =
        variables.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(except))
            .map(entry -> String.valueOf(entry.getValue().value()));
    return Stream.concat(options, others);
  }
}
