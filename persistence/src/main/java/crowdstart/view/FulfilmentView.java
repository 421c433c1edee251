package crowdstart.view;

import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedPage;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.BatchStage;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.FulfilmentEvent;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.identity.BatchId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps {@code view.shipment} and {@code view.batch}, a page in a few round trips. */
final class FulfilmentView {
  private static final String BEGIN =
      """
      insert into view.shipment (id, campaign, state, since, begun_at, country, tiers, quantities)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do nothing
      """;

  private static final String STEP =
      """
      update view.shipment set state = ?, since = ?, batch = case when ? then ? else batch end,
        carrier = coalesce(?, carrier), tracking = coalesce(?, tracking)
      where id = ?
      """;

  private static final String LEAVE =
      "insert into view.left_out (batch, id) values (?, ?) on conflict do nothing";

  private static final String UNCLAIM = "delete from view.batch_claim where id = any(?)";

  private static final String LOCK = "update view.shipment set is_locked = true where id = ?";

  private static final String SUSPEND = "update view.shipment set is_suspended = ? where id = ?";

  private static final String OPEN =
      """
      insert into view.batch (id, campaign, stage, since, opened_at, tier, country, chosen)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do nothing
      """;

  private static final String BATCH_STEP =
      "update view.batch set stage = ?, since = ? where id = ?";

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement step;
  private final PreparedStatement lock;
  private final PreparedStatement suspend;
  private final PreparedStatement open;
  private final PreparedStatement batchStep;

  private FulfilmentView(
      Connection connection,
      PreparedStatement begin,
      PreparedStatement step,
      PreparedStatement lock,
      PreparedStatement suspend,
      PreparedStatement open,
      PreparedStatement batchStep) {
    this.connection = connection;
    this.begin = begin;
    this.step = step;
    this.lock = lock;
    this.suspend = suspend;
    this.open = open;
    this.batchStep = batchStep;
  }

  static void handle(Connection connection, FeedPage<FulfilmentEvent> page) throws SQLException {
    try (var begin = connection.prepareStatement(BEGIN);
        var step = connection.prepareStatement(STEP);
        var lock = connection.prepareStatement(LOCK);
        var suspend = connection.prepareStatement(SUSPEND);
        var open = connection.prepareStatement(OPEN);
        var batchStep = connection.prepareStatement(BATCH_STEP)) {
      var view = new FulfilmentView(connection, begin, step, lock, suspend, open, batchStep);
      for (FeedEvent<FulfilmentEvent> event : page.events()) {
        String id = OrderView.entityId(event.persistenceId());
        view.take(id, event.event());
        if (event.event() instanceof ShipmentEvent happened) {
          tell(connection, id, happened);
        }
      }
      // What begins comes first of each kind, and the steps of one entity stay in their order.
      begin.executeBatch();
      open.executeBatch();
      step.executeBatch();
      lock.executeBatch();
      suspend.executeBatch();
      batchStep.executeBatch();
    }
    leave(connection, page);
    unclaim(connection, page);
  }

  private static void leave(Connection connection, FeedPage<FulfilmentEvent> page)
      throws SQLException {
    try (var leave = connection.prepareStatement(LEAVE)) {
      for (FeedEvent<FulfilmentEvent> event : page.events()) {
        if (event.event() instanceof ShipmentEvent.Unbatched(BatchId batch, _)) {
          leave.setString(1, batch.value());
          leave.setString(2, OrderView.entityId(event.persistenceId()));
          leave.addBatch();
        }
      }
      leave.executeBatch();
    }
  }

  /** What a batch has taken, or let go, says so itself from here on. */
  private static void unclaim(Connection connection, FeedPage<FulfilmentEvent> page)
      throws SQLException {
    String[] told =
        page.events().stream()
            .filter(event -> event.event() instanceof ShipmentEvent)
            .map(event -> OrderView.entityId(event.persistenceId()))
            .toArray(String[]::new);
    if (told.length > 0) {
      try (var unclaim = connection.prepareStatement(UNCLAIM)) {
        unclaim.setArray(1, connection.createArrayOf("text", told));
        unclaim.executeUpdate();
      }
    }
  }

  private static void tell(Connection connection, String order, ShipmentEvent event)
      throws SQLException {
    String what =
        switch (event) {
          case ShipmentEvent.Begun _, ShipmentEvent.Unbatched _, ShipmentEvent.Reopened _ ->
              ShipmentStage.READY.label();
          case ShipmentEvent.Batched _ -> ShipmentStage.BATCHED.label();
          case ShipmentEvent.Locked _ -> "address-final";
          case ShipmentEvent.Shipped _ -> ShipmentStage.SHIPPED.label();
          case ShipmentEvent.Delivered _ -> ShipmentStage.DELIVERED.label();
          case ShipmentEvent.Returned _ -> ShipmentStage.RETURNED.label();
          case ShipmentEvent.Suspended _ -> "suspended";
          case ShipmentEvent.Resumed _ -> "resumed";
          case ShipmentEvent.Cancelled _ -> ShipmentStage.CANCELLED.label();
        };
    String detail =
        event instanceof ShipmentEvent.Shipped(Consignment consignment, _)
            ? Forms.text(consignment.carrier())
            : null;
    Timeline.add(connection, order, event.at(), "fulfilment", what, detail);
  }

