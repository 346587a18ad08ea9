// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lsst.qserv.entrypoint.cluster.description.Endpoint;
import org.lsst.qserv.entrypoint.cluster.description.Target;
import org.lsst.qserv.entrypoint.cluster.report.Fact;
import org.lsst.qserv.entrypoint.cluster.report.FactName;
import org.lsst.qserv.entrypoint.cluster.report.ProblemKind;
import org.lsst.qserv.entrypoint.host.TimeSource;
import org.lsst.qserv.entrypoint.host.UtcTime;
import org.lsst.qserv.entrypoint.readiness.Check;
import org.lsst.qserv.entrypoint.readiness.Checker;
import org.lsst.qserv.entrypoint.readiness.ServiceReply;
import org.lsst.qserv.entrypoint.readiness.TcpConnector;

/** Checks services of Qserv with the checks of the catalog. */
final class ServiceProbe {
  static final String READY = "ready";

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int MAX_ERROR = 200;

  private final TimeSource time;
  private final Duration timeout;

  ServiceProbe(TimeSource time, Duration timeout) {
    this.time = time;
    this.timeout = timeout;
  }

  Observation observe(Target target, Endpoint.Port port) {
    Check.Tcp tcp = port.check();
    try (Socket _ = TcpConnector.connect(tcp.host(), tcp.port(), timeout)) {
      return Observation.of(
          target, Map.of(FactName.STATE, Fact.of(READY, tcp.toString(), time.now())));
    } catch (IOException e) {
      return Observation.failed(
          target, NetworkTrouble.of(e, tcp.host() + ":" + tcp.port(), timeout));
    }
  }

  Observation observe(Target target, Endpoint.Service service) {
    Check.Http check = service.check();
    Reply reply = get(check, timeout);
    Instant now = time.now();
    Map<FactName, Fact> facts = new EnumMap<>(FactName.class);
    String source = source(check.uri());
    if (reply.trouble() != null) {
      return Observation.failed(target, reply.trouble());
    }
    JsonReply json = reply.json();
    facts.put(FactName.STATE, Fact.of(READY, source, now));
    reply
        .certificateEnd()
        .ifPresent(end ->
            facts.put(FactName.CERTIFICATE_EXPIRES, Fact.of(UtcTime.format(end), source, now)));
    json.number("version")
        .ifPresent(version -> facts.put(FactName.VERSION, Fact.of(version, source, now)));
    json.text("id")
        .filter(id -> !id.isEmpty())
        .ifPresent(id -> facts.put(FactName.IDENTITY, Fact.of(id, source, now)));
    json.text("instance_id")
        .filter(id -> !id.isEmpty())
        .ifPresent(id -> facts.put(FactName.INSTANCE, Fact.of(id, source, now)));
    return Observation.of(target, facts);
  }

  /** Returns the source of a fact, for the report. */
  static String source(URI uri) {
    return "HTTP " + uri;
  }

  /**
   * The reply of a service, or why there is none.
   *
   * @param json without members if there is a trouble
   * @param certificateEnd when the certificate of the service expires; empty without TLS
   */
  record Reply(JsonReply json, @Nullable Trouble trouble, Optional<Instant> certificateEnd) {}

  /** Sends a request within a time limit. */
  Reply get(Check.Http check, Duration limit) {
    String address = check.uri().getHost() + ":" + check.uri().getPort();
    try {
      ServiceReply reply = new Checker(limit).get(check);
      return interpret(reply, check.uri());
    } catch (IOException e) {
      return failed(NetworkTrouble.of(e, address, timeout));
    }
  }

  private static Reply interpret(ServiceReply reply, URI uri) {
    if (reply.status() == UNAUTHORIZED || reply.status() == FORBIDDEN) {
      return failed(
          new Trouble(
              ProblemKind.ACCESS_DENIED,
              "HTTP status " + reply.status() + " from " + uri,
              "correct the user, password or key of the description"));
    }
    if (reply.status() != OK) {
      return bad("HTTP status " + reply.status() + " from " + uri);
    }
    JsonReply json = JsonReply.parse(reply.body()).orElse(new JsonReply(Map.of()));
    return json.isSuccess()
        ? new Reply(json, null, reply.certificateEnd())
        : bad(
            uri
                + " reports: "
                + json.text("error")
                    .filter(error -> !error.isBlank())
                    .map(ServiceProbe::shortened)
                    .orElse("no success"));
  }

  private static String shortened(String error) {
    String line = error.lines().findFirst().orElse("");
    return line.length() > MAX_ERROR ? line.substring(0, MAX_ERROR) + "…" : line;
  }

  private static Reply bad(String text) {
    return failed(new Trouble(ProblemKind.BAD, text, "check the log of the component"));
  }

  private static Reply failed(Trouble trouble) {
    return new Reply(new JsonReply(Map.of()), trouble, Optional.empty());
  }
}
