#include "account.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"

/* The fields of a line of passwd(5). */
enum { NAME, PASSWORD, UID, GID, COMMENT, DIRECTORY, SHELL, FIELDS };

/* (uid_t)-1 means "unchanged" in system calls. */
static const unsigned long MAX_ID = 0xfffffffeUL;

/* Parses a decimal uid or gid; returns whether it is one. */
static int parse_id(const char *digits, unsigned *id) {
  if (*digits == '\0' || strspn(digits, "0123456789") != strlen(digits)) return 0;
  unsigned long value = strtoul(digits, NULL, 10);
  *id = (unsigned)value;
  return value <= MAX_ID;
}

/* Splits the next line of the text into fields, and returns the rest of the text. Missing fields are empty. */
static char *next_line(char *line, char *fields[FIELDS]) {
  char *end = line + strcspn(line, "\n");
  char *rest = *end == '\n' ? end + 1 : end;
  *end = '\0';
  for (int i = 0; i < FIELDS; i++) {
    fields[i] = line;
    line += strcspn(line, ":");
    if (*line == ':') *line++ = '\0';
  }
  return rest;
}

static int is_requested(char *fields[FIELDS], const char *user) {
  return strcmp(fields[NAME], user) == 0 || strcmp(fields[UID], user) == 0;
}

int find_account(const char *passwd, const char *requested, Account *account) {
  char *user = text("%s", requested);
  char *group = strchr(user, ':');
  if (group != NULL) *group++ = '\0';
  account->gid = 0;
  if (group != NULL && !parse_id(group, &account->gid)) return 0;

  char *fields[FIELDS];
  char *rest = text("%s", passwd);
  while (*user != '\0' && *rest != '\0') {
    rest = next_line(rest, fields);
    if (is_requested(fields, user)) {
      account->name = fields[NAME];
      account->directory = fields[DIRECTORY];
      if (!parse_id(fields[GID], &account->primary_group)) account->primary_group = account->gid;
      return parse_id(fields[UID], &account->uid);
    }
  }
  account->name = account->directory = "";
  account->primary_group = account->gid;
  return parse_id(user, &account->uid);
}
