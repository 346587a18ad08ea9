// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child process that receives a signal when the launcher exits, even if that
 * was killed. The {@code entrypoint} command asks the kernel for the signal in the child, checks
 * that the launcher still runs, and then executes the program; Java can run no code of its own
 * there.
 */
final class ChildCommand {
  /** The system property with the file of the command, which the command itself sets. */
  private static final String PROPERTY = "entrypoint.command";

  private static final Path ENTRYPOINT = find();

  private ChildCommand() {}

  private static Path find() {
    Path file = NativeFile.find(PROPERTY, "-entrypoint");
    if (!NativeFile.isInstalled(PROPERTY)) {
      file.toFile().deleteOnExit();
    }
    return file;
  }

  /**
   * Returns a command line. The kernel sends the signal when the thread that starts the child
   * exits, so that thread must live as long as the program.
   *
   * @param signal TERM or KILL
   * @param program the file of the program
   * @param command the name of the program, which is not used, and its arguments
   */
  static List<String> of(SignalName signal, Path program, List<String> command) {
    return wrapped(signal, List.of(), program, command);
  }

  /** As above, for a program that leads a session and a process group of its own. */
  static List<String> ofSession(SignalName signal, Path program, List<String> command) {
    return wrapped(signal, List.of("--new-session"), program, command);
  }

  private static List<String> wrapped(
      SignalName signal, List<String> options, Path program, List<String> command) {
    String launcher = Long.toString(ProcessHandle.current().pid());
    List<String> wrapped =
        new ArrayList<>(List.of(ENTRYPOINT.toString(), "exec-child", signal.name(), launcher));
    wrapped.addAll(options);
    wrapped.add(program.toString());
    wrapped.addAll(command.subList(1, command.size()));
    return wrapped;
  }
}
