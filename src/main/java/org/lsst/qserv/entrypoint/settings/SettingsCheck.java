// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.settings.secret.Secret;
import org.lsst.qserv.entrypoint.settings.source.SettingNames;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;
import org.lsst.qserv.entrypoint.settings.type.Declarations;
import org.lsst.qserv.entrypoint.settings.type.SettingType;
import org.lsst.qserv.entrypoint.settings.type.ValueOrigin;

/**
 * Checks each value set by the user: that the setting exists, that the value is valid, and that a
 * secret is not exposed.
 */
final class SettingsCheck {
  private final SettingValues values;
  private final Declarations declarations;
  private final ReleaseLine releaseLine;
  private final Problems problems;
  private final List<Problem> warnings;
  private final AmbiguityCheck ambiguities;

  /** The TLS settings of which the user set at least one. */
  private final Set<TlsSettings> tls = new LinkedHashSet<>();

  SettingsCheck(
      SettingValues values,
      Declarations declarations,
      ReleaseLine releaseLine,
      Problems problems,
      List<Problem> warnings) {
    this.values = values;
    this.declarations = declarations;
    this.releaseLine = releaseLine;
    this.problems = problems;
    this.warnings = warnings;
    this.ambiguities = new AmbiguityCheck(problems);
  }

  void check(ConfigObject given) {
    check(given, "");
    if (!tls.isEmpty()) {
      TlsCheck check = new TlsCheck(values, problems, warnings);
      tls.forEach(check::check);
    }
  }

  private void check(ConfigObject given, String prefix) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(given).entrySet()) {
      String name = prefix + entry.getKey();
      ConfigValue value = entry.getValue();
      if (declarations.contains(name)) {
        checkValue(name, value);
      } else if (value instanceof ConfigObject object && !object.isEmpty()) {
        check(object, name + "."); // down to the name that the user wrote
      } else if (!releaseLine.differsIn(withoutFile(name))) {
        // a setting in which the candidates differ is known to one; its use is reported
        problems.add(unknown(name, value));
      }
    }
  }

  private void checkValue(String name, ConfigValue value) {
    Optional<String> original = declarations.settingOfFile(name);
    if (original.isPresent() && values.isGiven(original.get())) {
      problems.add(givenTwice(original.get()));
    }
    SettingType type =
        declarations.type(name).orElseGet(() -> SettingType.of(SettingType.Kind.ANY));
    ambiguities.check(name, type, value);
    if (value.valueType() == ConfigValueType.NULL) {
      return;
    }
    values.find(original.orElse(name));
    Optional<TlsSettings> pair = TlsSettings.containing(name, declarations);
    if (pair.isPresent()) {
      tls.add(pair.get());
    }
    if (original.isEmpty() && isVisible(name, value)) {
      warnings.add(
          Problem.configuration(
              name + " (" + values.origin(name) + ") is visible in 'docker inspect' and /proc",
              "set it in a file: " + name + Declarations.FILE));
    }
  }

  private Problem givenTwice(String name) {
    String fileSetting = name + Declarations.FILE;
    return Problem.configuration(
        String.format(
            "%s (%s) and %s (%s) are both set; only one is allowed",
            name, values.origin(name), fileSetting, values.origin(fileSetting)),
        "keep only " + fileSetting);
  }

  /**
   * Returns whether the value is a secret from the command line or an environment variable, which
   * anyone with access to the container can read.
   */
  private boolean isVisible(String name, ConfigValue value) {
    return !values.isFromFile(value)
        && declarations.isSecret(name)
        && declarations
            .type(name)
            .flatMap(type -> values.read(name, type, value))
            .filter(SettingsCheck::holdsSecret)
            .isPresent();
  }

  private static boolean holdsSecret(Object value) {
    return value instanceof Secret(String text)
        ? !text.isEmpty()
        : value instanceof DatabaseUrl url && url.password().isPresent();
  }

  private static String withoutFile(String name) {
    return name.endsWith(Declarations.FILE)
        ? name.substring(0, name.length() - Declarations.FILE.length())
        : name;
  }

  private Problem unknown(String name, ConfigValue value) {
    String origin = name + " (" + ValueOrigin.of(value) + ")";
    return releaseLine
        .belongsToAnother(origin, settingPath(withoutFile(name)))
        .orElseGet(() -> unknown(name, origin));
  }

  private static String[] settingPath(String name) {
    List<String> path = new ArrayList<>(List.of("settings"));
    path.addAll(SettingNames.path(name));
    return path.toArray(String[]::new);
  }

  private Problem unknown(String name, String origin) {
    String fix =
        declarations.isPrefix(name)
            ? "set one of the settings below it: " + name + ".…"
            : Suggestion.nearest(name, declarations.names())
                .map(near -> "did you mean " + near + "?")
                .orElse("remove it; docs/settings.md lists the settings");
    return Problem.configuration(origin + ": unknown setting", fix);
  }
}
