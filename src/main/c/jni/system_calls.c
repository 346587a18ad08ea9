/*
 * The C library functions that Java cannot call otherwise: the native half of SystemCalls.java, which documents them. It
 * contains no logic that can be implemented in Java.
 */
#include <errno.h>
#include <fcntl.h>
#include <jni.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define NATIVE(type, name) JNIEXPORT type JNICALL Java_org_lsst_qserv_entrypoint_process_SystemCalls_##name

NATIVE(jboolean, sendSignal)(JNIEnv *env, jclass caller, jlong pid, jint signal) {
  (void)env, (void)caller;
  return kill((pid_t)pid, signal) == 0;
}

NATIVE(void, setDefaultAction)(JNIEnv *env, jclass caller, jint number) {
  (void)env, (void)caller;
  signal(number, SIG_DFL);
}

NATIVE(void, unblockAllSignals)(JNIEnv *env, jclass caller) {
  (void)env, (void)caller;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

NATIVE(void, setCloseOnExec)(JNIEnv *env, jclass caller, jint descriptor, jboolean close) {
  (void)env, (void)caller;
  fcntl(descriptor, F_SETFD, close ? FD_CLOEXEC : 0);
}

/* Stores {soft, hard} in the array; RLIM_INFINITY is -1. */
NATIVE(void, readLimit)(JNIEnv *env, jclass caller, jint resource, jlongArray pair) {
  (void)caller;
  struct rlimit limit;
  if (getrlimit(resource, &limit) == 0) {
    jlong values[] = {(jlong)limit.rlim_cur, (jlong)limit.rlim_max};
    (*env)->SetLongArrayRegion(env, pair, 0, 2, values);
  }
}

NATIVE(void, writeLimit)(JNIEnv *env, jclass caller, jint resource, jlong soft, jlong hard) {
  (void)env, (void)caller;
  struct rlimit limit = {(rlim_t)soft, (rlim_t)hard};
  setrlimit(resource, &limit);
}

/* Returns a copy of a block of NUL-terminated strings, with one more NUL at the end. */
static char *copy(JNIEnv *env, jbyteArray block, jsize *size) {
  *size = (*env)->GetArrayLength(env, block);
  char *bytes = calloc((size_t)*size + 1, 1);
  if (bytes != NULL) {
    (*env)->GetByteArrayRegion(env, block, 0, *size, (jbyte *)bytes);
  }
  return bytes;
}

/* Returns the strings of a block as a NULL-terminated vector for execve(2). */
static char **vector(char *block, jsize size) {
  size_t count = 0;
  for (jsize i = 0; i < size; i++) {
    count += block[i] == '\0';
  }
  char **strings = calloc(count + 1, sizeof *strings);
  char *next = block;
  for (size_t i = 0; strings != NULL && i < count; i++) {
    strings[i] = next;
    next += strlen(next) + 1;
  }
  return strings;
}

NATIVE(jint, chdir)(JNIEnv *env, jclass caller, jbyteArray path) {
  (void)caller;
  jsize size;
  char *directory = copy(env, path, &size);
  int error = directory == NULL ? ENOMEM : chdir(directory) == 0 ? 0 : errno;
  free(directory);
  return error;
}

/* Executes a program in this process; returns errno if it fails. */
NATIVE(jint, execve)(JNIEnv *env, jclass caller, jbyteArray file, jbyteArray arguments, jbyteArray environment) {
  (void)caller;
  jsize size, arguments_size, environment_size;
  char *path = copy(env, file, &size);
  char *argument_block = copy(env, arguments, &arguments_size);
  char *environment_block = copy(env, environment, &environment_size);
  int error = ENOMEM;
  if (path != NULL && argument_block != NULL && environment_block != NULL) {
    char **argument_strings = vector(argument_block, arguments_size);
    char **environment_strings = vector(environment_block, environment_size);
    if (argument_strings != NULL && environment_strings != NULL) {
      execve(path, argument_strings, environment_strings);
      error = errno;
    }
    free(argument_strings);
    free(environment_strings);
  }
  free(path);
  free(argument_block);
  free(environment_block);
  return error;
}

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

/*
 * Only files that the JVM maps at its start and never maps again. A library that is being loaded is mapped read-only for a
 * moment, too, and must not be touched.
 */
static int is_mapped_once(const char *path) {
  return ends_with(path, "/libjvm.so") || ends_with(path, ".aot") || ends_with(path, "/lib/modules");
}

/* See proc_pid_smaps(5): a line with addresses, permissions and path starts a mapping, and 'Anonymous:' is one of its lines. */
NATIVE(void, dropFilePages)(JNIEnv *env, jclass caller) {
  (void)env, (void)caller;
  FILE *mappings = fopen("/proc/self/smaps", "re");
  if (mappings == NULL) return;
  char line[1024], permissions[5], path[513];
  unsigned long start, end, from = 0, to = 0, modified;
  while (fgets(line, sizeof line, mappings) != NULL) {
    int fields = sscanf(line, "%lx-%lx %4s %*s %*s %*s %512s", &start, &end, permissions, path);
    if (fields >= 3) {
      int candidate = fields == 4 && permissions[1] == '-' && is_mapped_once(path);
      from = candidate ? start : 0;
      to = candidate ? end : 0;
    } else if (from < to && sscanf(line, "Anonymous: %lu", &modified) == 1) {
      if (modified == 0) madvise((void *)from, to - from, MADV_DONTNEED);
      to = from;
    }
  }
  fclose(mappings);
}
