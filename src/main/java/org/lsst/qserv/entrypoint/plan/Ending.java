package org.lsst.qserv.entrypoint.plan;

import java.util.List;

/** What a launch ends in. */
public sealed interface Ending {

  /** The components that are started, in order. */
  List<Start> starts();

  /** The launcher becomes the service. */
  record Exec(Start start) implements Ending {
    @Override
    public List<Start> starts() {
      return List.of(start);
    }
  }

  /** The launcher stays and looks after its components, in this order. */
  record Supervise(List<Start> starts) implements Ending {}

  /** The launcher prepares its components, starts none, and ends with 0. */
  record Exit(List<Start> starts, String reason) implements Ending {}

  /** The launcher stays alive and runs nothing. */
  record Park(String reason) implements Ending {
    @Override
    public List<Start> starts() {
      return List.of();
    }
  }
}
