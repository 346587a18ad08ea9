package org.lsst.qserv.entrypoint.schema.script;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Statements in a few words that may be logged and stored: no value of theirs is in it. */
public final class StatementSummary {
  private StatementSummary() {}

  /** The first word of the statement, and the things that it names. */
  public static String summary(SqlStatement statement) {
    List<String> names =
        statement.effects().stream()
            .map(effect ->
                effect.type().name().toLowerCase(Locale.ROOT)
                    + " "
                    + (effect.database().isEmpty() ? "" : effect.database() + ".")
                    + effect.name())
            .distinct()
            .toList();
    String verb =
        Stream.of(statement.text().split("[^A-Za-z]+", 3))
            .filter(word -> !word.isEmpty())
            .findFirst()
            .orElse("?")
            .toUpperCase(Locale.ROOT);
    return names.isEmpty() ? verb : verb + " " + String.join(", ", names);
  }
}
