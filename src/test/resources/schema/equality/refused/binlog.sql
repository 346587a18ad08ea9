-- expect: refused BINLOG
BINLOG 'AAAA';
