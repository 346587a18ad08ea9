package org.lsst.qserv.entrypoint.cli;

import org.lsst.qserv.entrypoint.catalogue.Catalogue;
import org.lsst.qserv.entrypoint.catalogue.Module;
import org.lsst.qserv.entrypoint.settings.Settings;

/**
 * A module, and the settings that hold in the role that it belongs to.
 *
 * @param catalogue with those settings
 */
record ModuleSettings(Module module, Settings settings, Catalogue catalogue) {

  /**
   * Reads them.
   *
   * @throws org.lsst.qserv.entrypoint.failure.Failure 64 if there is no such module
   */
  static ModuleSettings read(SettingsOptions options, String name) {
    // which role a module belongs to does not depend on the role's settings
    String role = Catalogue.of(options.read("")).module(name).role();
    Settings settings = options.read(role);
    Catalogue catalogue = Catalogue.of(settings);
    return new ModuleSettings(catalogue.module(name), settings, catalogue);
  }
}
