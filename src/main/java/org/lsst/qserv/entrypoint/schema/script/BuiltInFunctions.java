// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Locale;
import java.util.Set;

/**
 * The functions that are part of MariaDB, in the series 10.6 to 11.8: {@code
 * information_schema.SQL_FUNCTIONS} of a 10.11 server, and what the documentation ("Built-in
 * Functions") adds to that. A stored routine of the same name is called only if the statement
 * qualifies it with its database.
 */
final class BuiltInFunctions {
  private static final Set<String> NAMES =
      Set.of(
          """
          abs acos add_months adddate addtime aes_decrypt aes_encrypt any_value area asbinary ascii
          asin astext aswkb aswkt atan atan2 avg benchmark bin binlog_gtid_pos bit_and bit_count
          bit_length bit_or bit_xor boundary buffer cast ceil ceiling centroid char_length
          character_length chr coalesce coercibility collation column_add column_check column_create
          column_delete column_exists column_get column_json column_list compress concat
          concat_operator_oracle concat_ws connection_id contains conv convert convert_tz convexhull
          cos cot count crc32 crc32c crosses cume_dist curdate current_role current_user curtime
          database date_add date_format date_sub datediff dayname dayofmonth dayofweek dayofyear
          decode decode_histogram decode_oracle degrees dense_rank des_decrypt des_encrypt dimension
          disjoint elt encode encrypt endpoint envelope equals exp export_set exteriorring extract
          extractvalue field find_in_set first_value floor format format_bytes format_pico_time
          found_rows from_base64 from_days from_unixtime geomcollfromtext geomcollfromwkb
          geometrycollectionfromtext geometrycollectionfromwkb geometryfromtext geometryfromwkb
          geometryn geometrytype geomfromtext geomfromwkb get_format get_lock glength greatest
          group_concat hex ifnull inet6_aton inet6_ntoa inet_aton inet_ntoa instr interiorringn
          intersects is_free_lock is_ipv4 is_ipv4_compat is_ipv4_mapped is_ipv6 is_used_lock isclosed
          isempty isnull isring issimple json_array json_array_append json_array_insert
          json_array_intersect json_arrayagg json_compact json_contains json_contains_path json_depth
          json_detailed json_equals json_exists json_extract json_insert json_key_value json_keys
          json_length json_loose json_merge json_merge_patch json_merge_preserve json_normalize
          json_object json_object_filter_keys json_object_to_array json_objectagg json_overlaps
          json_pretty json_query json_quote json_remove json_replace json_schema_valid json_search
          json_set json_table json_type json_unquote json_valid json_value kdf lag last_day
          last_insert_id last_value lastval lcase lead least length lengthb linefromtext linefromwkb
          linestringfromtext linestringfromwkb ln load_file localtime localtimestamp locate log log10
          log2 lower lpad lpad_oracle ltrim ltrim_oracle make_set makedate maketime master_gtid_wait
          master_pos_wait max mbrcontains mbrcoveredby mbrdisjoint mbrequal mbrequals mbrintersects
          mbroverlaps mbrtouches mbrwithin md5 median microsecond mid min mlinefromtext mlinefromwkb
          mod monthname mpointfromtext mpointfromwkb mpolyfromtext mpolyfromwkb
          multilinestringfromtext multilinestringfromwkb multipointfromtext multipointfromwkb
          multipolygonfromtext multipolygonfromwkb name_const natural_sort_key nextval now nth_value
          ntile nullif numgeometries numinteriorrings numpoints nvl nvl2 oct octet_length old_password
          ord overlaps password percent_rank percentile_cont percentile_disc period_add period_diff pi
          pointfromtext pointfromwkb pointn pointonsurface polyfromtext polyfromwkb polygonfromtext
          polygonfromwkb position pow power quarter quote radians rand random_bytes rank regexp_instr
          regexp_replace regexp_substr release_all_locks release_lock replace_oracle reverse round
          row_count row_number rownum rpad rpad_oracle rtrim rtrim_oracle schema schemas sec_to_time
          session_user setval sformat sha sha1 sha2 sign sin sleep soundex space spider_bg_direct_sql
          spider_copy_tables spider_direct_sql spider_flush_table_mon_cache sqrt srid st_area
          st_asbinary st_asgeojson st_astext st_aswkb st_aswkt st_boundary st_buffer st_centroid
          st_contains st_convexhull st_crosses st_difference st_dimension st_disjoint st_distance
          st_distance_sphere st_endpoint st_envelope st_equals st_exteriorring st_geohash
          st_geomcollfromtext st_geomcollfromwkb st_geometrycollectionfromtext
          st_geometrycollectionfromwkb st_geometryfromtext st_geometryfromwkb st_geometryn
          st_geometrytype st_geomfromgeojson st_geomfromtext st_geomfromwkb st_interiorringn
          st_intersection st_intersects st_isclosed st_isempty st_isring st_issimple st_isvalid
          st_latfromgeohash st_length st_linefromtext st_linefromwkb st_linestringfromtext
          st_linestringfromwkb st_longfromgeohash st_numgeometries st_numinteriorrings st_numpoints
          st_overlaps st_pointfromgeohash st_pointfromtext st_pointfromwkb st_pointn st_pointonsurface
          st_polyfromtext st_polyfromwkb st_polygonfromtext st_polygonfromwkb st_relate st_simplify
          st_srid st_startpoint st_symdifference st_touches st_union st_validate st_within st_x st_y
          startpoint std stddev stddev_pop stddev_samp str_to_date strcmp subdate substr substr_oracle
          substring substring_index subtime sum sys_guid sysdate system_user tan time_format
          time_to_sec timediff timestampadd timestampdiff to_base64 to_char to_date to_days to_number
          to_seconds touches trim trim_oracle ucase uncompress uncompressed_length unhex
          unix_timestamp updatexml upper user utc_date utc_time utc_timestamp uuid uuid_short uuid_v4
          uuid_v7 validate_password_strength var_pop var_samp variance vec_distance
          vec_distance_cosine vec_distance_euclidean vec_fromtext vec_totext version week weekday
          weekofyear weight_string within wsrep_last_seen_gtid wsrep_last_written_gtid
          wsrep_sync_wait_upto_gtid x y yearweek
          """
              .split("\\s+"));

  private BuiltInFunctions() {}

  /**
   * Returns whether a name that is not qualified with a database cannot be a stored function if a
   * parenthesis follows.
   */
  static boolean contains(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) || Keywords.contains(lower);
  }
}
