// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One entry of the registry, which never removes an entry.
 *
 * @param group such as {@code workers}
 * @param part the part of the entry; empty if the entry has none
 * @param name the name under which the service has registered
 * @param id the identifier that it has sent with its name; empty if the name is its identifier
 * @param host the host name that the service has sent
 * @param address the address of that host, as the registry has resolved it
 * @param heartbeat the time of the last heartbeat by the registry's clock
 * @param read the time when the registry reported the entry, by the clock of this host
 * @param managementPort the port for managing the service; empty if it has none
 * @param source where it was read
 */
public record RegistryEntry(
    String group,
    String part,
    String name,
    Optional<String> id,
    String host,
    String address,
    Instant heartbeat,
    Instant read,
    OptionalInt managementPort,
    String source) {

  /** Returns the identity that the service itself reports. */
  public String identity() {
    return id.orElse(name);
  }

  /** Returns the age of the last heartbeat when the entry was read. */
  public Duration age() {
    return Duration.between(heartbeat, read);
  }

  /** Returns whether the entry is of a host of the description: its name, or its short name. */
  public boolean isOf(String expected) {
    return host.equals(expected)
        || host.startsWith(expected + ".")
        || expected.startsWith(host + ".")
        || address.equals(expected);
  }
}
