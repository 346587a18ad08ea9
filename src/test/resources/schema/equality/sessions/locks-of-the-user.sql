-- expect: refused RELEASE_LOCK
SELECT GET_LOCK('mine', 1);
INSERT INTO observed VALUES ('held', IS_USED_LOCK('mine') = CONNECTION_ID());
DO RELEASE_LOCK('mine');
INSERT INTO observed VALUES ('free', IS_FREE_LOCK('mine'));
