-- expect: refused RELEASE_LOCK
DO RELEASE_LOCK('qserv-schema:qservw_worker');
