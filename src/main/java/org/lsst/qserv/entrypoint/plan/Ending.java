package org.lsst.qserv.entrypoint.plan;

import java.util.List;

/** What a launch ends in. */
public sealed interface Ending {

  /** The launcher becomes the service. */
  record Exec(Start start) implements Ending {}

  /** The launcher stays and looks after its components, in this order. */
  record Supervise(List<Start> starts) implements Ending {}

  /** The launcher stays alive and runs nothing. */
  record Park(String reason) implements Ending {}
}
