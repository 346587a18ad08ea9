// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.host.Host;
import org.lsst.qserv.entrypoint.host.TimeSource;
import sun.misc.Signal;

/** Tests several listeners of a signal. SIGHUP does not terminate the tests. */
@ResourceLock("signals")
final class SignalsTest {
  @Test
  void notifiesAllListenersIncludingThoseAddedAfterTheSignal() throws InterruptedException {
    // the real root, because SIGHUP may be ignored in this process, such as below nohup
    Host host =
        new Host(Map.of(), System.in, System.out, System.err, TimeSource.real(), Path.of("/"));
    BlockingQueue<SignalName> first = new LinkedBlockingQueue<>();
    BlockingQueue<SignalName> second = new LinkedBlockingQueue<>();
    Signals.onTermination(host, first::add);
    Signal.raise(new Signal("HUP"));
    assertThat(first.poll(10, TimeUnit.SECONDS)).isEqualTo(SignalName.HUP);

    Signals.onTermination(host, second::add);
    assertThat(second.poll()).isEqualTo(SignalName.HUP);
    Signal.raise(new Signal("HUP"));
    assertThat(second.poll(10, TimeUnit.SECONDS)).isEqualTo(SignalName.HUP);
    assertThat(first.poll(10, TimeUnit.SECONDS)).isEqualTo(SignalName.HUP);
  }
}
