package org.lsst.qserv.entrypoint.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.JsonString;
import org.lsst.qserv.entrypoint.host.Masked;
import org.lsst.qserv.entrypoint.legacy.OldWords.Written;
import org.lsst.qserv.entrypoint.settings.Substitution;

/** The words of a command that is one text with references. */
final class CommandWords {
  private final OldValues values;

  CommandWords(OldValues values) {
    this.values = values;
  }

  /**
   * The words. A value with spaces in it stays one word, a reference to a list becomes its
   * elements; of a text that is more than names, the result is split.
   */
  List<Masked> of(Written command) {
    if (Substitution.isEnoughFor(command.text())) {
      List<Masked> words = new ArrayList<>();
      split(command.text(), command.origin()).forEach(word -> add(words, word, command.origin()));
      return words;
    }
    Masked rendered = values.resolve(command.text(), command.origin());
    List<String> words = split(rendered.value(), command.origin());
    return words.stream()
        .map(word -> rendered.holdsSecret() ? Masked.secret(word) : Masked.plain(word))
        .toList();
  }

  private void add(List<Masked> words, String word, String origin) {
    Optional<Object> value = Substitution.onlyName(word).flatMap(values::value);
    if (value.isPresent() && value.get() instanceof List<?> list) {
      list.forEach(element -> words.add(OldValues.text(element)));
    } else {
      words.add(values.resolve(word, origin));
    }
  }

  private static List<String> split(String text, String origin) {
    List<String> words;
    try {
      words = CommandText.split(text);
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.CONFIGURATION, origin + ": " + e.getMessage(), "close it");
    }
    if (words.isEmpty()) {
      throw new Failure(ExitCode.CONFIGURATION, origin + " is empty", "name a program");
    }
    return words;
  }

  /** The words as the setting {@code command} has them, secrets masked. */
  static String json(List<Masked> words) {
    return "["
        + String.join(",", words.stream().map(word -> JsonString.of(word.shown())).toList())
        + "]";
  }
}
