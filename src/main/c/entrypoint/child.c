#include "child.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "execute.h"
#include "message.h"

void exec_child(char **arguments) {
  int signal = 0;
  if (*arguments != NULL && strcmp(*arguments, "TERM") == 0) signal = SIGTERM;
  if (*arguments != NULL && strcmp(*arguments, "KILL") == 0) signal = SIGKILL;
  if (signal != 0) arguments++;
  long parent = *arguments == NULL ? 0 : strtol(*arguments, NULL, 10);
  if (parent > 0) arguments++;
  int new_session = *arguments != NULL && strcmp(*arguments, "--new-session") == 0;
  if (new_session) arguments++;
  if (signal == 0 || parent <= 0 || *arguments == NULL) {
    fail(USAGE, "run entrypoint --help for the commands", "usage: entrypoint " EXEC_CHILD
         " {TERM|KILL} PARENT [--new-session] PROGRAM [ARGUMENT...]");
  }
  if (new_session) setsid();
  prctl(PR_SET_PDEATHSIG, signal);
  /* The kernel sends nothing for a parent that exited before. */
  if (getppid() != parent) raise(signal);
  execute(arguments, environ);
}
