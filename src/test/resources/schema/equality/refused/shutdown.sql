-- expect: refused SHUTDOWN
CREATE TABLE t (a INT);
SHUTDOWN;
