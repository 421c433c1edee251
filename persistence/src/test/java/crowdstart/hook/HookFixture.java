package crowdstart.hook;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.campaign;

import crowdstart.database.DatabaseAddress;
import crowdstart.database.Pool;
import crowdstart.database.TestDatabase;
import crowdstart.journal.TestSystem;
import crowdstart.order.OrderEvent;
import crowdstart.view.Events;
import crowdstart.view.Recorder;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.Done;

/** A database with a clock that stands until a test moves it. */
final class HookFixture implements AutoCloseable {

  static final Instant CREATED = AT.minusSeconds(60);

  final DatabaseAddress address = TestDatabase.migrated();
  final TestSystem system = new TestSystem(address);
  volatile Instant now = CREATED;
  final Webhooks webhooks = new Webhooks(system.pools(), () -> now);
  final Deliveries deliveries = new Deliveries(system.pools(), () -> now);
  final DueDeliveries due = new DueDeliveries(system.pools());

  Webhook webhook(int campaign, HookType... types) {
    return await(
            webhooks.create(campaign(campaign), "https://receiver.example/hook", List.of(types)))
        .orElseThrow()
        .webhook();
  }

  void record(int order, OrderEvent... events) {
    store("order-journal", "order", Events.order(order).value(), List.of(events));
  }

  <E> void store(String journal, String type, String id, List<E> events) {
    var recorder = system.spawn(Recorder.<E>create(journal, type, id));
    await(
        system.<Recorder.Store<E>, Done>ask(
            recorder, replyTo -> new Recorder.Store<>(events, replyTo)));
  }

  /** Adds events that no journal holds, numbered from 1. */
  void owe(int campaign, int count, Instant at) {
    var events = new ArrayList<HookEvent>();
    for (int i = 1; i <= count; i++) {
      events.add(
          new HookEvent(
              "test|" + campaign + "#" + i,
              HookType.ORDER_PLACED,
              campaign(campaign),
              Events.order(i),
              at,
              "{\"n\":" + i + "}"));
    }
    owe(events);
  }

  void owe(List<HookEvent> events) {
    try (var connection = system.pools().source(Pool.VIEW).getConnection()) {
      connection.setAutoCommit(false);
      Outbox.add(connection, events, now);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Delivery> log(Webhook webhook) {
    return await(deliveries.list(webhook.id(), Optional.empty(), Optional.empty(), 200)).items();
  }

  Webhook read(Webhook webhook) {
    return await(webhooks.read(webhook.campaign(), webhook.id())).orElseThrow();
  }

  long count(String sql) {
    return TestDatabase.number(address, sql);
  }

  @Override
  public void close() {
    system.close();
  }
}
