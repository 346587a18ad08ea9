// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lsst.qserv.entrypoint.TestedLine;

/** Roles of the tested release line whose services only sleep and depend on nothing. */
final class SleepingServices {
  static final TestedLine LINE = TestedLine.CURRENT;

  /** A role without its database, and two of its components. */
  static final String ROLE = LINE.role();

  static final String FIRST = LINE.components().getFirst();
  static final String SECOND = LINE.components().getLast();

  private static final String CONFIG = "/tmp/sleeping.conf";
  private static final String SLEEPS =
      " { command = [sleep, infinity], args = null, files = [], waits = [], schema = null,"
          + " required = [], ready = null, lock = null, constraints = [] }\n";

  private SleepingServices() {}

  /** Returns a container with one component. */
  static Container.Builder component(String component, String... options) {
    return of(List.of(ROLE, component), LINE.components(), options);
  }

  /** Returns a container with a worker, whose database is real. */
  static Container.Builder worker(String... options) {
    return of(List.of("worker"), LINE.workerServices(), options);
  }

  private static Container.Builder of(
      List<String> target, List<String> sleeping, String... options) {
    List<String> command = new ArrayList<>(List.of("entrypoint"));
    command.addAll(target);
    command.addAll(List.of("--config", CONFIG));
    command.addAll(List.of(options));
    String components = sleeping.stream().map(name -> name + SLEEPS).collect(Collectors.joining());
    return Container.of(Image.DEVELOPMENT, command.toArray(String[]::new))
        .file(
            CONFIG, "catalog.roles." + target.getFirst() + ".components {\n" + components + "}\n");
  }
}
