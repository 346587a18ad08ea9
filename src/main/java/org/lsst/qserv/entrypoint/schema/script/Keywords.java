// SPDX-License-Identifier: GPL-3.0-or-later
package org.lsst.qserv.entrypoint.schema.script;

import java.util.Set;

/**
 * The keywords after which a parenthesis does not call a stored function: those in {@code
 * information_schema.KEYWORDS} of a 10.11 server that cannot be the name of a function, and a few
 * that have a parenthesis in the grammar.
 */
final class Keywords {
  private static final Set<String> NAMES =
      Set.of(
          """
          accessible add all alter analyze and any as asc asensitive backup before begin between
          bigint binary binlog bit blob bool boolean both by byte cache call cascade case change
          char character charset check checkpoint checksum clob close code collate column columns
          comment commit compressed condition constraint continue create cross current_date
          current_time current_timestamp cursor databases date datetime day day_hour day_microsecond
          day_minute day_second deallocate dec decimal declare default delayed delete
          delete_domain_id desc describe deterministic distinct distinctrow div do do_domain_ids
          double drop dual each else elseif enclosed end enum escaped examined except exclude
          execute exists exit explain false fetch fixed float float4 float8 flush following follows
          for force foreign from fulltext function get global grant group handler having help
          high_priority history host hour hour_microsecond hour_minute hour_second id if ignore
          ignore_domain_ids ignored in index infile inner inout insensitive insert install int int1
          int2 int3 int4 int8 integer intersect interval into is iterate join json key keys kill
          language leading leave left like limit linear lines load local lock long longblob longtext
          loop low_priority master_demote_to_replica master_demote_to_slave
          master_ssl_verify_server_cert match maxvalue medium mediumblob mediumint mediumtext
          middleint minute minute_microsecond minute_second modifies month names national natural
          nchar nested no no_write_to_binlog not null number numeric nvarchar offset on open
          optimize option optionally options or order others out outer outfile over owner
          page_checksum parse_vcol_expr parser partition period port portion precedes preceding
          precision prepare primary procedure purge range raw read read_write reads real recursive
          ref_system_id references regexp release remove rename repair repeat replace replica
          replicas require reset resignal restore restrict return returning revoke right rlike role
          rollback row rows savepoint second second_microsecond security select sensitive separator
          serial server session set show shutdown signal signed slave slaves smallint socket some
          soname sounds spatial specific sql sql_big_result sql_buffer_result sql_cache
          sql_calc_found_rows sql_no_cache sql_small_result sql_tsi_day sql_tsi_hour sql_tsi_minute
          sql_tsi_month sql_tsi_second sql_tsi_year sqlexception sqlstate sqlwarning ssl start
          starting stats_auto_recalc stats_persistent stats_sample_pages stop stored straight_join
          system_time table terminated text then ties time timestamp tinyblob tinyint tinytext to
          trailing trigger true truncate unbounded undo unicode uninstall union unique unlock
          unsigned update upgrade usage use using value values varbinary varchar varchar2
          varcharacter varying when where while window with wrapper write xa xor year year_month
          zerofill
          """
              .split("\\s+"));

  private Keywords() {}

  static boolean contains(String lowercaseWord) {
    return NAMES.contains(lowercaseWord);
  }
}
