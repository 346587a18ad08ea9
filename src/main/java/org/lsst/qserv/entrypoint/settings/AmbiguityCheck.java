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
 * Finds values that a file format may have changed. For secrets and URLs, every ambiguous value is
 * a problem; for other types, only values whose text differs from what is written in the file.
 */
final class AmbiguityCheck {
  private final Problems problems;

  AmbiguityCheck(Problems problems) {
    this.problems = problems;
  }

  /** Checks the value of a setting. */
  void check(String name, SettingType type, ConfigValue value) {
    switch (type.kind()) {
      case BOOLEAN -> {}
      case SECRET, URL -> report(name, value, true);
      default -> check(name, value);
    }
  }

  /** Checks an untyped value, including its members or elements. */
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
