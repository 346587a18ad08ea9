// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint.ExpectedSchema;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.FactValue;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.failure.Failure;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.host.UtcTime;
import org.lsst.qserv.entrypoint.schema.migrate.Progress;
import org.lsst.qserv.entrypoint.schema.migrate.SchemaObservation;
import org.lsst.qserv.entrypoint.settings.type.DatabaseUrl;

/** Observes databases with the status account, in one short session for each. */
final class DatabaseProbe {
  private static final Trouble UNREADABLE_JOURNAL =
      new Trouble(
          ProblemKind.ACCESS_DENIED,
          "the account cannot read the journal of schema upgrades, so an interrupted upgrade is not"
              + " detected",
          "use the account of database.status-password, or grant SELECT on qservSchemaJournal.*");

  private final TimeSource time;
  private final Duration timeout;

  DatabaseProbe(TimeSource time, Duration timeout) {
    this.time = time;
    this.timeout = timeout;
  }

  Observation observe(Target target, Endpoint.Database database) {
    DatabaseUrl url = database.url();
    try {
      return observed(
          target,
          SchemaObservation.read(url, database.schema().map(ExpectedSchema::database), timeout),
          "SQL " + url.user() + "@" + url.address());
    } catch (SQLException e) {
      return Observation.failed(target, NetworkTrouble.of(e, url, timeout));
    } catch (Failure e) {
      return Observation.failed(target, NetworkTrouble.of(e));
    }
  }

  private Observation observed(Target target, SchemaObservation found, String source) {
    Instant now = time.now();
    Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
    facts.put(FactName.STATE, Fact.of(ServiceProbe.READY, source, now));
    facts.put(FactName.MARIADB, Fact.of(found.server(), source, now));
    Instant started = Instant.ofEpochSecond(now.minus(found.uptime()).getEpochSecond());
    facts.put(FactName.SINCE, Fact.of(UtcTime.format(started), source, now));
    found
        .certificateEnd()
        .ifPresent(end ->
            facts.put(FactName.CERTIFICATE_EXPIRES, Fact.of(UtcTime.format(end), source, now)));
    found
        .version()
        .ifPresent(version ->
            facts.put(
                FactName.SCHEMA,
                version.isInitialized()
                    ? Fact.of(version.number(), source, now)
                    : Fact.of(version.toString(), source, now)));
    found
        .upgrade()
        .ifPresent(
            upgrade -> facts.put(FactName.JOURNAL, Fact.of(journal(upgrade, now), source, now)));
    Optional<Trouble> trouble =
        found.journalReadable() ? Optional.empty() : Optional.of(UNREADABLE_JOURNAL);
    return new Observation(
        target, trouble, facts, found.version(), found.upgrade(), Optional.empty());
  }

  private static Map<String, FactValue> journal(Progress upgrade, Instant now) {
    Map<String, FactValue> fields = new LinkedHashMap<>();
    fields.put("from", new FactValue.Text(upgrade.from().toString()));
    fields.put("to", new FactValue.Text(upgrade.to().toString()));
    fields.put("step", new FactValue.Whole(upgrade.step()));
    fields.put("steps", new FactValue.Whole(upgrade.steps()));
    fields.put("statement", new FactValue.Text(upgrade.summary()));
    fields.put("location", new FactValue.Text(upgrade.location()));
    Instant start = Instant.ofEpochSecond(now.minus(upgrade.elapsed()).getEpochSecond());
    fields.put("since", new FactValue.Text(UtcTime.format(start)));
    fields.put("session", new FactValue.Text(upgrade.upgradingSession().orElse("")));
    return fields;
  }
}
