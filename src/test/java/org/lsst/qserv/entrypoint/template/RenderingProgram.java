// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.template;

import java.nio.file.Path;
import java.util.List;
import org.lsst.qserv.entrypoint.TestFiles;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.SettingsReader;
import org.lsst.qserv.entrypoint.settings.source.SettingsSources;

/** Renders the template of its argument in a separate process, for {@link LoadedClassesTest}. */
final class RenderingProgram {
  private RenderingProgram() {}

  public static void main(String[] arguments) {
    Host host =
        new Host(
            System.getenv(), System.in, System.out, System.err, TimeSource.real(), Path.of("/"));
    Settings settings =
        new SettingsReader(host, TestFiles.BUNDLED)
            .read(
                new SettingsSources(List.of("release-line=xrd"), List.of(), List.of(), List.of()),
                "xrootd");
    System.out.println("<" + new TemplateRenderer(settings).render(Path.of(arguments[0])) + ">");
    System.out.flush();
  }
}
