// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Optional;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.settings.secret.SecretNames;
import org.lsst.qserv.entrypoint.settings.source.Ambiguity;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.ValueOrigin;

/**
 * Finds values that a format may have changed: of a secret or a URL every one that is ambiguous, of
 * anything else those whose text is not what was written.
 */
final class AmbiguityCheck {
  private final Problems problems;

  AmbiguityCheck(Problems problems) {
    this.problems = problems;
  }

  /** Checks a setting's value. */
  void check(String name, SettingType type, ConfigValue value) {
    switch (type.kind()) {
      case BOOLEAN -> {}
      case SECRET, URL -> report(name, value, true);
      default -> check(name, value);
    }
  }

  /** Checks a value that has no type, and all that is below it. */
  void check(String name, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      object.forEach((key, member) -> check(name + "." + key, member));
    } else if (value instanceof ConfigList list) {
      list.forEach(element -> check(name, element));
    } else {
      report(name, value, SecretNames.isLikely(name));
    }
  }

  private void report(String name, ConfigValue value, boolean isExact) {
    Optional<Ambiguity> ambiguity =
        Ambiguity.of(value).filter(found -> isExact || found.altersText());
    ambiguity.ifPresent(found ->
        problems.add(
            Problem.configuration(
                name + " (" + ValueOrigin.of(value) + "): " + found.reason(),
                isExact && found.altersText() ? "quote it" : found.remedy())));
  }
}
