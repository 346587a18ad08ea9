#include "files.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Files in /proc have no size, so it is not known before the end. */
char *read_file(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return NULL;
  size_t size = 0, capacity = 4096;
  char *content = malloc(capacity);
  ssize_t length = 0;
  while (content != NULL && (length = read(file, content + size, capacity - size - 1)) > 0) {
    size += (size_t)length;
    if (size + 1 == capacity) content = realloc(content, capacity *= 2);
  }
  close(file);
  if (content == NULL || length < 0) return NULL;
  content[size] = '\0';
  return content;
}
