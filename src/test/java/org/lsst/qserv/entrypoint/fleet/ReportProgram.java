// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.fleet;

import java.nio.file.Path;
import org.lsst.qserv.entrypoint.failure.Failure;

/** Resumes the report of its argument in a separate process, for {@link FleetReportTest}. */
final class ReportProgram {
  private ReportProgram() {}

  public static void main(String[] arguments) {
    try (FleetReport _ = FleetReport.resume(Path.of(arguments[0]), TestFleet.TARGET)) {
      System.out.println("resumed");
    } catch (Failure e) {
      System.out.println(e.getMessage());
      System.exit(e.exit().number());
    }
  }
}
