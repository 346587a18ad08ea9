-- expect: refused KILL
KILL CONNECTION_ID();
