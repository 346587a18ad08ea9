-- expect: refused LOCAL
LOAD DATA LOCAL INFILE '/tmp/x' INTO TABLE observed;
