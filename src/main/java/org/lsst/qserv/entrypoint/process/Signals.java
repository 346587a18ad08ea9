package org.lsst.qserv.entrypoint.process;

import java.util.List;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** What the launcher itself does on signals. */
public final class Signals {
  private static final List<SignalName> TERMINATIONS =
      List.of(SignalName.TERM, SignalName.INT, SignalName.HUP);
  private static final List<SignalName> FORWARDED =
      List.of(SignalName.TERM, SignalName.INT, SignalName.HUP, SignalName.USR1, SignalName.USR2);

  private Signals() {}

  /**
   * Lets a termination end the process by the kernel's own doing. From here to the first
   * instruction of the service there is no moment in which a signal could be taken by the JVM and
   * lost.
   */
  public static void leaveTerminationToTheKernel() {
    TERMINATIONS.forEach(name -> Signal.handle(signal(name), SignalHandler.SIG_DFL));
  }

  /** Tells of each signal that a person sends to the container; SIGQUIT stays the JVM's. */
  static void handle(Consumer<SignalName> receiver) {
    FORWARDED.forEach(name -> Signal.handle(signal(name), any -> receiver.accept(name)));
  }

  /** Tells of the signals that ask for an end. */
  public static void onTermination(Consumer<SignalName> receiver) {
    TERMINATIONS.forEach(name -> Signal.handle(signal(name), any -> receiver.accept(name)));
  }

  private static Signal signal(SignalName name) {
    return new Signal(name.name());
  }
}
