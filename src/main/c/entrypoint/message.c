#include "message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void fail(int code, const char *fix, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  dprintf(STDERR_FILENO, "error: ");
  vdprintf(STDERR_FILENO, format, arguments);
  dprintf(STDERR_FILENO, "\n  fix: %s\n", fix);
  va_end(arguments);
  _exit(code);
}

void *allocate(unsigned long size) {
  void *memory = malloc(size);
  if (memory == NULL) fail(OUT_OF_MEMORY, "increase the memory limit of the container", "out of memory");
  return memory;
}

char *text(const char *format, ...) {
  va_list arguments;
  char *result;
  va_start(arguments, format);
  int length = vasprintf(&result, format, arguments);
  va_end(arguments);
  if (length < 0) fail(OUT_OF_MEMORY, "increase the memory limit of the container", "out of memory");
  return result;
}
