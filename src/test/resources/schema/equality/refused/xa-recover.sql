-- expect: refused XA
XA RECOVER;
