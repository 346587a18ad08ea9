// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.legacy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import org.lsst.qserv.entrypoint.failure.Problem;

/**
 * Options of legacy commands that no longer exist. Some are ignored with a warning; others are
 * rejected, because without them the service would do something else than requested.
 */
final class FormerOptions {
  private static final String IGNORED = "ignored-options";
  private static final String REMOVED = "removed-options";
  private static final String NAMES = REMOVED + ".options";

  private final Config legacy;
  private final TranslationProblems problems;

  FormerOptions(Config legacy, TranslationProblems problems) {
    this.legacy = legacy;
    this.problems = problems;
  }

  /** Returns whether an option without its dashes existed formerly. */
  boolean isKnown(String name) {
    return has(IGNORED, name) || has(NAMES, name);
  }

  /**
   * Reports the use of a former option.
   *
   * @param origin the option as given by the user
   */
  void report(String name, String origin) {
    if (has(NAMES, name)) {
      problems.add(
          Problem.usage(
              origin + " no longer exists: " + legacy.getString(REMOVED + ".reason"),
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
