-- expect: refused HANDLER
HANDLER observed OPEN;
HANDLER observed READ FIRST;
HANDLER observed CLOSE;
