// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lsst.qserv.entrypoint.catalog.SchemaModule.OldestUpgradable;
import org.lsst.qserv.entrypoint.failure.ExitCode;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** Reads the facts that {@link FactsJson} writes. */
public final class FactsReader {
  /** The line in a message of the library, after the name of the document. */
  private static final Pattern LINE = Pattern.compile(": (\\d+):");

  private static final Set<String> MEMBERS =
      Set.of(
          FactsJson.VERSION_MEMBER,
          FactsJson.RELEASE,
          FactsJson.RELEASE_LINE,
          FactsJson.REST,
          FactsJson.PROTOCOLS,
          FactsJson.SCHEMAS,
          FactsJson.MARIADB,
          FactsJson.CATALOG);

  private final Collection<String> protocols;
  private final Collection<String> modules;

  /**
   * Creates a reader. A protocol or module that a document lacks is unknown.
   *
   * @param protocols the names of all protocols
   * @param modules the names of all schema modules
   */
  FactsReader(Collection<String> protocols, Collection<String> modules) {
    this.protocols = protocols;
    this.modules = modules;
  }

  /** Creates a reader for the protocols and modules of all release lines in the jar. */
  public static FactsReader of(BundledFiles bundled) {
    return new FactsReader(new ReleaseTable(bundled).protocols(), bundled.moduleNames());
  }

  /**
   * Reads a document.
   *
   * @param name the name of the document, for messages
   * @throws Failure with exit code 65 if it is not JSON, does not match the schema, or has another
   *     version
   */
  public ImageFacts read(String name, String text) {
    FactsObject root = new FactsObject(name, "", parse(name, text));
    int version = root.number(FactsJson.VERSION_MEMBER);
    if (version != FactsJson.VERSION) {
      throw new Failure(
          ExitCode.BAD_DATA,
          name
              + ": version "
              + version
              + " of the format is unknown (expected "
              + FactsJson.VERSION
              + ")",
          "run the check in the newer of the two images");
    }
    root.allowOnly(MEMBERS);
    return new ImageFacts(
        root.textFact(FactsJson.RELEASE),
        root.textFact(FactsJson.RELEASE_LINE),
        rest(root.object(FactsJson.REST)),
        protocols(root.object(FactsJson.PROTOCOLS)),
        schemas(root.object(FactsJson.SCHEMAS)),
        mariadb(root),
        catalog(root.object(FactsJson.CATALOG)));
  }

  private static ConfigObject parse(String name, String text) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON).setOriginDescription(name);
    try {
      return ConfigFactory.parseString(text, options).root();
    } catch (ConfigException e) {
      throw new Failure(
              ExitCode.BAD_DATA,
              name + " is not a JSON object" + line(name, e),
              "write the document with 'entrypoint compatibility describe'")
          .causedBy(e);
    }
  }

  /** The library's message quotes the document, so only the line is reported. */
  private static String line(String name, ConfigException e) {
    String message = String.valueOf(e.getMessage());
    Matcher position =
        LINE.matcher(message.startsWith(name) ? message.substring(name.length()) : "");
    return position.lookingAt() ? " (line " + position.group(1) + ")" : "";
  }

  private static RestFacts rest(FactsObject rest) {
    rest.allowOnly(Set.of(FactsJson.VERSION_MEMBER, FactsJson.OLDEST_ACCEPTED));
    return new RestFacts(
        rest.numberFact(FactsJson.VERSION_MEMBER), rest.numberFact(FactsJson.OLDEST_ACCEPTED));
  }

  private Map<String, ImageFact<String>> protocols(FactsObject object) {
    Map<String, ImageFact<String>> facts = new TreeMap<>();
    protocols.forEach(name -> facts.put(name, ImageFact.unknown(absent(object))));
    for (String name : new TreeSet<>(object.object().keySet())) {
      facts.put(name, object.textFact(name));
    }
    return facts;
  }

  private Map<String, SchemaFacts> schemas(FactsObject object) {
    Map<String, SchemaFacts> facts = new TreeMap<>();
    modules.forEach(name ->
        facts.put(
            name,
            new SchemaFacts(
                ImageFact.unknown(absent(object)),
                ImageFact.unknown(absent(object)),
                Optional.empty())));
    for (String name : new TreeSet<>(object.object().keySet())) {
      facts.put(name, schema(object.object(name)));
    }
    return facts;
  }

  private static String absent(FactsObject object) {
    return "not in " + object.document();
  }

  private static SchemaFacts schema(FactsObject schema) {
    schema.allowOnly(
        Set.of(FactsJson.VERSION_MEMBER, FactsJson.SCRIPTS, FactsJson.OLDEST_UPGRADABLE));
    return new SchemaFacts(
        schema.numberFact(FactsJson.VERSION_MEMBER),
        schema.textsFact(FactsJson.SCRIPTS),
        schema.has(FactsJson.OLDEST_UPGRADABLE)
            ? Optional.of(oldest(schema.object(FactsJson.OLDEST_UPGRADABLE)))
            : Optional.empty());
  }

  private static OldestUpgradable oldest(FactsObject oldest) {
    oldest.allowOnly(Set.of(FactsJson.VERSION_MEMBER, FactsJson.REASON, FactsJson.FIX));
    return new OldestUpgradable(
        oldest.number(FactsJson.VERSION_MEMBER),
        oldest.text(FactsJson.REASON),
        oldest.text(FactsJson.FIX));
  }

  private static ImageFact<String> mariadb(FactsObject root) {
    ImageFact<String> version = root.textFact(FactsJson.MARIADB);
    if (version.isKnown() && ServerSeries.of(version.text()).isEmpty()) {
      throw root.invalid(FactsJson.MARIADB + ".value", "must be a version such as 11.4.4");
    }
    return version;
  }

  private static CatalogFacts catalog(FactsObject catalog) {
    catalog.allowOnly(Set.of(FactsJson.DIGEST, FactsJson.RESTART_ORDER));
    return new CatalogFacts(
        catalog.textFact(FactsJson.DIGEST), catalog.texts(FactsJson.RESTART_ORDER));
  }
}
