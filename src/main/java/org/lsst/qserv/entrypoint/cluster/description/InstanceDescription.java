// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.util.List;
import java.util.Optional;
import org.lsst.qserv.entrypoint.mode.Mode;

/**
 * One instance as it should be.
 *
 * @param id the instance identifier of its services
 * @param releaseLine the name of its release line
 * @param mode the mode that it should be in; empty if every mode is accepted
 * @param targets every expected component, in the order of the roles and hosts
 */
public record InstanceDescription(
    String id, String releaseLine, Optional<Mode> mode, List<Target> targets) {
  public InstanceDescription {
    targets = List.copyOf(targets);
  }
}
