#include "java.h"

#include <string.h>
#include <unistd.h>

#include "message.h"

static size_t length(char **strings) {
  size_t count = 0;
  while (strings[count] != NULL) count++;
  return count;
}

/* The commands that use the classes of probes: they answer for a running process, or connect to databases. */
static const char *const TOOLS[] = {"probe", "status", "mode", "schema", "init", "cluster", NULL};

static int is_tool(const char *name) {
  for (const char *const *tool = TOOLS; *tool != NULL; tool++) {
    if (strcmp(*tool, name) == 0) return 1;
  }
  return 0;
}

/* Returns the name of the AOT cache of a command: the first argument that is neither a global option nor the value of one. */
static const char *cache_of(char **arguments) {
  for (; *arguments != NULL; arguments++) {
    int takes_next = strcmp(*arguments, "--log-level") == 0 || strcmp(*arguments, "--log-format") == 0;
    if (takes_next && arguments[1] != NULL) {
      arguments++;
    } else if (**arguments != '-') {
      return is_tool(*arguments) ? "tools" : "launch";
    }
  }
  return "launch";
}

char **java_command(const char *home, const Environment *environment, char **arguments) {
  char *java = text("%s/runtime/bin/java", home);
  if (access(java, X_OK) != 0) {
    fail(NOT_FOUND, "rebuild the image with ./dev image, or set ENTRYPOINT_HOME to the launcher's directory",
         "the launcher is incomplete: %s does not exist", java);
  }
  /* Options for a debugger or a heap dump of the launcher. Each takes at least two characters of the text. */
  const char *given = environment_get(environment, "ENTRYPOINT_JAVA_OPTIONS");
  char *options = text("%s", given == NULL ? "" : given);
  enum { OWN = 9 };
  char **command = allocate((OWN + strlen(options) / 2 + 1 + length(arguments) + 1) * sizeof *command);
  char **next = command;
  *next++ = java;
  *next++ = text("@%s/lib/jvm.options", home);
  /* Files that are made when the image is built: the classes of the command, and the settings files. */
  *next++ = text("-XX:AOTCache=%s/lib/%s.aot", home, cache_of(arguments));
  *next++ = text("-Dentrypoint.settings=%s/lib/settings.compact", home);
  *next++ = text("-Dentrypoint.native=%s/lib/libentrypoint.so", home);
  *next++ = text("-Dentrypoint.command=%s/bin/entrypoint", home);
  for (char *option; (option = strtok(options, " \t\n")) != NULL; options = NULL) *next++ = option;
  /* -cp instead of -jar: to find the manifest, Java would read the list of all files in the jar. */
  *next++ = "-cp";
  *next++ = text("%s/lib/entrypoint.jar", home);
  *next++ = "org.lsst.qserv.entrypoint.Main";
  memcpy(next, arguments, (length(arguments) + 1) * sizeof *next);
  return command;
}

char **below_init(const char *home, char **command) {
  size_t count = length(command);
  char **wrapped = allocate((count + 3) * sizeof *wrapped);
  wrapped[0] = text("%s/bin/tini", home);
  wrapped[1] = "--";
  memcpy(wrapped + 2, command, (count + 1) * sizeof *wrapped);
  return wrapped;
}

/* Saves a variable and sets it for Java. */
static void override(Environment *environment, const char *name, const char *value) {
  environment_save(environment, name);
  environment_set(environment, name, value);
}

void prepare_java_environment(Environment *environment) {
  /* Options for other Java programs would change the launcher or print messages. */
  environment_save(environment, "JAVA_TOOL_OPTIONS");
  environment_save(environment, "JDK_JAVA_OPTIONS");
  environment_save(environment, "_JAVA_OPTIONS");
  /* Java decodes arguments and file names in the encoding of the locale; without one it would lose every byte above 127. */
  override(environment, "LC_ALL", "C.UTF-8");
  /* Otherwise the C library keeps a memory pool for each thread of the JVM, which costs a supervisor more than 5 MB. */
  override(environment, "MALLOC_ARENA_MAX", "1");
  /* By default the JVM uses SIGUSR2 internally, which must be forwarded to services; signal 60 is unused. */
  override(environment, "_JAVA_SR_SIGNUM", "60");
  environment_set(environment, "ENTRYPOINT_OVERRIDDEN", "LC_ALL,MALLOC_ARENA_MAX,_JAVA_SR_SIGNUM");
}
