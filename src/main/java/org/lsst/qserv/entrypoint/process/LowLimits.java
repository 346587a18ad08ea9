// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.util.Optional;
import org.lsst.qserv.entrypoint.host.Host;

/**
 * The hard limits that the {@code entrypoint} command could not raise although it was started as
 * root.
 *
 * @param names such as {@code locked memory and open files}
 */
public record LowLimits(String names) {
  /** The variable that the command sets. */
  private static final String VARIABLE = "ENTRYPOINT_LOW_LIMITS";

  /** Returns these limits, if there are any. */
  public static Optional<LowLimits> find(Host host) {
    return Optional.ofNullable(host.environment().get(VARIABLE)).map(LowLimits::new);
  }

  /** Returns the description of the problem. */
  public String what() {
    return "cannot raise the limit of " + names;
  }

  /** Returns how to fix the problem. */
  public String fix() {
    return "use docker run --cap-add SYS_RESOURCE or --ulimit, or add the capability SYS_RESOURCE to"
        + " the pod";
  }
}
