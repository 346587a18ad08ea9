// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The functions of the C library that the JDK has no other way to. Their native half is {@code
 * src/main/c/system_calls.c}.
 */
public final class SystemCalls {
  static final int ENOENT = 2;
  static final int EACCES = 13;

  public SystemCalls() {
    NativeLibrary.load();
  }

  private static native void sendSignal(long pid, int signal);

  private static native void setDefaultAction(int signal);

  private static native void unblockAllSignals();

  private static native void setCloseOnExec(int descriptor);

  private static native void readLimit(int resource, long[] softAndHard);

  private static native void writeLimit(int resource, long soft, long hard);

  private static native int enterDirectory(byte[] path);

  private static native int becomeProgram(byte[] file, byte[] arguments, byte[] environment);

  /** {@code kill(2)}. */
  public void kill(long pid, SignalName signal) {
    sendSignal(pid, signal.number());
  }

  /** Kills what is left of a process group. */
  public void killGroup(long leader) {
    sendSignal(-leader, SignalName.KILL.number());
  }

  /** Puts a signal back to what a new program expects. */
  void restoreDefault(int signal) {
    setDefaultAction(signal);
  }

  /** Blocks no signal in this thread, and so in the program that it becomes. */
  void unblockSignals() {
    unblockAllSignals();
  }

  /** Closes a descriptor when the process becomes another program. */
  void closeOnExec(int descriptor) {
    setCloseOnExec(descriptor);
  }

  /** Changes this process's working directory, which Java itself cannot. */
  boolean changeDirectory(String directory) {
    return enterDirectory(bytes(List.of(directory))) == 0;
  }

  /**
   * Sets a soft limit of this process, at most to the hard limit.
   *
   * @return the limit that held before
   */
  long setSoftLimit(ResourceLimits.Resource resource, long wanted) {
    long[] limit = limit(resource);
    writeLimit(resource.number(), within(limit, wanted), limit[1]);
    return limit[0];
  }

  /** How much of what is wanted the hard limit allows. */
  long allowed(ResourceLimits.Resource resource, long wanted) {
    return within(limit(resource), wanted);
  }

  private static long[] limit(ResourceLimits.Resource resource) {
    long[] softAndHard = new long[2];
    readLimit(resource.number(), softAndHard);
    return softAndHard;
  }

  private static long within(long[] softAndHard, long wanted) {
    // RLIM_INFINITY is all ones: unsigned comparison
    return Long.compareUnsigned(wanted, softAndHard[1]) < 0 ? wanted : softAndHard[1];
  }

  /**
   * Becomes another program; returns only if that fails.
   *
   * @return the error number
   */
  int execute(String file, List<String> arguments, List<String> environment) {
    return becomeProgram(bytes(List.of(file)), bytes(arguments), bytes(environment));
  }

  /** Texts as the kernel reads them: a NUL after each. */
  private static byte[] bytes(List<String> texts) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String text : texts) {
      block.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      block.write(0);
    }
    return block.toByteArray();
  }
}