  private void take(String id, FulfilmentEvent event) throws SQLException {
    switch (event) {
      case ShipmentEvent.Begun begun -> begin(begun);
      case ShipmentEvent.Batched(BatchId batch, Instant at) ->
          step(id, ShipmentStage.BATCHED, at, true, batch, null);
      case ShipmentEvent.Unbatched(BatchId _, Instant at) ->
          step(id, ShipmentStage.READY, at, true, null, null);
      case ShipmentEvent.Locked _ -> {
        lock.setString(1, id);
        lock.addBatch();
      }
      case ShipmentEvent.Suspended _ -> suspend(id, true);
      case ShipmentEvent.Resumed _ -> suspend(id, false);
      case ShipmentEvent.Shipped(Consignment consignment, Instant at) ->
          step(id, ShipmentStage.SHIPPED, at, false, null, consignment);
      case ShipmentEvent.Delivered(Instant at) -> step(id, ShipmentStage.DELIVERED, at);
      case ShipmentEvent.Returned(Instant at) -> step(id, ShipmentStage.RETURNED, at);
      case ShipmentEvent.Cancelled(Instant at) -> step(id, ShipmentStage.CANCELLED, at);
      case ShipmentEvent.Reopened(Instant at) -> {
        step(id, ShipmentStage.READY, at, true, null, null);
        suspend(id, false);
      }
      case BatchEvent.Opened opened -> open(opened);
      case BatchEvent.LockAsked(BatchId batch, Instant at) -> step(batch, BatchStage.LOCKING, at);
      case BatchEvent.Locked(BatchId batch, Instant at) -> step(batch, BatchStage.LOCKED, at);
    }
  }

  private void begin(ShipmentEvent.Begun begun) throws SQLException {
    begin.setString(1, begun.order().value());
    begin.setString(2, begun.campaign().value());
    begin.setString(3, ShipmentStage.READY.label());
    begin.setObject(4, CampaignRows.time(begun.at()));
    begin.setObject(5, CampaignRows.time(begun.at()));
    begin.setString(6, begun.country());
    String[] tiers = begun.lines().stream().map(line -> line.tier().value()).toArray(String[]::new);
    Integer[] quantities =
        begun.lines().stream().map(line -> line.quantity()).toArray(Integer[]::new);
    begin.setArray(7, connection.createArrayOf("varchar", tiers));
    begin.setArray(8, connection.createArrayOf("integer", quantities));
    begin.addBatch();
  }

  private void suspend(String id, boolean is) throws SQLException {
    suspend.setBoolean(1, is);
    suspend.setString(2, id);
    suspend.addBatch();
  }

  private void step(String id, ShipmentStage stage, Instant at) throws SQLException {
    step(id, stage, at, false, null, null);
  }

  private void step(
      String id,
      ShipmentStage stage,
      Instant at,
      boolean isOtherBatch,
      @Nullable BatchId batch,
      @Nullable Consignment consignment)
      throws SQLException {
    step.setString(1, stage.label());
    step.setObject(2, CampaignRows.time(at));
    step.setBoolean(3, isOtherBatch);
    step.setString(4, batch == null ? null : batch.value());
    step.setString(5, consignment == null ? null : Forms.text(consignment.carrier()));
    String tracking = consignment == null ? null : consignment.tracking();
    step.setString(6, tracking == null ? null : Forms.text(tracking));
    step.setString(7, id);
    step.addBatch();
  }

  private void open(BatchEvent.Opened opened) throws SQLException {
    var tier = opened.filter().tier();
    open.setString(1, opened.batch().value());
    open.setString(2, opened.campaign().value());
    open.setString(3, BatchStage.OPEN.label());
    open.setObject(4, CampaignRows.time(opened.at()));
    open.setObject(5, CampaignRows.time(opened.at()));
    open.setString(6, tier == null ? null : tier.value());
    open.setString(7, opened.filter().country());
    open.setInt(8, opened.orders().size());
    open.addBatch();
  }

  private void step(BatchId batch, BatchStage stage, Instant at) throws SQLException {
    batchStep.setString(1, stage.label());
    batchStep.setObject(2, CampaignRows.time(at));
    batchStep.setString(3, batch.value());
    batchStep.addBatch();
  }
}
