/* The accounts of the image, read from the text of /etc/passwd: the C library would load modules for it. */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include <sys/types.h>

/* The user that runs the launcher. Name and directory are empty if the user is not in /etc/passwd. */
typedef struct {
  uid_t uid;
  gid_t gid;
  gid_t primary_group; /* the group in /etc/passwd, or gid */
  char *name;
  char *directory;
} Account;

/*
 * Parses USER or USER:GID, where USER is a name or a uid. The default group is 0: it owns the directories that a service
 * writes to, so any uid can be used. Returns whether that is possible.
 */
int find_account(const char *passwd, const char *requested, Account *account);

#endif
