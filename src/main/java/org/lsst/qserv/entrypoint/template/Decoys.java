// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses fake values, with which a script is rendered a second time to display it without secrets.
 * They reveal nothing about the real values and differ from them as much as possible, so an
 * expression with a part of a value has a different result.
 */
final class Decoys {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");
  private static final List<String> NUMBERS = List.of("97", "1013", "8");

  private Decoys() {}

  /** Returns a decoy for each variable: a number for a number, an identifier for other text. */
  static Map<String, @Nullable Object> of(Map<String, String> variables) {
    Map<String, @Nullable Object> decoys = new LinkedHashMap<>();
    variables.forEach((name, value) -> decoys.put(name, of(name, value)));
    return decoys;
  }

  private static String of(String name, String value) {
    String suffix = name.replaceAll("[^A-Za-z0-9_]", "_");
    List<String> candidates =
        NUMBER.matcher(value).matches()
            ? NUMBERS
            : List.of(
                "redacted_" + suffix, "hidden_value_of_" + suffix + "_0", "no_" + suffix + "_1");
    return candidates.stream()
        .filter(candidate -> isUnlike(candidate, value))
        .findFirst()
        .orElseGet(() -> candidates.get(candidates.getFirst().equals(value) ? 1 : 0));
  }

  private static boolean isUnlike(String candidate, String value) {
    return value.isEmpty()
        || (candidate.length() != value.length()
            && candidate.charAt(0) != value.charAt(0)
            && candidate.charAt(candidate.length() - 1) != value.charAt(value.length() - 1));
  }
}
