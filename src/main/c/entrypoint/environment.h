/*
 * The variables that are passed to execve(2). Those that are not changed stay as they are, byte for byte and in their order:
 * also duplicates, names that are no identifiers, and strings without `=`.
 */
#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

#include <stddef.h>

typedef struct {
  char **entries; /* NULL-terminated */
  size_t count;
} Environment;

/* Returns a copy of the vector, with space for all variables that the functions below can add. */
Environment environment_copy(char **entries);

/* Returns the value of the first variable of this name, as getenv(3) does; NULL if there is none. */
const char *environment_get(const Environment *environment, const char *name);

/* Sets the first variable of this name, or adds one. */
void environment_set(Environment *environment, const char *name, const char *value);

/* Renames all variables of this name to ENTRYPOINT_SAVED_<name>. The launcher restores them for the service. */
void environment_save(Environment *environment, const char *name);

#endif
