// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.settings.type.Declarations;

/** Sorts the {@code QSERV_…} variables into settings, foreign ones and mistakes. */
public final class EnvironmentVariables {
  /** Names that differ from the rule, and variables that belong to Qserv's own programs. */
  private static final Map<String, String> OLD_NAMES =
      Map.of("QSERV_SMIG_DIRECTORY", "schema.scripts");

  private static final Set<String> FOREIGN = Set.of("QSERV_CONFIG");

  /** What {@code schema.backup-command} gets, which may call the entry point again. */
  private static final Set<String> OF_THE_BACKUP =
      Set.of(
          "QSERV_SCHEMA_SERVER",
          "QSERV_SCHEMA_MODULE",
          "QSERV_SCHEMA_FROM",
          "QSERV_SCHEMA_TO",
          "QSERV_SCHEMA_RESUME");

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> unknown = new TreeMap<>();

  public EnvironmentVariables(Map<String, String> environment, Declarations declarations) {
    OLD_NAMES.forEach((variable, name) -> {
      if (environment.containsKey(variable)) {
        settings.put(variable, name); // first, so that the new name is stronger
      }
    });
    for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
      String variable = entry.getKey();
      if (!variable.startsWith(SettingNames.VARIABLE_PREFIX)
          || isForeign(variable)
          || OF_THE_BACKUP.contains(variable)) {
        continue;
      }
      String name = settingOf(variable);
      boolean isGroup = declarations.isPrefix(name) && entry.getValue().startsWith("{");
      if (declarations.knows(name) || isGroup) {
        settings.put(variable, name);
      } else if (!isInjectedByKubernetes(variable)) {
        unknown.put(variable, name);
      }
    }
  }

  /** Whether the variable belongs to Qserv's own programs. */
  static boolean isForeign(String variable) {
    return FOREIGN.contains(variable);
  }

  /** The setting that a variable names, an old name included. */
  static String settingOf(String variable) {
    return OLD_NAMES.getOrDefault(variable, SettingNames.ofVariable(variable));
  }

  /** The variables that set something, with the name of the setting. */
  Map<String, String> settings() {
    return settings;
  }

  /** The variables that look like settings and are none, with the name that they would set. */
  public Map<String, String> unknown() {
    return unknown;
  }

  /**
   * Kubernetes describes each Service to each container of its namespace; for a Service named
   * {@code qserv-czar} the variables are {@code QSERV_CZAR_SERVICE_HOST}, {@code
   * QSERV_CZAR_PORT_3306_TCP_ADDR} and their like.
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
