// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.collect;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * One entry of the registry, which never removes an entry.
 *
 * @param group such as {@code workers}
 * @param part the part of the entry; empty if the entry has none
 * @param name the identity of the service
 * @param host the host name that the service has sent
 * @param address the address of that host, as the registry has resolved it
 * @param heartbeat the time of the last heartbeat by the registry's clock
 * @param managementPort the port for managing the service; empty if it has none
 * @param source where it was read
 */
public record RegistryEntry(
    String group,
    String part,
    String name,
    String host,
    String address,
    Instant heartbeat,
    OptionalInt managementPort,
    String source) {

  /** Returns whether the entry is of a host of the description: its name, or its short name. */
  public boolean isOf(String expected) {
    return host.equals(expected)
        || host.startsWith(expected + ".")
        || expected.startsWith(host + ".")
        || address.equals(expected);
  }
}
