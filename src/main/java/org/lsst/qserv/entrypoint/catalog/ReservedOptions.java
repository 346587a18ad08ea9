// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.catalog;

import java.util.List;
import java.util.Map;

/**
 * The options of a program that the launcher sets or relies on, so that nothing else may set them.
 *
 * @param lines the settings whose text becomes lines of the program's option file
 * @param options what to use instead by the option's name, empty for nothing; a name with one
 *     letter is that of a short option
 */
public record ReservedOptions(List<String> lines, Map<String, String> options) {
  /** None. */
  public static final ReservedOptions NONE = new ReservedOptions(List.of(), Map.of());

  public ReservedOptions {
    lines = List.copyOf(lines);
    options = Map.copyOf(options);
  }
}
