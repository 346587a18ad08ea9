// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Functions of the C library that the JDK does not provide. Their native part is {@code
 * src/main/c/jni/system_calls.c}.
 */
public final class SystemCalls {
  static final int ENOENT = 2;
  static final int EACCES = 13;
  private static final int SIGCONT = 18;

  public SystemCalls() {
    NativeLibrary.load();
  }

  private static native boolean sendSignal(long pid, int signal);

  private static native void setDefaultAction(int signal);

  private static native void unblockAllSignals();

  private static native void setCloseOnExec(int descriptor, boolean close);

  private static native void readLimit(int resource, long[] softAndHard);

  private static native void writeLimit(int resource, long soft, long hard);

  private static native void dropFilePages();

  private static native int chdir(byte[] path);

  private static native int execve(byte[] file, byte[] arguments, byte[] environment);

  /** Sends a signal with {@code kill(2)}. */
  public void kill(long pid, SignalName signal) {
    boolean _ = sendSignal(pid, signal.number());
  }

  /**
   * Sends a signal to all processes of a process group, or to its future leader if it does not lead
   * a group yet.
   */
  void killGroup(long leader, SignalName signal) {
    if (!sendSignal(-leader, signal.number())) {
      boolean _ = sendSignal(leader, signal.number());
    }
  }

  /** Continues all processes of a process group that are stopped, such as by SIGSTOP. */
  void continueGroup(long leader) {
    boolean _ = sendSignal(-leader, SIGCONT);
  }

  /** Restores the default action of a signal. */
  void restoreDefault(int signal) {
    setDefaultAction(signal);
  }

  /** Unblocks all signals in this thread, and thereby in the program that it executes. */
  void unblockSignals() {
    unblockAllSignals();
  }

  /** Sets or clears close-on-exec on a descriptor. */
  void closeOnExec(int descriptor, boolean close) {
    setCloseOnExec(descriptor, close);
  }

  /**
   * Unmaps the pages of the Java runtime and of the AOT cache that have not been modified, as
   * {@code madvise(MADV_DONTNEED)} does. They stay in the page cache as long as the machine has
   * memory for it, and those that are used again are mapped again, which costs less than a
   * microsecond each. Most of them are only used by a launch.
   */
  public void releaseFilePages() {
    dropFilePages();
  }

  /** Changes the working directory of this process; returns whether that succeeded. */
  boolean changeDirectory(String directory) {
    return chdir(bytes(List.of(directory))) == 0;
  }

  /**
   * Sets a soft limit of this process, capped at the hard limit.
   *
   * @return the previous soft limit
   */
  long setSoftLimit(ResourceLimits.Resource resource, long requested) {
    long[] limit = limit(resource);
    writeLimit(resource.number(), within(limit, requested), limit[1]);
    return limit[0];
  }

  /** Returns a requested limit, capped at the hard limit. */
  long allowed(ResourceLimits.Resource resource, long requested) {
    return within(limit(resource), requested);
  }

  private static long[] limit(ResourceLimits.Resource resource) {
    long[] softAndHard = new long[2];
    readLimit(resource.number(), softAndHard);
    return softAndHard;
  }

  private static long within(long[] softAndHard, long requested) {
    // RLIM_INFINITY is all ones: unsigned comparison
    return Long.compareUnsigned(requested, softAndHard[1]) < 0 ? requested : softAndHard[1];
  }

  /**
   * Executes another program in place of this one; returns only if that fails.
   *
   * @param environment the variables, with a NUL after each
   * @return {@code errno}
   */
  int execute(String file, List<String> arguments, byte[] environment) {
    return execve(bytes(List.of(file)), bytes(arguments), environment);
  }

  /** Returns strings as the native part reads them: a NUL after each. */
  private static byte[] bytes(List<String> strings) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String string : strings) {
      block.writeBytes(string.getBytes(StandardCharsets.UTF_8));
      block.write(0);
    }
    return block.toByteArray();
  }
}
