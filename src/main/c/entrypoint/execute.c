#include "execute.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "message.h"

void execute(char **command, char **variables) {
  execvpe(command[0], command, variables); /* runs a script without #! with /bin/sh */
  int missing = errno == ENOENT;
  fail(missing ? NOT_FOUND : NOT_EXECUTABLE,
       missing ? "install the program, or the interpreter in its first line"
               : "install a binary for this architecture, and make it executable",
       "'%s' cannot be executed: %s", command[0], strerror(errno));
}
