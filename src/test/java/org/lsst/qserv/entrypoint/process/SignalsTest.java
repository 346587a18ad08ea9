// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.lsst.qserv.entrypoint.TestHost;
import org.lsst.qserv.entrypoint.host.Host;
import sun.misc.Signal;

/** Tests several listeners of a signal. SIGHUP does not terminate the tests. */
@ResourceLock("signals")
final class SignalsTest {
  @TempDir Path root;

  @Test
  void notifiesAllListenersIncludingThoseAddedAfterTheSignal() throws InterruptedException {
    Host host = new TestHost(root).host();
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
