package org.lsst.qserv.entrypoint.database;

import java.util.List;

/**
 * What lies between a server's state and the desired one.
 *
 * @param module whose desired state it is
 * @param server where the server is
 * @param changes the steps, in order; empty if there is nothing to do
 * @param surplus what is there and not desired, and stays
 * @param warnings what is desired and cannot be had
 */
public record Difference(
    String module,
    String server,
    List<Change> changes,
    List<String> surplus,
    List<String> warnings) {
  public Difference {
    changes = List.copyOf(changes);
    surplus = List.copyOf(surplus);
    warnings = List.copyOf(warnings);
  }
}
