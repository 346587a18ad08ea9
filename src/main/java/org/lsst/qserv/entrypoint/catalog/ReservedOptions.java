// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import java.util.List;
import java.util.Map;

/**
 * The options of a program that only the launcher may set, because it sets or relies on them.
 *
 * @param lines the settings whose text is copied into the program's option file
 * @param options the names of the options, each with the setting to use instead, which is empty if
 *     there is none; a single letter is a short option
 */
public record ReservedOptions(List<String> lines, Map<String, String> options) {
  /** No reserved options. */
  public static final ReservedOptions NONE = new ReservedOptions(List.of(), Map.of());

  public ReservedOptions {
    lines = List.copyOf(lines);
    options = Map.copyOf(options);
  }
}
