// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.cluster.description;

import java.util.ArrayList;
import java.util.List;
import org.lsst.qserv.entrypoint.failure.Problem;
import org.lsst.qserv.entrypoint.failure.Problems;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.settings.Settings;
import org.lsst.qserv.entrypoint.settings.source.BundledFiles;

/** Reads the descriptions of instances from the settings {@code cluster.…}. */
public final class InstanceDescriptions {
  private static final String SETTING = "cluster.instances";

  private InstanceDescriptions() {}

  /**
   * Returns the instances in the order of their identifiers. Passwords are read from their files.
   *
   * @param settings the settings of this process
   * @throws org.lsst.qserv.entrypoint.failure.Failure with exit code 78 and all problems
   */
  public static List<InstanceDescription> read(Settings settings, Host host, BundledFiles bundled) {
    Problems problems = new Problems();
    settings.problems().found().forEach(problems::add);
    List<InstanceDescription> instances = new ArrayList<>();
    settings
        .given(SETTING)
        .map(value -> new Fields(SETTING, value, problems))
        .ifPresent(fields -> {
          InstanceReader reader = new InstanceReader(host, bundled, problems);
          fields
              .members()
              .forEach((id, value) ->
                  instances.add(reader.read(id, new Fields(fields.path(id), value, problems))));
        });
    if (instances.isEmpty() && problems.found().isEmpty()) {
      problems.add(
          Problem.configuration(
              SETTING + " is empty",
              "describe the instance in a file, and add --instance FILE; docs/cluster-status.md has"
                  + " an example"));
    }
    problems.throwIfAny("the description of the instances");
    return instances;
  }
}
