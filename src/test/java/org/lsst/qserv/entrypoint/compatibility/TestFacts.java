// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import static org.lsst.qserv.entrypoint.TestFiles.BUNDLED;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.catalog.SchemaModule.OldestUpgradable;

/** Facts for tests: complete ones, which are changed fact by fact, and those of releases. */
final class TestFacts {

  private final Map<String, ImageFact<String>> texts = new TreeMap<>();
  private final Map<String, ImageFact<Integer>> numbers = new TreeMap<>();
  private Map<String, String> scripts = Map.of("migrate-None-to-17.sql", "aa");
  private Optional<OldestUpgradable> limit = Optional.empty();
  private List<String> restartOrder = List.of("replication registry", "czar");

  TestFacts() {
    text("release", "2026.3.3");
    text("release-line", "xrd");
    text("protocols.czar-worker", "52c19e39");
    text("protocols.replication", "aaa93f08");
    text("mariadb", "11.4.4");
    number("rest.version", 55);
    number("rest.oldest-accepted", 52);
    number("schemas.czar", 17);
    number("schemas.worker", 3);
  }

  static ImageFacts ofRelease(Path directory, String tag) {
    return new ImageInspector(new TestHost(directory).host(), BUNDLED).release(tag);
  }

  /** Returns the plan of an upgrade with a tool. */
  static InstancePlan plan(Path directory, ImageFacts from, ImageFacts to, String tool) {
    return new UpgradeAssessor(new TestHost(directory).host(), BUNDLED)
        .plan(from, to, StepTemplates.of(BUNDLED, tool));
  }

  /** Returns the facts of a release with another REST version. */
  static ImageFacts withRestVersion(ImageFacts facts, int version) {
    return new ImageFacts(
        facts.release(),
        facts.releaseLine(),
        new RestFacts(ImageFact.known(version, "a test"), facts.rest().oldestAccepted()),
        facts.protocols(),
        facts.schemas(),
        facts.mariadb(),
        facts.catalog());
  }

  TestFacts text(String name, String value) {
    texts.put(name, ImageFact.known(value, "a test"));
    return this;
  }

  TestFacts number(String name, int value) {
    numbers.put(name, ImageFact.known(value, "a test"));
    return this;
  }

  /** Makes a fact unknown. */
  TestFacts without(String name) {
    texts.computeIfPresent(name, (key, value) -> ImageFact.unknown("a test"));
    numbers.computeIfPresent(name, (key, value) -> ImageFact.unknown("a test"));
    return this;
  }

  /** Omits a protocol or schema entirely. */
  TestFacts omit(String name) {
    texts.remove(name);
    numbers.remove(name);
    return this;
  }

  /** Sets the scripts of each module, with their checksums. */
  TestFacts scripts(Map<String, String> checksums) {
    scripts = checksums;
    return this;
  }

  /** Sets the first version of each module that can be upgraded. */
  TestFacts oldestUpgradable(int version, String reason, String fix) {
    limit = Optional.of(new OldestUpgradable(version, reason, fix));
    return this;
  }

  TestFacts restartOrder(String... parts) {
    restartOrder = List.of(parts);
    return this;
  }

  ImageFacts build() {
    Map<String, ImageFact<String>> protocols = new TreeMap<>();
    Map<String, SchemaFacts> schemas = new TreeMap<>();
    texts.forEach((name, fact) -> {
      if (name.startsWith("protocols.")) {
        protocols.put(name.substring("protocols.".length()), fact);
      }
    });
    numbers.forEach((name, fact) -> {
      if (name.startsWith("schemas.")) {
        schemas.put(
            name.substring("schemas.".length()),
            new SchemaFacts(fact, ImageFact.known(scripts, "a test"), limit));
      }
    });
    return new ImageFacts(
        text("release"),
        text("release-line"),
        new RestFacts(number("rest.version"), number("rest.oldest-accepted")),
        protocols,
        schemas,
        text("mariadb"),
        new CatalogFacts(ImageFact.known("digest", "a test"), restartOrder));
  }

  private ImageFact<String> text(String name) {
    return texts.getOrDefault(name, ImageFact.unknown("a test"));
  }

  private ImageFact<Integer> number(String name) {
    return numbers.getOrDefault(name, ImageFact.unknown("a test"));
  }
}
