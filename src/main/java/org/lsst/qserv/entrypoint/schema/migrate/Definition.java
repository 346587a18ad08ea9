// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.migrate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.lsst.qserv.entrypoint.schema.script.Checksum;

/**
 * The definition of a database object at a point in time.
 *
 * @param fingerprint a checksum of the definition, or a keyword for an object that does not exist
 *     or that the server cannot show
 * @param text the definition itself; empty if it was not stored
 */
record Definition(String fingerprint, String text) {
  static final Definition ABSENT = new Definition("absent", "");

  /** An object that the server cannot show; it equals no other definition, not even itself. */
  static final Definition UNKNOWN = new Definition("unknown", "");

  /** Returns the definition with this text. */
  static Definition of(String text) {
    return new Definition(Checksum.of(text), text);
  }

  /** Returns whether the object existed. */
  boolean isPresent() {
    return !isAbsent() && !isUnknown();
  }

  boolean isAbsent() {
    return fingerprint.equals(ABSENT.fingerprint);
  }

  boolean isUnknown() {
    return fingerprint.equals(UNKNOWN.fingerprint);
  }

  /** Returns whether both definitions are known and equal. */
  boolean matches(Definition other) {
    return !isUnknown() && fingerprint.equals(other.fingerprint);
  }

  /** Returns whether all objects are known to be unchanged. */
  static boolean areUnchanged(Map<String, Definition> before, Map<String, Definition> now) {
    return before.entrySet().stream()
        .allMatch(entry -> now.getOrDefault(entry.getKey(), UNKNOWN).matches(entry.getValue()));
  }

  /** Returns the definition without its text, for one that must not be stored. */
  Definition withoutText() {
    return new Definition(fingerprint, "");
  }

  /** Writes definitions as the journal stores them: one object per line. */
  static String format(Map<String, Definition> definitions) {
    StringJoiner lines = new StringJoiner("\n");
    definitions.forEach((name, definition) ->
        lines.add(encode(name) + "\t" + definition.fingerprint + "\t" + encode(definition.text)));
    return lines.toString();
  }

  /** Reads what {@link #format} has written. */
  static Map<String, Definition> parse(String lines) {
    Map<String, Definition> parsed = new LinkedHashMap<>();
    lines
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(parts -> parts.length == 3)
        .forEach(parts -> parsed.put(decode(parts[0]), new Definition(parts[1], decode(parts[2]))));
    return parsed;
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
