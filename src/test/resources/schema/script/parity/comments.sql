-- a comment; with 'quotes
# another; one
--without a space;
SELECT 1; -- after; it's
SELECT 2 # in; it
  , 3 -- and; here
  , 5--6;
/* before; */ SELECT /* within; ' */ 4 /* over
two; lines */ , 5;
SELECT/**/6;
/* alone; */
/* alone */ ;
SELECT 7 /* at the end */
;
--
SELECT 8;
