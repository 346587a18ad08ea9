package org.lsst.qserv.entrypoint.plan;

import java.util.Optional;

/** What is launched: a role, or one component of it. */
public record Target(String role, Optional<String> component) {
  @Override
  public String toString() {
    return component.map(name -> role + " " + name).orElse(role);
  }
}
