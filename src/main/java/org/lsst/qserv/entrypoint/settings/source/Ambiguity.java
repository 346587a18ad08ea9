// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/**
 * Why the value that a file's format gives may not be the value that the user meant. It travels
 * with the origin of the value until the type of the setting is known: a boolean may be written
 * {@code yes}, a password may not.
 */
public enum Ambiguity {
  /** {@code yes}, {@code On}: arrives as {@code true}. */
  BOOLEAN("is a boolean in YAML unless it is quoted", "write true or false, or quote it", true),
  /** {@code true}: the same text, but whoever wants a text quotes it. */
  EXACT_BOOLEAN("is a boolean in YAML unless it is quoted", "quote it", false),
  /** {@code ~}, {@code Null}: arrives as nothing. */
  NULL("means null in YAML unless it is quoted", "write null, or quote it", true),
  /** {@code 0123}, {@code 1e3}, {@code 12:30}, {@code 1_000}: other programs change it. */
  NUMBER("is a number in YAML unless it is quoted", "quote it", false),
  /** {@code 2026-01-31}: other programs change it. */
  DATE("is a date in YAML unless it is quoted", "quote it", false),
  /** {@code abc #123}: the rest of the line is a comment. */
  COMMENT("is not quoted, and a comment follows in the same line", "quote it", false),
  /** {@code abc"def"}: the quotes are not a part of the value. */
  QUOTES("mixes quoted and unquoted text", "quote the whole value", false),
  /** A text of several lines that the format joins with spaces. */
  FOLDED("has several lines, which YAML joins with spaces", "write it in one line", false),
  /** A block scalar whose last line break belongs to the value. */
  LINE_BREAK("ends with a line break", "use |- instead of |, or quote it", false);

  /** No comment of a user starts like this. */
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

  /** Returns the origin of an ambiguous value. */
  ConfigOrigin mark(ConfigOrigin origin) {
    return origin.withComments(List.of(MARK + name()));
  }

  /** Returns what is ambiguous about a value; empty if nothing is. */
  public static Optional<Ambiguity> of(ConfigValue value) {
    return value.origin().comments().stream()
        .filter(comment -> comment.startsWith(MARK))
        .map(comment -> valueOf(comment.substring(MARK.length())))
        .findFirst();
  }
}
