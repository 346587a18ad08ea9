/* Small text files. */
#ifndef FILES_H
#define FILES_H

/* Returns the content of a file as a string; NULL if it cannot be read. */
char *read_file(const char *path);

#endif
