/* Tests of the parts of the command `entrypoint` that need no process. Compiled and run by NativeCommandTest.java. */
#include <stdio.h>
#include <string.h>

#include "account.h"
#include "environment.h"
#include "java.h"

static int failures;

#define CHECK(condition)                                                     \
  do {                                                                       \
    if (!(condition)) {                                                      \
      printf("%s, line %d: not true: %s\n", __func__, __LINE__, #condition); \
      failures++;                                                            \
    }                                                                        \
  } while (0)

static const char PASSWD[] =
    "root:x:0:0:root:/root:/bin/bash\n"
    "incomplete:x:12\n"
    "\n"
    "qserv:x:1000:1001:Qserv,,,:/home/qserv:/bin/sh\n"
    "homeless:x:1002:1002:::\n"
    "1003:x:1004:5::/named-like-a-uid:\n"
    "broken:x:abc:0::/:\n"
    "last:x:1006:1006::/last:/bin/sh"; /* without a newline at the end */

static int equals(const char *left, const char *right) { return left != NULL && strcmp(left, right) == 0; }

static int finds(const char *requested, uid_t uid, gid_t gid, gid_t primary, const char *name, const char *directory) {
  Account account;
  return find_account(PASSWD, requested, &account) && account.uid == uid && account.gid == gid &&
         account.primary_group == primary && equals(account.name, name) && equals(account.directory, directory);
}

static void finds_users_by_name_and_uid(void) {
  CHECK(finds("qserv", 1000, 0, 1001, "qserv", "/home/qserv"));
  CHECK(finds("1000", 1000, 0, 1001, "qserv", "/home/qserv"));
  CHECK(finds("qserv:1000", 1000, 1000, 1001, "qserv", "/home/qserv"));
  CHECK(finds("root", 0, 0, 0, "root", "/root"));
  CHECK(finds("homeless", 1002, 0, 1002, "homeless", ""));
  CHECK(finds("1003", 1004, 0, 5, "1003", "/named-like-a-uid"));
  CHECK(finds("12", 12, 0, 0, "incomplete", ""));
  CHECK(finds("last", 1006, 0, 1006, "last", "/last"));
}

static void accepts_uids_that_the_image_does_not_know(void) {
  CHECK(finds("4711", 4711, 0, 0, "", ""));
  CHECK(finds("4711:12", 4711, 12, 12, "", ""));
  CHECK(finds("4294967294", 4294967294U, 0, 0, "", ""));
  Account account;
  CHECK(find_account("", "1000", &account) && account.uid == 1000);
}

static void rejects_everything_else(void) {
  const char *invalid[] = {"", ":", ":5", "5:", "nobody", "qserv:group", "1:2:3", "-1", "+1", "1 ", "0x10", "broken", "x",
                           "4294967295", "99999999999999999999", "1000:4294967295"};
  for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
    Account account;
    if (find_account(PASSWD, invalid[i], &account)) {
      printf("%s: accepts '%s'\n", __func__, invalid[i]);
      failures++;
    }
  }
}

static int entries_are(const Environment *environment, const char *joined) {
  char actual[1000] = "";
  for (size_t i = 0; i < environment->count; i++) strcat(strcat(actual, environment->entries[i]), "|");
  if (strcmp(actual, joined) != 0) printf("%s\n", actual);
  return strcmp(actual, joined) == 0 && environment->entries[environment->count] == NULL;
}

static void keeps_every_variable(void) {
  char *entries[] = {"a-b=1", "A=1", "my.site=\xff", "A=2", "=x", "no value", "", "AA=3", NULL};
  Environment environment = environment_copy(entries);
  CHECK(equals(environment_get(&environment, "A"), "1"));
  CHECK(environment_get(&environment, "no value") == NULL);
  environment_set(&environment, "A", "");
  environment_set(&environment, "new", "=");
  CHECK(entries_are(&environment, "a-b=1|A=|my.site=\xff|A=2|=x|no value||AA=3|new==|"));
}

static void saves_variables_that_java_must_not_see(void) {
  char *entries[] = {"_JAVA_OPTIONS=1", "LC_ALL=", "_JAVA_OPTIONS=2", "LC_ALL_X=de", NULL};
  Environment environment = environment_copy(entries);
  prepare_java_environment(&environment);
  CHECK(entries_are(&environment,
                    "ENTRYPOINT_SAVED__JAVA_OPTIONS=1|ENTRYPOINT_SAVED_LC_ALL=|ENTRYPOINT_SAVED__JAVA_OPTIONS=2|"
                    "LC_ALL_X=de|LC_ALL=C.UTF-8|MALLOC_ARENA_MAX=1|_JAVA_SR_SIGNUM=60|"
                    "ENTRYPOINT_OVERRIDDEN=LC_ALL,MALLOC_ARENA_MAX,_JAVA_SR_SIGNUM|"));
}

int main(void) {
  finds_users_by_name_and_uid();
  accepts_uids_that_the_image_does_not_know();
  rejects_everything_else();
  keeps_every_variable();
  saves_variables_that_java_must_not_see();
  return failures != 0;
}
