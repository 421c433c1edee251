package crowdstart.loadtest.seeded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A provocation under way, until it is ended; the database is the run's own. */
final class Trouble {
  private static final String SECRET_KEY = "sk_test_crowdstart_sandbox";

  /** At its commit, one row in so many is refused, and all that is committed with it. */
  private static final String FAILED_COMMITS =
      """
      create or replace function fail() returns trigger language plpgsql as
      $$ begin
        if random() < 0.07 then raise exception 'seeded trouble'; end if;
        return null;
      end $$;
      create constraint trigger fail after insert on order_journal.event_journal
        deferrable initially deferred for each row execute function fail();
      create constraint trigger fail after insert on campaign_journal.event_journal
        deferrable initially deferred for each row execute function fail();
      """;

  /** At its commit, one row in so many waits. */
  private static final String LATE_COMMITS =
      """
      create or replace function late() returns trigger language plpgsql as
      $$ begin
        if random() < 0.06 then perform pg_sleep(0.25); end if;
        return null;
      end $$;
      create constraint trigger late after insert on order_journal.event_journal
        deferrable initially deferred for each row execute function late();
      create constraint trigger late after insert on payment_journal.event_journal
        deferrable initially deferred for each row execute function late();
      """;

  /** Before it has a transaction id. */
  private static final String SLOW_PAYMENT_JOURNAL =
      """
      create or replace function slow() returns trigger language plpgsql as
      $$ begin perform pg_sleep(0.2); return null; end $$;
      create trigger slow before insert on payment_journal.event_journal
        for each statement execute function slow();
      """;

  private static final String OVER =
      """
      drop trigger if exists fail on order_journal.event_journal;
      drop trigger if exists fail on campaign_journal.event_journal;
      drop trigger if exists late on order_journal.event_journal;
      drop trigger if exists late on payment_journal.event_journal;
      drop trigger if exists slow on payment_journal.event_journal;
      """;

  private final String databaseUrl;
  private final URI sandbox;

  private Trouble(String databaseUrl, URI sandbox) {
    this.databaseUrl = databaseUrl;
    this.sandbox = sandbox;
  }

  static Trouble begin(Provocation provocation, String databaseUrl, URI sandbox)
      throws SQLException, InterruptedException {
    switch (provocation) {
      case NONE -> {}
      case FAILED_COMMITS -> execute(databaseUrl, FAILED_COMMITS);
      case LATE_COMMITS -> execute(databaseUrl, LATE_COMMITS);
      case SLOW_PAYMENT_JOURNAL -> execute(databaseUrl, SLOW_PAYMENT_JOURNAL);
      case LOST_ANSWERS ->
          tell(sandbox, "{\"timeoutsAfter\":0.25,\"silenceMillis\":300,\"forgetsKeys\":true}");
    }
    return new Trouble(databaseUrl, sandbox);
  }

  private static void execute(String databaseUrl, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(databaseUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void tell(URI sandbox, String switches) throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(sandbox.resolve("/sandbox/trouble"))
                  .header("Authorization", "Bearer " + SECRET_KEY)
                  .header("Content-Type", "application/json")
                  .PUT(BodyPublishers.ofString(switches))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the sandbox answered " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new IllegalStateException("the sandbox could not be told", e);
    }
  }

  /** Everything is well again. */
  void end() throws SQLException, InterruptedException {
    execute(databaseUrl, OVER);
    tell(sandbox, "{}");
  }
}
