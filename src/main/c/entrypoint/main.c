/*
 * The `entrypoint` command of the image: drops root, prepares the environment of Java, and executes Java with the jar, below
 * an init if it is PID 1. It is linked statically, so it runs on any base and starts in less than a millisecond.
 * entrypoint/README.md describes what it does to the environment.
 */
#include <string.h>
#include <unistd.h>

#include "child.h"
#include "environment.h"
#include "execute.h"
#include "java.h"
#include "root.h"
#include "signals.h"

static const char DEFAULT_HOME[] = "/opt/qserv-entrypoint";

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], EXEC_CHILD) == 0) exec_child(argv + 2);

  int is_init = getpid() == 1;
  if (is_init) hold_stop_signals();
  ignore_service_signals();

  Environment environment = environment_copy(environ);
  const char *home = environment_get(&environment, "ENTRYPOINT_HOME");
  if (home == NULL || *home == '\0') home = DEFAULT_HOME;

  if (geteuid() == 0) drop_root(&environment);
  char **command = java_command(home, &environment, argv + 1);
  prepare_java_environment(&environment);
  execute(is_init ? below_init(home, command) : command, environment.entries);
}
