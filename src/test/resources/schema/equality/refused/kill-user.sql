-- expect: refused KILL
KILL USER boss;
