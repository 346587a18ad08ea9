#include "environment.h"

#include <string.h>

#include "message.h"

/* More than the variables that are set by root.c and java.c. */
enum { ADDITIONAL = 16 };

Environment environment_copy(char **entries) {
  size_t count = 0;
  while (entries[count] != NULL) count++;
  Environment copy = {allocate((count + ADDITIONAL + 1) * sizeof *entries), count};
  memcpy(copy.entries, entries, (count + 1) * sizeof *entries);
  return copy;
}

/* Returns the value of an entry, or NULL if it has another name. */
static const char *value_of(const char *entry, const char *name) {
  size_t length = strlen(name);
  return strncmp(entry, name, length) == 0 && entry[length] == '=' ? entry + length + 1 : NULL;
}

const char *environment_get(const Environment *environment, const char *name) {
  for (size_t i = 0; i < environment->count; i++) {
    const char *value = value_of(environment->entries[i], name);
    if (value != NULL) return value;
  }
  return NULL;
}

void environment_set(Environment *environment, const char *name, const char *value) {
  char *entry = text("%s=%s", name, value);
  for (size_t i = 0; i < environment->count; i++) {
    if (value_of(environment->entries[i], name) != NULL) {
      environment->entries[i] = entry;
      return;
    }
  }
  environment->entries[environment->count++] = entry;
  environment->entries[environment->count] = NULL;
}

void environment_save(Environment *environment, const char *name) {
  for (size_t i = 0; i < environment->count; i++) {
    if (value_of(environment->entries[i], name) != NULL) {
      environment->entries[i] = text("ENTRYPOINT_SAVED_%s", environment->entries[i]);
    }
  }
}
