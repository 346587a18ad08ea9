package org.lsst.qserv.entrypoint.failure;

/**
 * One thing that a person can mend.
 *
 * @param exit the exit code if this is the only problem
 * @param what what is wrong and where it comes from, one line
 * @param fix what to do about it, one line
 */
public record Problem(ExitCode exit, String what, String fix) {

  /** A mistake on the command line. */
  public static Problem usage(String what, String fix) {
    return new Problem(ExitCode.USAGE, what, fix);
  }

  /** A mistake in the settings. */
  public static Problem configuration(String what, String fix) {
    return new Problem(ExitCode.CONFIGURATION, what, fix);
  }
}
