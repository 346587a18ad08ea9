// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.settings.Settings;

/**
 * A module, and the settings that hold in the role that it belongs to.
 *
 * @param catalog with those settings
 */
public record ModuleSettings(SchemaModule module, Settings settings, Catalog catalog) {

  /**
   * Reads them.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure 64 if there is no such module
   */
  public static ModuleSettings read(SettingsOptions options, String name) {
    // which role a module belongs to does not depend on the role's settings
    String role = Catalog.of(options.read("")).module(name).role();
    Settings settings = options.read(role);
    Catalog catalog = Catalog.of(settings);
    return new ModuleSettings(catalog.module(name), settings, catalog);
  }
}
