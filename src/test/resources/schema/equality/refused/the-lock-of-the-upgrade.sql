-- expect: refused qserv-schema
DO RELEASE_LOCK('qserv-schema:qservw_worker');
