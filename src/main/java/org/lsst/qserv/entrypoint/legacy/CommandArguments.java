// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.io.JsonString;
import org.lsst.qserv.entrypoint.legacy.LegacyArguments.Written;
import org.lsst.qserv.entrypoint.settings.Substitution;
import org.lsst.qserv.entrypoint.settings.secret.RedactedText;

/** The words of a command that is one text with references. */
final class CommandArguments {
  private final LegacyValues values;

  CommandArguments(LegacyValues values) {
    this.values = values;
  }

  /**
   * The words. A value with spaces in it stays one word, a reference to a list becomes its
   * elements; of a text that is more than names, the result is split.
   */
  List<RedactedText> of(Written command) {
    if (Substitution.isEnoughFor(command.text())) {
      List<RedactedText> words = new ArrayList<>();
      split(command.text(), command.origin()).forEach(word -> add(words, word, command.origin()));
      return words;
    }
    RedactedText rendered = values.resolve(command.text(), command.origin());
    List<String> words = split(rendered.value(), command.origin());
    return words.stream()
        .map(word -> rendered.holdsSecret() ? RedactedText.secret(word) : RedactedText.plain(word))
        .toList();
  }

  private void add(List<RedactedText> words, String word, String origin) {
    Optional<Object> value = Substitution.onlyName(word).flatMap(values::value);
    if (value.isPresent() && value.get() instanceof List<?> list) {
      list.forEach(element -> words.add(LegacyValues.text(element)));
    } else {
      words.add(values.resolve(word, origin));
    }
  }

  private static List<String> split(String text, String origin) {
    List<String> words;
    try {
      words = CommandLineSplitter.split(text);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.CONFIGURATION, origin + ": " + e.getMessage(), "close it");
    }
    if (words.isEmpty()) {
      throw new Failure(ExitCode.CONFIGURATION, origin + " is empty", "name a program");
    }
    return words;
  }

  /** The words as the setting {@code command} has them, secrets masked. */
  static String json(List<RedactedText> words) {
    return "["
        + String.join(",", words.stream().map(word -> JsonString.of(word.shown())).toList())
        + "]";
  }
}
