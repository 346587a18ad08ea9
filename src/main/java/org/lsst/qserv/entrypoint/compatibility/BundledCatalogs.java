// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.List;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;

/** The catalogs in the jar, without additions of a site on the command line. */
record BundledCatalogs(Host host, BundledFiles bundled) {
  /** Returns the catalog of a release line in the jar. */
  Catalog of(String line) {
    SettingsSources sources =
        new SettingsSources(List.of("release-line=" + line), List.of(), List.of(), List.of());
    return Catalog.of(new SettingsReader(host, bundled).read(sources, ""));
  }
}
