// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.lsst.qserv.entrypoint.host.Host;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Handles the signals that the launcher receives. */
public final class Signals {
  private static final List<SignalName> TERMINATIONS =
      List.of(SignalName.TERM, SignalName.INT, SignalName.HUP);

  /** Signals that the {@code entrypoint} command ignores as long as no service runs. */
  private static final List<SignalName> SERVICE_ONLY = List.of(SignalName.USR1, SignalName.USR2);

  /** The names of the JVM's threads that handle these signals. */
  private static final Set<String> HANDLERS =
      Set.of("SIGTERM handler", "SIGINT handler", "SIGHUP handler");

  private Signals() {}

  /**
   * Restores the default action of termination signals, so that the kernel terminates the process.
   * The JVM handles such a signal in another thread with a delay. If it has received one already,
   * this method never returns, because that thread terminates the process.
   */
  static void restoreKernelTermination(SystemCalls system) {
    // This keeps the JVM's own table of handlers, so that it still handles the signals that it has
    // received.
    TERMINATIONS.forEach(name -> system.restoreDefault(name.number()));
    CountDownLatch dispatched = new CountDownLatch(1);
    // The JVM dispatches pending signals in the order of their numbers: this one follows all
    // termination signals.
    Signal last = new Signal("SYS");
    Signal.handle(last, any -> dispatched.countDown());
    Signal.raise(last);
    try {
      dispatched.await();
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (HANDLERS.contains(thread.getName())) {
          thread.join(); // never returns: it terminates the process
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Signal.handle(last, SignalHandler.SIG_DFL);
  }

  /**
   * Calls the receiver for each signal that is forwarded to services. SIGQUIT is left to the JVM.
   */
  public static void handle(Host host, Consumer<SignalName> receiver) {
    // before the restoration: their default action would terminate the launcher
    handle(SERVICE_ONLY, receiver);
    IgnoredSignals.restoreDefaults(host, new SystemCalls());
    handle(TERMINATIONS, receiver);
  }

  private static void handle(List<SignalName> names, Consumer<SignalName> receiver) {
    names.forEach(name -> Signal.handle(signal(name), any -> receiver.accept(name)));
  }

  /**
   * Calls the receiver for each termination signal. Receivers that were installed before are
   * called, too, and a receiver that is installed later is called for the signals that arrived
   * before.
   *
   * @return closing it restores the previous handlers
   */
  public static Registration onTermination(Host host, Consumer<SignalName> receiver) {
    IgnoredSignals.restoreDefaults(host, new SystemCalls(), TERMINATIONS);
    List<Receiver> receivers =
        TERMINATIONS.stream().map(name -> new Receiver(name, receiver)).toList();
    receivers.forEach(Receiver::install);
    return () -> receivers.forEach(Receiver::uninstall);
  }

  /** An installed receiver of signals. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Calls the receiver when SIGTERM or SIGINT requests a shutdown. SIGHUP is ignored: it reports
   * only a lost terminal.
   */
  public static void onShutdownRequested(Host host, Runnable receiver) {
    var _ =
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
    private boolean received;

    Receiver(SignalName name, Consumer<SignalName> receiver) {
      this.name = name;
      this.receiver = receiver;
    }

    /**
     * Synchronized, so that a signal that arrives during the call reaches both the old and the new
     * receiver.
     */
    synchronized void install() {
      before = Signal.handle(signal(name), this);
      if (before instanceof Receiver other && other.hasReceived()) {
        notifyReceiver();
      }
    }

    /** Restores the previous handler. A later receiver that was installed over this one is kept. */
    synchronized void uninstall() {
      SignalHandler current = Signal.handle(signal(name), before);
      if (current != this) {
        Signal.handle(signal(name), current);
      }
    }

    private synchronized boolean hasReceived() {
      return received;
    }

    private void notifyReceiver() {
      received = true;
      receiver.accept(name);
    }

    @Override
    public synchronized void handle(Signal signal) {
      notifyReceiver();
      if (before instanceof Receiver other) {
        other.handle(signal);
      }
    }
  }

  private static Signal signal(SignalName name) {
    return new Signal(name.name());
  }
}
