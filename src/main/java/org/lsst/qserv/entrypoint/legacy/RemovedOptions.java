// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * Removed options of legacy commands. Some are ignored with a warning; others are rejected, because
 * without them the service would not do what was requested.
 */
final class RemovedOptions {
  private static final String IGNORED = "ignored-options";
  private static final String REJECTED = "rejected-options";
  private static final String NAMES = REJECTED + ".options";

  private final Config legacy;
  private final TranslationProblems problems;

  RemovedOptions(Config legacy, TranslationProblems problems) {
    this.legacy = legacy;
    this.problems = problems;
  }

  /** Returns whether a removed option had this name, without its dashes. */
  boolean isKnown(String name) {
    return has(IGNORED, name) || has(NAMES, name);
  }

  /**
   * Reports the use of a removed option.
   *
   * @param origin the option as given by the user
   */
  void report(String name, String origin) {
    if (has(NAMES, name)) {
      problems.add(
          Problem.usage(
              origin + " no longer exists: " + legacy.getString(REJECTED + ".reason"),
              advice(NAMES, name)));
    } else {
      problems.warn(origin + " no longer exists and is ignored", advice(IGNORED, name));
    }
  }

  private boolean has(String options, String name) {
    return legacy.hasPath(options) && legacy.getObject(options).containsKey(name);
  }

  private String advice(String options, String name) {
    return legacy.getConfig(options).getString(ConfigUtil.joinPath(name));
  }
}
