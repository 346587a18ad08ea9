-- expect: fails 1126
INSTALL SONAME 'no_such_plugin';
