// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Converts the scalars of a YAML document. A plain scalar other than an empty one or {@code null}
 * is ambiguous if it is not a string according to YAML 1.1 (https://yaml.org/type/), which most
 * programs follow, or YAML 1.2, or if a comment follows it. A scalar on several lines and a block
 * scalar that ends with a line break are ambiguous, too.
 */
final class YamlScalars {
  private static final Set<String> TRUE = Set.of("y", "yes", "on", "true");
  private static final Set<String> FALSE = Set.of("n", "no", "off", "false");
  private static final Set<String> NULL = Set.of("", "~", "null");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(0b[01_]+|0o[0-7]+|0x[0-9a-f_]+"
              + "|[0-9][0-9_]*(\\.[0-9_]*)?(e[-+]?[0-9]+)?|\\.[0-9][0-9_]*(e[-+]?[0-9]+)?"
              + "|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|\\.inf)|\\.nan",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?");

  private final int[] document;

  YamlScalars(String document) {
    this.document = document.codePoints().toArray();
  }

  /** Returns a value, marked if it is ambiguous. */
  ConfigValue value(ScalarEvent scalar, ConfigOrigin origin) {
    boolean isPlain = scalar.isPlain() && scalar.getTag() == null;
    Object value = isPlain ? plain(scalar.getValue()) : scalar.getValue();
    ConfigOrigin marked =
        ambiguity(scalar, isPlain).map(ambiguity -> ambiguity.mark(origin)).orElse(origin);
    return ConfigValueFactory.fromAnyRef(value).withOrigin(marked);
  }

  private static @Nullable Object plain(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(lower) || FALSE.contains(lower)) {
      return TRUE.contains(lower);
    }
    return NULL.contains(lower) ? null : text;
  }

  private Optional<Ambiguity> ambiguity(ScalarEvent scalar, boolean isPlain) {
    if (isPlain && isFollowedByComment(scalar)) {
      return Optional.of(Ambiguity.COMMENT);
    }
    Optional<Ambiguity> type = isPlain ? type(scalar.getValue()) : Optional.empty();
    return type.or(() -> lines(scalar));
  }

  private static Optional<Ambiguity> type(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(lower) || FALSE.contains(lower)) {
      boolean isExact = text.equals("true") || text.equals("false");
      return Optional.of(isExact ? Ambiguity.EXACT_BOOLEAN : Ambiguity.BOOLEAN);
    }
    if (NULL.contains(lower)) {
      boolean isExact = text.isEmpty() || text.equals("null");
      return isExact ? Optional.empty() : Optional.of(Ambiguity.NULL);
    }
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(Ambiguity.NUMBER);
    }
    return DATE.matcher(text).matches() ? Optional.of(Ambiguity.DATE) : Optional.empty();
  }

  private static Optional<Ambiguity> lines(ScalarEvent scalar) {
    ScalarStyle style = scalar.getScalarStyle();
    if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
      return scalar.getValue().endsWith("\n")
          ? Optional.of(Ambiguity.LINE_BREAK)
          : Optional.empty();
    }
    return scalar.getStartMark().getLine() == scalar.getEndMark().getLine()
        ? Optional.empty()
        : Optional.of(Ambiguity.FOLDED);
  }

  private boolean isFollowedByComment(ScalarEvent scalar) {
    int index = scalar.getEndMark().getIndex();
    while (index < document.length && (document[index] == ' ' || document[index] == '\t')) {
      index++;
    }
    return index < document.length && document[index] == '#';
  }
}
