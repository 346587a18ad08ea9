-- expect: refused completion_type
SET SESSION completion_type = 1;
