// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cli.option;

import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.settings.Settings;

/**
 * A schema module and the settings of the role that owns it.
 *
 * @param catalog the catalog with those settings
 */
public record ModuleSettings(SchemaModule module, Settings settings, Catalog catalog) {

  /**
   * Reads the settings of a module.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 64 if there is no such module
   */
  public static ModuleSettings read(SettingsOptions options, String name) {
    // the role that owns a module does not depend on the settings of the role
    String role = Catalog.of(options.read("")).module(name).role();
    Settings settings = options.read(role);
    Catalog catalog = Catalog.of(settings);
    return new ModuleSettings(catalog.module(name), settings, catalog);
  }
}
