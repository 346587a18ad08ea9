package org.lsst.qserv.entrypoint.plan;

import java.util.List;
import org.lsst.qserv.entrypoint.mode.ModeInForce;

/**
 * What a launch will do; nothing of it is done yet.
 *
 * @param why why it ends in this way, for people
 */
public record LaunchPlan(Target target, ModeInForce mode, Ending ending, String why) {

  /** The components that are started, in order. */
  public List<Start> starts() {
    return ending.starts();
  }
}
