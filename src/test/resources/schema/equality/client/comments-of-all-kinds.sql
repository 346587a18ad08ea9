-- a comment; with a semicolon
# another; 'one'
--
/* of
   several; lines */ INSERT INTO observed VALUES ('a', 1); -- behind
INSERT INTO observed VALUES ('b', 5--6), ('c', 1 -- 2
  ), ('d', /* '; */ 4), ('e', 5 # '
  );
/*! INSERT INTO observed VALUES ('f', 6) */;
/*!99999 INSERT INTO observed VALUES ('never', 6) */;
/*M! INSERT INTO observed VALUES ('g', 7) */;
/*!50701 INSERT INTO observed VALUES ('mysql only', 8) */;
INSERT INTO observed VALUES ('h' /*!40000 , 9 */);
/* only a comment */;
INSERT INTO observed VALUES ('i', '/* text */'), ('j', '-- text');
/*!100100 SET @x = '*/' */;
INSERT INTO observed VALUES ('x', @x);
