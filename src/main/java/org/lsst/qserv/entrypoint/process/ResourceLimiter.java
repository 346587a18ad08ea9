// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the resource limits of a service, up to the hard limits of the container. */
final class ResourceLimiter {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceLimiter.class);

  private ResourceLimiter() {}

  /** Sets the limits of this process and returns the previous ones. */
  static Map<ResourceLimits.Resource, Long> apply(SystemCalls system, ServiceCommand command) {
    Map<ResourceLimits.Resource, Long> before = new EnumMap<>(ResourceLimits.Resource.class);
    command
        .limits()
        .values()
        .forEach((resource, requested) -> {
          before.put(resource, system.setSoftLimit(resource, requested));
          warnIfLess(resource, requested, system.allowed(resource, requested));
        });
    return before;
  }

  private static void warnIfLess(ResourceLimits.Resource resource, long requested, long allowed) {
    if (Long.compareUnsigned(allowed, requested) < 0) {
      LOG.warn(
          "limit={} requested={} allowed={}"
              + " fix=\"start the container with a higher hard limit (--ulimit)\"",
          resource.name().toLowerCase(Locale.ROOT),
          requested,
          allowed);
    }
  }
}
