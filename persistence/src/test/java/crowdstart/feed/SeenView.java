package crowdstart.feed;

import crowdstart.database.DatabaseAddress;
import crowdstart.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** A view for tests that counts how often each event reached it. */
final class SeenView {

  private static final String MISSED =
      """
      select count(*) from order_journal.event_journal j full join view.seen s
        using (persistence_id, sequence_number)
      where s.times is distinct from 1
      """;

  private final DatabaseAddress address;

  SeenView(DatabaseAddress address) {
    this.address = address;
    TestDatabase.execute(
        address,
        "create table view.seen (persistence_id text, sequence_number bigint, event text,"
            + " times integer not null, place bigint generated always as identity,"
            + " primary key (persistence_id, sequence_number))");
  }

  static void handle(Connection connection, FeedPage<String> page) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into view.seen (persistence_id, sequence_number, event, times)"
                + " values (?, ?, ?, 1) on conflict (persistence_id, sequence_number)"
                + " do update set times = seen.times + 1")) {
      for (FeedEvent<String> event : page.events()) {
        insert.setString(1, event.persistenceId());
        insert.setLong(2, event.sequenceNumber());
        insert.setString(3, event.event());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  long count() {
    return TestDatabase.number(address, "select count(*) from view.seen");
  }

  /** Events of the journal that the view has not seen, or not exactly once. */
  long missedOrRepeated() {
    return TestDatabase.number(address, MISSED);
  }

  /** Events that the view saw before an earlier one of the same entity. */
  long outOfOrder() {
    return TestDatabase.number(
        address,
        "select count(*) from (select sequence_number, lag(sequence_number) over"
            + " (partition by persistence_id order by place) as before from view.seen) pairs"
            + " where before >= sequence_number");
  }
}
