package org.lsst.qserv.entrypoint.process;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The functions of the C library that the JDK has no other way to. All have the one shape {@code
 * long f(long, long, long, long)}, which is linked once: linking is what costs time.
 */
@SuppressWarnings("restricted") // the jar's manifest enables native access
final class SystemCalls {
  static final int ENOENT = 2;
  static final int EACCES = 13;

  private static final long SIG_SETMASK = 2;
  private static final long F_SETFD = 2;
  private static final long FD_CLOEXEC = 1;

  /** Bytes of a {@code sigset_t} of glibc. */
  private static final long SIGNAL_SET = 128;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  private final MethodHandle call =
      LINKER.downcallHandle(SHAPE, Linker.Option.captureCallState("errno"));
  private final MemorySegment state = Arena.global().allocate(STATE);

  /** {@code kill(2)}. */
  void kill(long pid, SignalName signal) {
    invoke("kill", pid, signal.number(), 0, 0);
  }

  /** Kills what is left of a process group. */
  void killGroup(long leader) {
    invoke("kill", -leader, SignalName.KILL.number(), 0, 0);
  }

  /** Puts a signal back to what a new program expects. */
  void restoreDefault(int signal) {
    invoke("signal", signal, 0, 0, 0);
  }

  /** Blocks no signal in this thread, and so in the program that it becomes. */
  void unblockSignals() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment empty = arena.allocate(SIGNAL_SET, Long.BYTES);
      invoke("sigprocmask", SIG_SETMASK, empty.address(), 0, 0);
    }
  }

  /** Closes a descriptor when the process becomes another program. */
  void closeOnExec(int descriptor) {
    invoke("fcntl", descriptor, F_SETFD, FD_CLOEXEC, 0);
  }

  /** Changes this process's working directory, which Java itself cannot. */
  boolean changeDirectory(String directory) {
    try (Arena arena = Arena.ofConfined()) {
      return invoke("chdir", arena.allocateFrom(directory).address(), 0, 0, 0) == 0;
    }
  }

  /**
   * Sets a soft limit of this process, at most to the hard limit.
   *
   * @return the limit that held before
   */
  long setSoftLimit(Limits.Resource resource, long wanted) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = limit(arena, resource);
      long before = limit.get(ValueLayout.JAVA_LONG, 0);
      limit.set(ValueLayout.JAVA_LONG, 0, within(limit, wanted));
      invoke("setrlimit", resource.number(), limit.address(), 0, 0);
      return before;
    }
  }

  /** How much of what is wanted the hard limit allows. */
  long allowed(Limits.Resource resource, long wanted) {
    try (Arena arena = Arena.ofConfined()) {
      return within(limit(arena, resource), wanted);
    }
  }

  private MemorySegment limit(Arena arena, Limits.Resource resource) {
    MemorySegment limit = arena.allocate(2 * Long.BYTES, Long.BYTES);
    invoke("getrlimit", resource.number(), limit.address(), 0, 0);
    return limit;
  }

  private static long within(MemorySegment limit, long wanted) {
    long hard = limit.get(ValueLayout.JAVA_LONG, Long.BYTES);
    // RLIM_INFINITY is all ones: unsigned comparison
    return Long.compareUnsigned(wanted, hard) < 0 ? wanted : hard;
  }

  /**
   * Becomes another program; returns only if that fails.
   *
   * @return the error number
   */
  int execute(String file, List<String> arguments, List<String> environment) {
    try (Arena arena = Arena.ofConfined()) {
      long path = arena.allocateFrom(file).address();
      invoke("execve", path, vector(arena, arguments), vector(arena, environment), 0);
      return (int) ERRNO.get(state, 0L);
    }
  }

  private static long vector(Arena arena, List<String> texts) {
    MemorySegment vector = arena.allocate(POINTER, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      vector.setAtIndex(POINTER, i, arena.allocateFrom(texts.get(i)));
    }
    return vector.address();
  }

  private long invoke(String function, long a, long b, long c, long d) {
    MemorySegment address = LINKER.defaultLookup().findOrThrow(function);
    try {
      return (long) call.invokeExact(address, state, a, b, c, d);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot call " + function, e);
    }
  }
}
