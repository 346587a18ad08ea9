/*
 * The functions of the C library that Java has no other way to: the native half of SystemCalls.java, which says what each is
 * for. Nothing is decided here; what can be done in Java is done there.
 */
#include <errno.h>
#include <fcntl.h>
#include <jni.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define NATIVE(type, name) JNIEXPORT type JNICALL Java_org_lsst_qserv_entrypoint_process_SystemCalls_##name

NATIVE(void, sendSignal)(JNIEnv *env, jclass caller, jlong pid, jint signal) {
  (void)env, (void)caller;
  kill((pid_t)pid, signal);
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

NATIVE(void, setCloseOnExec)(JNIEnv *env, jclass caller, jint descriptor) {
  (void)env, (void)caller;
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

/* {soft, hard}; RLIM_INFINITY is all ones. */
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

/* Texts arrive as bytes with a NUL after each, as the kernel hands them over; this is their copy, with one more NUL. */
static char *copy(JNIEnv *env, jbyteArray block, jsize *size) {
  *size = (*env)->GetArrayLength(env, block);
  char *bytes = calloc((size_t)*size + 1, 1);
  if (bytes != NULL) {
    (*env)->GetByteArrayRegion(env, block, 0, *size, (jbyte *)bytes);
  }
  return bytes;
}

/* The texts of a block as the vector that execve(2) takes. */
static char **vector(char *block, jsize size) {
  size_t count = 0;
  for (jsize at = 0; at < size; at++) {
    count += block[at] == '\0';
  }
  char **texts = calloc(count + 1, sizeof *texts);
  char *next = block;
  for (size_t i = 0; texts != NULL && i < count; i++) {
    texts[i] = next;
    next += strlen(next) + 1;
  }
  return texts;
}

NATIVE(jint, enterDirectory)(JNIEnv *env, jclass caller, jbyteArray path) {
  (void)caller;
  jsize size;
  char *text = copy(env, path, &size);
  int error = text == NULL ? ENOMEM : chdir(text) == 0 ? 0 : errno;
  free(text);
  return error;
}

/* Returns only if it fails: then the number of the error. */
NATIVE(jint, becomeProgram)(JNIEnv *env, jclass caller, jbyteArray file, jbyteArray arguments, jbyteArray environment) {
  (void)caller;
  jsize size, arguments_size, environment_size;
  char *path = copy(env, file, &size);
  char *argument_block = copy(env, arguments, &arguments_size);
  char *environment_block = copy(env, environment, &environment_size);
  int error = ENOMEM;
  if (path != NULL && argument_block != NULL && environment_block != NULL) {
    char **argument_texts = vector(argument_block, arguments_size);
    char **environment_texts = vector(environment_block, environment_size);
    if (argument_texts != NULL && environment_texts != NULL) {
      execve(path, argument_texts, environment_texts);
      error = errno;
    }
    free(argument_texts);
    free(environment_texts);
  }
  free(path);
  free(argument_block);
  free(environment_block);
  return error;
}
