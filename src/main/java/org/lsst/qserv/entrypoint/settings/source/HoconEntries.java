// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Determines how each value of a HOCON text is written. The library reports only values: it drops a
 * comment that starts inside an unquoted text, the quotes in {@code a"b"c}, and the first of two
 * values of the same key.
 *
 * <p>The text must have been parsed by the library; otherwise, the result is meaningless.
 */
final class HoconEntries {
  /**
   * A value of a key.
   *
   * @param path the keys from the root
   * @param line counted from 1
   * @param isAddition whether it adds to an earlier value of the key, as an object does
   * @param isTruncated whether a comment starts inside the unquoted text
   * @param ambiguity the ambiguity of the value, if any
   */
  record Entry(
      List<String> path,
      int line,
      boolean isAddition,
      boolean isTruncated,
      Optional<Ambiguity> ambiguity) {}

  private static final String TRIPLE = "\"\"\"";
  private static final int NONE = -1;

  private final String text;
  private final List<Entry> entries = new ArrayList<>();
  private int at;

  private HoconEntries(String text) {
    this.text = text;
  }

  /** Returns the values of all keys in the order of the text. */
  static List<Entry> of(String text) {
    HoconEntries found = new HoconEntries(text);
    found.skipSpace();
    if (found.isAt("{")) {
      found.at++;
    }
    found.object(List.of());
    return found.entries;
  }

  private void object(List<String> prefix) {
    while (true) {
      skipSeparators();
      if (at >= text.length() || isAt("}")) {
        at++;
        return;
      }
      int start = at;
      skipKey();
      List<String> path = new ArrayList<>(prefix);
      path.addAll(ConfigUtil.splitPath(text.substring(start, at).strip()));
      boolean isAddition = isAt("+=");
      if (!isAt("{")) {
        at += isAddition ? 2 : 1;
        skipSpace();
      }
      value(path, isAddition);
    }
  }

  private void skipKey() {
    while (at < text.length() && "=:{".indexOf(text.charAt(at)) < 0 && !isAt("+=")) {
      if (isAt("\"")) {
        skipString();
      } else {
        at++;
      }
    }
  }

  private void array(List<String> path) {
    at++;
    while (true) {
      skipSeparators();
      if (at >= text.length() || isAt("]")) {
        at++;
        return;
      }
      int start = at;
      List<String> element = new ArrayList<>(path);
      element.add(String.valueOf(at)); // a unique key for the element
      value(element, false);
      at = Math.max(at, start + 1); // guarantees progress on any input
    }
  }

  /** Reads the parts of one value up to the end of the line, a comma or a closing bracket. */
  private void value(List<String> path, boolean isPart) {
    int start = at;
    int lastUnquoted = NONE;
    boolean isQuoted = false;
    boolean isAddition = isPart;
    while (at < text.length() && ",\n}]".indexOf(text.charAt(at)) < 0 && !isComment()) {
      if (isAt("\"")) {
        skipString();
        isQuoted = true;
      } else if (isAt("${")) {
        at = end("}", at);
        isAddition = true;
      } else if (isAt("{")) {
        at++;
        object(path);
        isAddition = true;
      } else if (isAt("[")) {
        array(path);
      } else {
        lastUnquoted = Character.isWhitespace(text.charAt(at)) ? lastUnquoted : at;
        at++;
      }
    }
    boolean mixed = isQuoted && lastUnquoted != NONE;
    boolean isCommented = lastUnquoted != NONE && isComment();
    entries.add(
        new Entry(
            List.copyOf(path),
            line(start),
            isAddition,
            isCommented && lastUnquoted == at - 1,
            isCommented
                ? Optional.of(Ambiguity.COMMENT)
                : Optional.of(Ambiguity.QUOTES).filter(_ -> mixed)));
  }

  private void skipSeparators() {
    while (at < text.length()) {
      skipSpace();
      if (!isAt(",")) {
        return;
      }
      at++;
    }
  }

  /** Skips white space, line breaks and comments. */
  private void skipSpace() {
    while (at < text.length()) {
      if (isComment()) {
        at = end("\n", at);
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipString() {
    if (isAt(TRIPLE)) {
      at = end(TRIPLE, at + TRIPLE.length());
      while (isAt("\"")) { // further quotes belong to the string
        at++;
      }
      return;
    }
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private boolean isComment() {
    return isAt("#") || isAt("//");
  }

  private boolean isAt(String expected) {
    return text.startsWith(expected, at);
  }

  private int end(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  private int line(int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
