-- expect: fails 1126
-- may-ask
INSTALL SONAME 'no_such_plugin';
