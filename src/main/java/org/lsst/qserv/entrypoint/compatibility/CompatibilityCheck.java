// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Judges an upgrade by the facts before and after it. A pure function. The rules are in
 * docs/compatibility.md.
 */
public final class CompatibilityCheck {
  static final String RELEASE_LINE = "release-line";
  static final String MARIADB = "mariadb";
  static final String PROTOCOL_PREFIX = "protocols.";
  static final String SCHEMA_PREFIX = "schemas.";

  private static final String ABSENT = "not in the document";

  private final ImageFacts from;
  private final ImageFacts to;
  private final List<Finding> findings = new ArrayList<>();

  private CompatibilityCheck(ImageFacts from, ImageFacts to) {
    this.from = from;
    this.to = to;
  }

  /** The judgment on one fact whose two values are known. */
  private record Judgment(UpgradeVerdict effect, String reason) {}

  /** Returns the verdict on an upgrade, with a finding for each fact. */
  public static Assessment assess(ImageFacts from, ImageFacts to) {
    CompatibilityCheck check = new CompatibilityCheck(from, to);
    check.judge(
        RELEASE_LINE,
        from.releaseLine(),
        to.releaseLine(),
        equality("services of different release lines do not work together"));
    check.judge("rest.version", from.rest().version(), to.rest().version(), check::rest);
    check.judgeProtocols();
    check.judgeSchemas();
    check.judge(MARIADB, from.mariadb(), to.mariadb(), CompatibilityCheck::mariadb);
    return new Assessment(from, to, check.findings, ScriptWarnings.of(from, to));
  }

  private <T> void judge(
      String name, ImageFact<T> old, ImageFact<T> target, BiFunction<T, T, Judgment> rule) {
    Judgment judgment =
        old.isKnown() && target.isKnown()
            ? rule.apply(old.value().orElseThrow(), target.value().orElseThrow())
            : new Judgment(UpgradeVerdict.UNKNOWN, unknown(old, target));
    findings.add(
        new Finding(name, old.text(), target.text(), judgment.effect(), judgment.reason()));
  }

  private static String unknown(ImageFact<?> old, ImageFact<?> target) {
    List<String> reasons = new ArrayList<>();
    if (!old.isKnown()) {
      reasons.add("unknown before the upgrade: " + old.source());
    }
    if (!target.isKnown()) {
      reasons.add("unknown after the upgrade: " + target.source());
    }
    return String.join("; ", reasons);
  }

  private static BiFunction<String, String, Judgment> equality(String reason) {
    return (old, target) ->
        old.equals(target)
            ? new Judgment(UpgradeVerdict.ROLLING, "equal")
            : new Judgment(UpgradeVerdict.MAINTENANCE, reason);
  }

  private Judgment rest(int old, int target) {
    if (target == old) {
      return new Judgment(UpgradeVerdict.ROLLING, "equal");
    }
    if (target < old) {
      return new Judgment(
          UpgradeVerdict.MAINTENANCE,
          "falls, so the new registry rejects services not yet restarted");
    }
    Optional<Integer> oldest = to.rest().oldestAccepted().value();
    if (oldest.isEmpty()) {
      return new Judgment(
          UpgradeVerdict.UNKNOWN,
          "the oldest version that the new registry accepts is unknown: "
              + to.rest().oldestAccepted().source());
    }
    String accepted = "the new registry accepts versions from " + oldest.get() + " on";
    if (old < oldest.get()) {
      return new Judgment(UpgradeVerdict.MAINTENANCE, accepted);
    }
    return new Judgment(UpgradeVerdict.ROLLING, "rises; " + accepted);
  }

  private void judgeProtocols() {
    Set<String> names = union(from.protocols(), to.protocols());
    for (String name : names) {
      judge(
          PROTOCOL_PREFIX + name,
          from.protocols().getOrDefault(name, ImageFact.unknown(ABSENT)),
          to.protocols().getOrDefault(name, ImageFact.unknown(ABSENT)),
          equality("services with different protocols do not work together"));
    }
    requireSome("protocols", names);
  }

  private void judgeSchemas() {
    Set<String> names = union(from.schemas(), to.schemas());
    for (String name : names) {
      judge(
          SCHEMA_PREFIX + name,
          schemaVersion(from, name),
          schemaVersion(to, name),
          CompatibilityCheck::schema);
    }
    requireSome("schemas", names);
  }

  private static ImageFact<Integer> schemaVersion(ImageFacts facts, String name) {
    SchemaFacts schema = facts.schemas().get(name);
    return schema == null ? ImageFact.unknown(ABSENT) : schema.version();
  }

  private static Judgment schema(int old, int target) {
    if (target < old) {
      return new Judgment(UpgradeVerdict.IMPOSSIBLE, "downgrades of a schema are not supported");
    }
    return target > old
        ? new Judgment(UpgradeVerdict.MAINTENANCE, "the schema must be upgraded")
        : new Judgment(UpgradeVerdict.ROLLING, "equal");
  }

  private static Judgment mariadb(String old, String target) {
    Optional<ServerSeries> before = ServerSeries.of(old);
    Optional<ServerSeries> after = ServerSeries.of(target);
    if (before.isEmpty() || after.isEmpty()) {
      return new Judgment(UpgradeVerdict.UNKNOWN, "not a version of MariaDB");
    }
    int change = after.get().compareTo(before.get());
    if (change < 0) {
      return new Judgment(
          UpgradeVerdict.IMPOSSIBLE,
          "MariaDB " + after.get() + " cannot use the files of a newer series");
    }
    return change > 0
        ? new Judgment(
            UpgradeVerdict.MAINTENANCE, "the databases must be upgraded to the new series")
        : new Judgment(UpgradeVerdict.ROLLING, "same series");
  }

  /** Without names, nothing would be compared, and nothing would prevent a rolling upgrade. */
  private void requireSome(String name, Set<String> names) {
    if (names.isEmpty()) {
      judge(name, ImageFact.<String>unknown(ABSENT), ImageFact.unknown(ABSENT), equality(""));
    }
  }

  private static Set<String> union(Map<String, ?> some, Map<String, ?> others) {
    Set<String> names = new TreeSet<>(some.keySet());
    names.addAll(others.keySet());
    return names;
  }
}
