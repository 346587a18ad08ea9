// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.kubernetes.pods;

import java.util.concurrent.atomic.AtomicInteger;

/** The network of an instance. An address is never used twice. */
final class PodNetwork implements AutoCloseable {
  private static final int FIRST = 10;
  private static final int LAST = 250;

  private final Podman podman;
  private final String name;
  private final String prefix;
  private final AtomicInteger next = new AtomicInteger(FIRST);

  PodNetwork(Podman podman, String name) {
    this.podman = podman;
    this.name = name;
    podman.run("network", "rm", "--force", name);
    podman.output("network", "create", name);
    String subnet =
        podman.output("network", "inspect", "--format", "{{(index .Subnets 0).Subnet}}", name);
    this.prefix = subnet.substring(0, subnet.lastIndexOf('.') + 1);
  }

  String name() {
    return name;
  }

  /** Returns an address that no pod has had. */
  String newAddress() {
    int number = next.getAndIncrement();
    if (number > LAST) {
      throw new IllegalStateException("the network " + name + " has no more addresses");
    }
    return prefix + number;
  }

  @Override
  public void close() {
    podman.run("network", "rm", "--force", name);
  }
}
