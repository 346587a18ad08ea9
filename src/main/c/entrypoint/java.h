/* The command line and the environment of Java. */
#ifndef JAVA_H
#define JAVA_H

#include "environment.h"

/* Returns the command line of the launcher: Java, its options, and the arguments of this command. */
char **java_command(const char *home, const Environment *environment, char **arguments);

/* Returns a command line that runs a program below tini, which forwards signals and reaps orphans. */
char **below_init(const char *home, char **command);

/* Sets the variables that Java needs, and saves the original ones for the service. */
void prepare_java_environment(Environment *environment);

#endif
