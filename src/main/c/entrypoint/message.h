/* Errors for users: what is wrong and how to fix it, on standard error. */
#ifndef MESSAGE_H
#define MESSAGE_H

/* Exit codes, a subset of ExitCode.java. */
enum { USAGE = 64, OUT_OF_MEMORY = 71, CONFIGURATION = 78, NOT_EXECUTABLE = 126, NOT_FOUND = 127 };

/* Prints an error, and exits with the code. The message is a printf format; the fix is printed as it is. */
_Noreturn void fail(int code, const char *fix, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* malloc(3), which exits if there is no memory. */
void *allocate(unsigned long size);

/* Returns a formatted string. */
char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
