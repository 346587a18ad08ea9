/* Executing another program in place of this one. */
#ifndef EXECUTE_H
#define EXECUTE_H

/* Executes a program with these variables; exits with 127 or 126 if that fails. */
_Noreturn void execute(char **command, char **variables);

#endif
