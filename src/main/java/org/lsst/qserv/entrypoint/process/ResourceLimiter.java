// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the resource limits of a service, within what the container allows. */
final class ResourceLimiter {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceLimiter.class);

  private ResourceLimiter() {}

  /** Sets the limits of this process and tells which held before. */
  static Map<ResourceLimits.Resource, Long> apply(SystemCalls system, ServiceCommand command) {
    Map<ResourceLimits.Resource, Long> before = new EnumMap<>(ResourceLimits.Resource.class);
    command
        .limits()
        .values()
        .forEach((resource, wanted) -> {
          before.put(resource, system.setSoftLimit(resource, wanted));
          warnIfLess(resource, wanted, system.allowed(resource, wanted));
        });
    return before;
  }

  private static void warnIfLess(ResourceLimits.Resource resource, long wanted, long allowed) {
    if (Long.compareUnsigned(allowed, wanted) < 0) {
      LOG.warn(
          "limit={} wanted={} allowed={}: start the container with a higher hard limit (--ulimit)",
          resource.name().toLowerCase(Locale.ROOT),
          wanted,
          allowed);
    }
  }
}
