/*
 * How the launcher starts child processes, see the Java class ChildCommand:
 *   entrypoint exec-child SIGNAL PARENT [--new-session] PROGRAM [ARGUMENT...]
 */
#ifndef CHILD_H
#define CHILD_H

#define EXEC_CHILD "exec-child"

/*
 * Executes a program that receives the signal, TERM or KILL, when its parent exits: even if the launcher is killed, and is
 * neither PID 1 nor its child, so that its end does not end the container. PARENT is the process ID of the launcher: if it is
 * gone already, the program is not executed.
 */
_Noreturn void exec_child(char **arguments);

#endif
