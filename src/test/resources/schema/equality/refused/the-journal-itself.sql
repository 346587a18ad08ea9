-- expect: refused qservSchemaJournal
DROP DATABASE IF EXISTS qservSchemaJournal;
