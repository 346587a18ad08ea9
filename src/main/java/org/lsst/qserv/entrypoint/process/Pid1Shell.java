// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lsst.qserv.entrypoint.host.Host;

/**
 * A shell as PID 1 that waits for this process, directly or through others such as {@code su}. It
 * receives the stop signal of the container, but the kernel drops the signal, because the default
 * action does not apply to PID 1.
 *
 * @param name the shell and its script, if any: {@code bash /start.sh}
 * @param isParent whether it started this process itself
 */
public record Pid1Shell(String name, boolean isParent) {
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh", "busybox");

  private static final long INIT = 1;

  /** More than the number of processes between a shell and this process in practice. */
  private static final int MAX_ANCESTORS = 64;

  /** The bit of SIGTERM in the masks of {@code proc(5)}. */
  private static final long SIGTERM = 1L << (15 - 1);

  /** Returns the shell, if PID 1 is one and does not handle the signal. */
  public static Optional<Pid1Shell> find(Host host) {
    try {
      long parent = parent(host, "self");
      return descendsFromInit(host, parent) && hasDefaultDisposition(host)
          ? shell(host).map(name -> new Pid1Shell(name, parent == INIT))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // a process has exited, or /proc is not accessible
    }
  }

  /** Returns the description of the problem. */
  public String what() {
    return "PID 1 is a shell ("
        + name
        + ") that waits for entrypoint: no SIGTERM will reach the service";
  }

  /** Returns how to fix the problem. */
  public String fix() {
    return isParent
        ? "use 'exec entrypoint …' as the last line of the script"
        : "use 'exec' for each command in between: exec su USER -c '… && exec entrypoint …';"
            + " or start entrypoint as root: it switches to ENTRYPOINT_USER";
  }

  /** Returns whether this process descends from PID 1, unlike one of {@code docker exec}. */
  private static boolean descendsFromInit(Host host, long parent) throws IOException {
    long ancestor = parent;
    for (int i = 0; i < MAX_ANCESTORS && ancestor > INIT; i++) {
      ancestor = parent(host, String.valueOf(ancestor));
    }
    return ancestor == INIT;
  }

  private static long parent(Host host, String process) throws IOException {
    return Long.parseLong(status(host, process, "PPid:"));
  }

  /**
   * Returns whether the shell neither ignores SIGTERM, as interactive shells do, nor handles it
   * with a trap.
   */
  private static boolean hasDefaultDisposition(Host host) throws IOException {
    String process = String.valueOf(INIT);
    long handled =
        Long.parseUnsignedLong(status(host, process, "SigCgt:"), 16)
            | Long.parseUnsignedLong(status(host, process, "SigIgn:"), 16);
    return (handled & SIGTERM) == 0;
  }

  private static String status(Host host, String process, String field) throws IOException {
    return Files.readAllLines(host.system("proc/" + process + "/status")).stream()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).strip())
        .findFirst()
        .orElse("0");
  }

  /**
   * Returns the shell and its script. The command line contains the shell even if the process has
   * the name of its script.
   */
  private static Optional<String> shell(Host host) throws IOException {
    String line =
        Files.readString(host.system("proc/" + INIT + "/cmdline"), StandardCharsets.ISO_8859_1);
    List<String> arguments = List.of(line.split("\0", -1));
    String program = String.valueOf(Path.of(arguments.getFirst()).getFileName());
    String shell = program.startsWith("-") ? program.substring(1) : program;
    if (!SHELLS.contains(shell)) {
      return Optional.empty();
    }
    boolean hasScript = arguments.size() > 1 && arguments.get(1).startsWith("/");
    return Optional.of(hasScript ? shell + " " + arguments.get(1) : shell);
  }
}
