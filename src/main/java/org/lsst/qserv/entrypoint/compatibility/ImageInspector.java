// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.typesafe.config.ConfigRenderOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.catalog.Catalog;
import org.lsst.qserv.entrypoint.catalog.SchemaModule;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.mariadb.datadir.ServerProgram;
import org.lsst.qserv.entrypoint.process.CommandRunner;
import org.lsst.qserv.entrypoint.schema.script.Checksum;
import org.lsst.qserv.entrypoint.settings.ReleaseLine;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/**
 * Determines the facts of this image, or of a release in the table. What the image contains takes
 * precedence over its labels, except for MariaDB, and these over the table. Changes nothing and
 * opens no connections.
 */
public final class ImageInspector {
  private static final String LINE = "release-line";
  private static final String MARIADB = "mariadb";
  private static final String SERVER = "mariadbd";

  private final Host host;
  private final BundledFiles bundled;
  private final ReleaseTable table;

  /** Creates an inspector of the image in which this process runs. */
  public ImageInspector(Host host, BundledFiles bundled) {
    this.host = host;
    this.bundled = bundled;
    this.table = new ReleaseTable(bundled);
  }

  /**
   * Returns the facts of this image.
   *
   * @param settings determine the release line, the catalog and the directory of the scripts
   * @throws Failure with exit code 78 or 65 if the catalog or the scripts are invalid
   */
  public ImageFacts image(Settings settings) throws InterruptedException {
    ReleaseFacts labels = table.ofLabels(ImageLabels.read(host));
    ImageFact<String> line = line(settings.releaseLine(), labels);
    ReleaseFacts facts = labels.withLine(table.ofLine(line.text()));
    if (!settings.releaseLine().isDetermined()) {
      String reason = settings.releaseLine().reason();
      Map<String, SchemaFacts> schemas = new TreeMap<>();
      bundled.moduleNames().forEach(name -> schemas.put(name, schema(facts, name, reason)));
      return facts(
          facts,
          line,
          schemas,
          mariadb(facts),
          new CatalogFacts(ImageFact.unknown(reason), List.of()));
    }
    Catalog catalog = Catalog.of(settings);
    Map<String, SchemaFacts> schemas = new TreeMap<>();
    for (String name : catalog.modules()) {
      schemas.put(name, ModuleScripts.of(settings, catalog.module(name), facts));
    }
    settings.problems().throwIfAny("the settings");
    CatalogFacts ofCatalog = new CatalogFacts(digest(settings), catalog.restartOrder());
    return facts(facts, line, schemas, mariadb(facts), ofCatalog);
  }

  /**
   * Returns the facts of a release in the table, for images that do not have this command.
   *
   * @throws Failure with exit code 64 if it is not in the table
   */
  public ImageFacts release(String tag) {
    ReleaseFacts entry = table.ofRelease(tag);
    ImageFact<String> line = entry.text(LINE);
    ReleaseFacts facts = entry.withLine(table.ofLine(line.text()));
    Catalog catalog = new BundledCatalogs(host, bundled).of(line.text());
    Map<String, SchemaFacts> schemas = new TreeMap<>();
    for (String name : catalog.modules()) {
      SchemaFacts schema = schema(facts, name, "the table of releases has no scripts");
      Optional<SchemaModule.OldestUpgradable> limit = catalog.module(name).oldestUpgradable();
      schemas.put(name, new SchemaFacts(schema.version(), schema.scripts(), limit));
    }
    return facts(
        facts,
        line,
        schemas,
        facts.serverVersion(MARIADB),
        new CatalogFacts(
            ImageFact.unknown("the table of releases has no catalogs"), catalog.restartOrder()));
  }

  private static ImageFact<String> line(ReleaseLine line, ReleaseFacts labels) {
    if (line.isDetermined()) {
      return ImageFact.known(line.name(), line.reason());
    }
    ImageFact<String> labeled = labels.text(LINE);
    return labeled.isKnown() ? labeled : ImageFact.unknown(line.reason());
  }

  private ImageFacts facts(
      ReleaseFacts facts,
      ImageFact<String> line,
      Map<String, SchemaFacts> schemas,
      ImageFact<String> mariadb,
      CatalogFacts catalog) {
    RestFacts rest =
        new RestFacts(facts.number("rest.version"), facts.number("rest.oldest-accepted"));
    Map<String, ImageFact<String>> protocols = new TreeMap<>();
    table.protocols().forEach(name -> protocols.put(name, facts.text("protocols." + name)));
    return new ImageFacts(facts.release(), line, rest, protocols, schemas, mariadb, catalog);
  }

  private static SchemaFacts schema(ReleaseFacts facts, String module, String noScripts) {
    return new SchemaFacts(
        ModuleScripts.version(facts, module), ImageFact.unknown(noScripts), Optional.empty());
  }

  /**
   * Returns the version of the server in the image, or of the server that is used with it. The
   * label takes precedence over the program, because databases can use another image.
   */
  private ImageFact<String> mariadb(ReleaseFacts facts) throws InterruptedException {
    ImageFact<String> stated = facts.serverVersion(MARIADB);
    if (facts.hasLabel(MARIADB)) {
      return stated;
    }
    CommandRunner runner =
        new CommandRunner("compatibility", Optional.ofNullable(host.environment().get("PATH")));
    try {
      return ImageFact.known(
          new ServerProgram(SERVER, runner).version().number(), SERVER + " --version");
    } catch (Failure e) {
      return stated.isKnown()
          ? stated
          : ImageFact.unknown(e.problems().getFirst().what() + "; " + stated.source());
    }
  }

  /** Keys are sorted, and comments and origins omitted, so equal catalogs have equal digests. */
  private static ImageFact<String> digest(Settings settings) {
    String catalog = settings.catalog().root().render(ConfigRenderOptions.concise());
    return ImageFact.known(
        Checksum.of(catalog), "catalog of release line " + settings.releaseLine().name());
  }
}
