// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One expected component on one host.
 *
 * @param endpoint how it is checked
 * @param modes the names of the modes in which it runs
 * @param heartbeat how it registers in the registry; empty if it does not
 * @param reports the URL of each kind of report that it offers, on its host
 */
public record Target(
    String role,
    String host,
    String component,
    Endpoint endpoint,
    Set<String> modes,
    Optional<HeartbeatRule> heartbeat,
    Map<String, URI> reports) {
  public Target {
    modes = Set.copyOf(modes);
    reports = Map.copyOf(reports);
  }

  /** The kind of report that the control port of the component's launcher offers. */
  public static final String LAUNCHER = "launcher";

  /**
   * Returns this target, whose launcher reports its state on a port of the host.
   *
   * @param scheme {@code http} or {@code https}
   */
  Target withControlPort(String scheme, int port) {
    Map<String, URI> all = new TreeMap<>(reports);
    all.put(LAUNCHER, HostUrl.of(scheme, host, port, "/status", null).orElseThrow());
    return new Target(role, host, component, endpoint, modes, heartbeat, all);
  }

  /** Returns the component with its host, such as {@code worker svc on worker-3}. */
  @Override
  public String toString() {
    return role + " " + component + " on " + host;
  }
}
