// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.settings.type.Declarations;

/**
 * Classifies the {@code QSERV_…} environment variables as settings, variables of other programs,
 * and unknown ones.
 */
public final class EnvironmentVariables {
  /** Variables whose names do not follow the rule, with their settings. */
  private static final Map<String, String> LEGACY_NAMES =
      Map.of("QSERV_SMIG_DIRECTORY", "schema.scripts");

  /** Variables of Qserv's own programs. */
  private static final Set<String> FOREIGN = Set.of("QSERV_CONFIG");

  /** Variables passed to {@code schema.backup-command}, which may call the entry point again. */
  private static final Set<String> BACKUP_VARIABLES =
      Set.of(
          "QSERV_SCHEMA_SERVER",
          "QSERV_SCHEMA_MODULE",
          "QSERV_SCHEMA_FROM",
          "QSERV_SCHEMA_TO",
          "QSERV_SCHEMA_RESUME");

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> unknown = new TreeMap<>();

  public EnvironmentVariables(Map<String, String> environment, Declarations declarations) {
    LEGACY_NAMES.forEach((variable, name) -> {
      if (environment.containsKey(variable)) {
        settings.put(variable, name); // first, so that the current name takes precedence
      }
    });
    for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
      String variable = entry.getKey();
      if (!variable.startsWith(SettingNames.VARIABLE_PREFIX)
          || isForeign(variable)
          || BACKUP_VARIABLES.contains(variable)) {
        continue;
      }
      String name = settingOf(variable);
      boolean isGroup = declarations.isPrefix(name) && entry.getValue().startsWith("{");
      if (declarations.contains(name) || isGroup) {
        settings.put(variable, name);
      } else if (!isInjectedByKubernetes(variable)) {
        unknown.put(variable, name);
      }
    }
  }

  /** Returns whether the variable belongs to Qserv's own programs. */
  static boolean isForeign(String variable) {
    return FOREIGN.contains(variable);
  }

  /** Returns the setting of a variable, including a legacy one. */
  static String settingOf(String variable) {
    return LEGACY_NAMES.getOrDefault(variable, SettingNames.ofVariable(variable));
  }

  /** Returns the variables that specify settings, with the names of the settings. */
  Map<String, String> settings() {
    return settings;
  }

  /**
   * Returns the variables that look like settings but are unknown, with the names that they imply.
   */
  public Map<String, String> unknown() {
    return unknown;
  }

  /**
   * Returns whether Kubernetes sets the variable, as it does for each Service of the namespace. For
   * a Service named {@code qserv-czar}, they are {@code QSERV_CZAR_SERVICE_HOST}, {@code
   * QSERV_CZAR_PORT_3306_TCP_ADDR} and similar.
   */
  private static boolean isInjectedByKubernetes(String variable) {
    if (variable.endsWith("_SERVICE_HOST")
        || variable.endsWith("_SERVICE_PORT")
        || variable.contains("_SERVICE_PORT_")
        || variable.endsWith("_PORT")) {
      return true;
    }
    for (int at = variable.indexOf("_PORT_"); at >= 0; at = variable.indexOf("_PORT_", at + 1)) {
      if (isPortAndProtocol(variable.substring(at + "_PORT_".length()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPortAndProtocol(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    String rest = text.substring(digits);
    return digits > 0
        && (rest.equals("_TCP")
            || rest.equals("_UDP")
            || rest.startsWith("_TCP_")
            || rest.startsWith("_UDP_"));
  }
}
