// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The forms of a setting's name: {@code a.b-c}, {@code QSERV_A__B_C}, and {@code a.b_c} in
 * templates.
 */
public final class SettingNames {
  /** The object of a settings file that extends the catalog. */
  public static final String CATALOG = "catalog";

  static final String VARIABLE_PREFIX = "QSERV_";

  /** Below it stand names of variables, which keep their letters. */
  private static final String ENVIRONMENT = "__ENV__";

  private SettingNames() {}

  /** {@code database.admin-url} is {@code QSERV_DATABASE__ADMIN_URL}. */
  public static String toVariable(String name) {
    return VARIABLE_PREFIX + name.replace(".", "__").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The setting that a variable names; the variable starts with {@code QSERV_}. */
  static String ofVariable(String variable) {
    String words = "__" + variable.substring(VARIABLE_PREFIX.length());
    int environment = words.indexOf(ENVIRONMENT);
    int end = environment < 0 ? words.length() : environment + ENVIRONMENT.length();
    String setting = words.substring(2, end);
    return setting.toLowerCase(Locale.ROOT).replace("__", ".").replace('_', '-')
        + words.substring(end);
  }

  /** The setting that a template's variable names: a dash would be a minus there. */
  public static String ofTemplateVariable(String name) {
    return name.replace('_', '-');
  }

  /** The variable of a template that names a setting. */
  public static String toTemplateVariable(String name) {
    return name.replace('-', '_');
  }

  /** The parts of a dotted name. */
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
