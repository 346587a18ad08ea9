// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.host.Host;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** What the launcher itself does on signals. */
public final class Signals {
  private static final List<SignalName> TERMINATIONS =
      List.of(SignalName.TERM, SignalName.INT, SignalName.HUP);
  private static final List<SignalName> FORWARDED =
      List.of(SignalName.TERM, SignalName.INT, SignalName.HUP, SignalName.USR1, SignalName.USR2);

  /** What the JVM calls the threads that handle these. */
  private static final Set<String> HANDLERS =
      Set.of("SIGTERM handler", "SIGINT handler", "SIGHUP handler");

  private Signals() {}

  /**
   * From here on a termination ends the process by the kernel's own doing. Until now the JVM took
   * it, and ends the process a moment later, in a thread of its own: if it has taken one, this
   * waits for that end.
   */
  static void leaveTerminationToTheKernel(SystemCalls system) {
    // The JVM's own table stays as it is, so that what it has taken, and not handled yet, still
    // counts.
    TERMINATIONS.forEach(name -> system.restoreDefault(name.number()));
    CountDownLatch dispatched = new CountDownLatch(1);
    // It hands out what it has taken by number, the lowest first: this one comes after all
    // terminations.
    Signal last = new Signal("SYS");
    Signal.handle(last, any -> dispatched.countDown());
    Signal.raise(last);
    try {
      dispatched.await();
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (HANDLERS.contains(thread.getName())) {
          thread.join(); // never returns: it ends the process
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Signal.handle(last, SignalHandler.SIG_DFL);
  }

  /** Tells of each signal that a person sends to the container; SIGQUIT stays the JVM's. */
  public static void handle(Host host, Consumer<SignalName> receiver) {
    IgnoredSignals.restoreDefaults(host, new SystemCalls());
    FORWARDED.forEach(name -> Signal.handle(signal(name), any -> receiver.accept(name)));
  }

  /**
   * Tells of the signals that ask for an end. Who asked for that before is told, too, and who comes
   * later is told of those that came before.
   */
  public static void onTermination(Host host, Consumer<SignalName> receiver) {
    IgnoredSignals.restoreDefaults(host, new SystemCalls());
    TERMINATIONS.forEach(name -> new Receiver(name, receiver).install());
  }

  /** Tells when an end is wanted; a lost terminal is no such wish. */
  public static void onEndWanted(Host host, Runnable receiver) {
    onTermination(
        host,
        signal -> {
          if (signal != SignalName.HUP) {
            receiver.run();
          }
        });
  }

  private static final class Receiver implements SignalHandler {
    private final SignalName name;
    private final Consumer<SignalName> receiver;
    private SignalHandler before = SignalHandler.SIG_DFL;
    private boolean told;

    Receiver(SignalName name, Consumer<SignalName> receiver) {
      this.name = name;
      this.receiver = receiver;
    }

    /** A signal that comes meanwhile waits, so that none is told to one of the two only. */
    synchronized void install() {
      before = Signal.handle(signal(name), this);
      if (before instanceof Receiver other && other.isTold()) {
        tell();
      }
    }

    private synchronized boolean isTold() {
      return told;
    }

    private void tell() {
      told = true;
      receiver.accept(name);
    }

    @Override
    public synchronized void handle(Signal signal) {
      tell();
      if (before instanceof Receiver other) {
        other.handle(signal);
      }
    }
  }

  private static Signal signal(SignalName name) {
    return new Signal(name.name());
  }
}
