// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/**
 * Why a value as parsed may differ from the value that the user meant. It is stored in the origin
 * of the value until the type of the setting is known: {@code yes} is accepted as a boolean but not
 * as a password.
 */
public enum Ambiguity {
  /** {@code yes}, {@code On}: parsed as {@code true}. */
  BOOLEAN("is a boolean in YAML unless it is quoted", "use true or false, or quote it", true),
  /** {@code true}: the same as text, but a text should be quoted. */
  EXACT_BOOLEAN("is a boolean in YAML unless it is quoted", "quote it", false),
  /** {@code ~}, {@code Null}: parsed as null. */
  NULL("means null in YAML unless it is quoted", "use null, or quote it", true),
  /** {@code 0123}, {@code 1e3}, {@code 12:30}, {@code 1_000}: other parsers change it. */
  NUMBER("is a number in YAML unless it is quoted", "quote it", false),
  /** {@code 2026-01-31}: other parsers change it. */
  DATE("is a date in YAML unless it is quoted", "quote it", false),
  /** {@code abc #123}: the rest of the line is a comment. */
  COMMENT("is not quoted, and a comment follows on the same line", "quote it", false),
  /** {@code abc"def"}: the quotes are not part of the value. */
  QUOTES("mixes quoted and unquoted text", "quote the whole value", false),
  /** A text on several lines that the format joins with spaces. */
  FOLDED("has several lines, which YAML joins with spaces", "write it on one line", false),
  /** A block scalar whose final line break is part of the value. */
  LINE_BREAK("ends with a line break", "use |- instead of |, or quote it", false);

  /** A user's comment cannot start with this text. */
  private static final String MARK = "\0ambiguous ";

  private final String reason;
  private final String remedy;
  private final boolean altersText;

  Ambiguity(String reason, String remedy, boolean altersText) {
    this.reason = reason;
    this.remedy = remedy;
    this.altersText = altersText;
  }

  /** Returns what is ambiguous about the value, without the value, which may be a secret. */
  public String reason() {
    return reason;
  }

  /** Returns how to write the value so that it is not ambiguous. */
  public String remedy() {
    return remedy;
  }

  /** Returns whether the value as text differs from what is written in the file. */
  public boolean altersText() {
    return altersText;
  }

  /** Returns the origin with this ambiguity stored in it. */
  ConfigOrigin mark(ConfigOrigin origin) {
    return origin.withComments(List.of(MARK + name()));
  }

  /** Returns the ambiguity of a value; empty if it is unambiguous. */
  public static Optional<Ambiguity> of(ConfigValue value) {
    return value.origin().comments().stream()
        .filter(comment -> comment.startsWith(MARK))
        .map(comment -> valueOf(comment.substring(MARK.length())))
        .findFirst();
  }
}
