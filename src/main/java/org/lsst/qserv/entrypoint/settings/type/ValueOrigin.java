// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.settings.type;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;

/** Describes the origin of a configuration value for messages. */
public final class ValueOrigin {
  private ValueOrigin() {}

  /**
   * Returns the origin of a value: "from site.conf: 12". An object has the origin of its first
   * member, because objects from several sources are merged, but single values are not.
   */
  public static String of(ConfigValue value) {
    return value instanceof ConfigObject object && !object.isEmpty()
        ? of(object.values().iterator().next())
        : "from " + value.origin().description();
  }
}
