// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.plan;

import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.catalog.Catalog;

/** What is launched: a role, or one component of it. */
public record LaunchTarget(String role, Optional<String> component) {
  /** The components that are meant: the one that is named, or all of the role. */
  Set<String> componentNames(Catalog catalog) {
    return component.map(Set::of).orElseGet(() -> catalog.componentNames(role));
  }

  @Override
  public String toString() {
    return component.map(name -> role + " " + name).orElse(role);
  }
}
