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
 * gets the container's stop signal, and the kernel drops it: PID 1 has no default disposition.
 *
 * @param name the shell and its script, if it runs one: {@code bash /start.sh}
 * @param isParent whether it started this process itself
 */
public record WaitingShell(String name, boolean isParent) {
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh", "busybox");

  private static final long INIT = 1;

  /** Ample: between a shell and this process are few others. */
  private static final int MOST_ANCESTORS = 64;

  /** The bit of SIGTERM in the masks of {@code proc(5)}. */
  private static final long SIGTERM = 1L << (15 - 1);

  /** Returns the shell, if there is one and it does not handle the signal itself. */
  public static Optional<WaitingShell> find(Host host) {
    try {
      long parent = parent(host, "self");
      return descendsFromInit(host, parent) && hasDefaultDisposition(host)
          ? shell(host).map(name -> new WaitingShell(name, parent == INIT))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // a process has ended, or /proc is hidden
    }
  }

  /** What a person sees. */
  public String what() {
    return "PID 1 is a shell ("
        + name
        + ") that waits for entrypoint: no SIGTERM will reach the service";
  }

  /** What a person can do about it. */
  public String fix() {
    return isParent
        ? "write 'exec entrypoint …' as the last line of the script"
        : "write 'exec' before each command on the way: exec su USER -c '… && exec entrypoint …';"
            + " or start entrypoint as root, it continues as ENTRYPOINT_USER";
  }

  /** A process of {@code docker exec} has another ancestor. */
  private static boolean descendsFromInit(Host host, long parent) throws IOException {
    long ancestor = parent;
    for (int i = 0; i < MOST_ANCESTORS && ancestor > INIT; i++) {
      ancestor = parent(host, String.valueOf(ancestor));
    }
    return ancestor == INIT;
  }

  private static long parent(Host host, String process) throws IOException {
    return Long.parseLong(status(host, process, "PPid:"));
  }

  /** An interactive shell ignores the signal, and one with a trap passes it on. */
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

  /** The command line names the shell also where the process is called like its script. */
  private static Optional<String> shell(Host host) throws IOException {
    String line =
        Files.readString(host.system("proc/" + INIT + "/cmdline"), StandardCharsets.ISO_8859_1);
    List<String> words = List.of(line.split("\0", -1));
    String program = String.valueOf(Path.of(words.getFirst()).getFileName());
    String shell = program.startsWith("-") ? program.substring(1) : program;
    if (!SHELLS.contains(shell)) {
      return Optional.empty();
    }
    boolean hasScript = words.size() > 1 && words.get(1).startsWith("/");
    return Optional.of(hasScript ? shell + " " + words.get(1) : shell);
  }
}
