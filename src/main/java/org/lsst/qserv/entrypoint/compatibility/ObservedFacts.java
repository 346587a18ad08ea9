// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.InstanceDescription;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.InstanceReport;
import org.lsst.qserv.entrypoint.cluster.report.ObservedComponent;

/**
 * The facts of a running instance, from its description and from what its components report. A fact
 * is unknown unless all components that have it report the same: one host that does not answer may
 * have an older version. Pure functions.
 *
 * @param description the instance as it should be
 * @param report the observed state of the same instance
 */
record ObservedFacts(InstanceDescription description, InstanceReport report) {
  private static final String NOT_OBSERVABLE = "a running instance does not report it";

  /**
   * Returns the facts.
   *
   * @param protocols the names of all protocols
   * @param modules the names of all schema modules
   */
  ImageFacts facts(Collection<String> protocols, Collection<String> modules) {
    Map<String, ImageFact<String>> unknown = new TreeMap<>();
    protocols.forEach(name -> unknown.put(name, ImageFact.unknown(NOT_OBSERVABLE)));
    Map<String, SchemaFacts> schemas = new TreeMap<>();
    modules.forEach(name ->
        schemas.put(
            name,
            new SchemaFacts(
                agreed(FactName.SCHEMA, target -> hasSchema(target, name), ObservedFacts::number),
                ImageFact.unknown(NOT_OBSERVABLE),
                Optional.empty())));
    ImageFact<ServerSeries> series =
        agreed(
            FactName.MARIADB,
            target -> target.endpoint() instanceof Endpoint.Database,
            ServerSeries::of);
    return new ImageFacts(
        ImageFact.unknown(NOT_OBSERVABLE),
        ImageFact.known(description.releaseLine(), "description of " + description.id()),
        new RestFacts(
            agreed(
                FactName.VERSION,
                target -> target.endpoint() instanceof Endpoint.Service,
                ObservedFacts::number),
            ImageFact.unknown(NOT_OBSERVABLE)),
        unknown,
        schemas,
        new ImageFact<>(series.value().map(ServerSeries::toString), series.source()),
        new CatalogFacts(ImageFact.unknown(NOT_OBSERVABLE), List.of()));
  }

  /**
   * Returns whether a fact that a running instance reports differs from that of the new image, or
   * may differ because it is unknown. The others, such as protocols, are not considered.
   */
  static boolean differ(Assessment assessment) {
    return assessment.findings().stream()
        .filter(found -> !found.fact().startsWith(CompatibilityCheck.PROTOCOL_PREFIX))
        .anyMatch(found -> !isSame(found));
  }

  /** Versions of MariaDB are the same if their series is. */
  private static boolean isSame(Finding found) {
    return found.effect() == UpgradeVerdict.ROLLING
        && (found.fact().equals(CompatibilityCheck.MARIADB) || found.from().equals(found.to()));
  }

  private <T extends Comparable<T>> ImageFact<T> agreed(
      FactName name, Predicate<Target> hasFact, Function<String, Optional<T>> parse) {
    Map<T, Target> found = new TreeMap<>();
    for (Target target : description.targets()) {
      if (hasFact.test(target)) {
        Optional<T> value = parse.apply(text(target, name));
        if (value.isEmpty()) {
          return ImageFact.unknown("not reported by " + target);
        }
        found.putIfAbsent(value.get(), target);
      }
    }
    String observed =
        found.entrySet().stream()
            .map(one -> one.getKey() + " by " + one.getValue())
            .collect(Collectors.joining(", "));
    return switch (found.size()) {
      case 0 -> ImageFact.unknown("the description has no component that reports it");
      case 1 -> ImageFact.known(found.keySet().iterator().next(), "reported as " + observed);
      default -> ImageFact.unknown("reported differently: " + observed);
    };
  }

  private String text(Target target, FactName name) {
    return report.components().stream()
        .filter(one -> isOf(one, target))
        .map(one -> one.text(name))
        .findFirst()
        .orElse("");
  }

  private static boolean isOf(ObservedComponent component, Target target) {
    return component.role().equals(target.role())
        && component.host().equals(target.host())
        && component.component().equals(target.component());
  }

  private static boolean hasSchema(Target target, String module) {
    return target.endpoint() instanceof Endpoint.Database database
        && database.schema().filter(schema -> schema.module().equals(module)).isPresent();
  }

  private static Optional<Integer> number(String text) {
    return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
