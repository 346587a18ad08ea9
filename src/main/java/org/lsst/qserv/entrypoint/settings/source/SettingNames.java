// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Converts between the forms of a setting's name: {@code a.b-c}, {@code QSERV_A__B_C}, and {@code
 * a.b_c} in templates.
 */
public final class SettingNames {
  /** The key in a settings file of the object that extends the catalog. */
  public static final String CATALOG = "catalog";

  static final String VARIABLE_PREFIX = "QSERV_";

  /** Followed by the name of an environment variable, whose case is kept. */
  private static final String ENVIRONMENT = "__ENV__";

  private SettingNames() {}

  /**
   * Returns the environment variable of a setting: {@code database.admin-url} becomes {@code
   * QSERV_DATABASE__ADMIN_URL}.
   */
  public static String toVariable(String name) {
    return VARIABLE_PREFIX + name.replace(".", "__").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Returns the setting of an environment variable that starts with {@code QSERV_}. */
  static String ofVariable(String variable) {
    String rest = "__" + variable.substring(VARIABLE_PREFIX.length());
    int environment = rest.indexOf(ENVIRONMENT);
    int end = environment < 0 ? rest.length() : environment + ENVIRONMENT.length();
    String setting = rest.substring(2, end);
    return setting.toLowerCase(Locale.ROOT).replace("__", ".").replace('_', '-')
        + rest.substring(end);
  }

  /**
   * Returns the setting of a template variable, which has {@code _} because {@code -} means minus.
   */
  public static String ofTemplateVariable(String name) {
    return name.replace('_', '-');
  }

  /** Returns the template variable of a setting. */
  public static String toTemplateVariable(String name) {
    return name.replace('-', '_');
  }

  /** Returns the parts of a dotted name. */
  public static List<String> path(String name) {
    List<String> path = new ArrayList<>();
    int start = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
      path.add(name.substring(start, dot));
      start = dot + 1;
    }
    path.add(name.substring(start));
    return path;
  }
}
