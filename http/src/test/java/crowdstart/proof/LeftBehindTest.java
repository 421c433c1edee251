package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.ManageCommand;
import crowdstart.database.DatabaseAddress;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderStage;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.PaymentStage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders that no notice reaches come to their end all the same. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LeftBehindTest {
  private static final Duration WAIT = Duration.ofMinutes(1);

  /** As a node writes it that stood still between the hold and the order, longer than the hold. */
  @Test
  void anOrderThatWasPlacedAfterItsHoldHadEndedExpires() throws Exception {
    try (WebhookDesk desk = new WebhookDesk()) {
      OrderId held = desk.order();
      String late = held.value().substring(0, held.value().length() - 2) + "zz";
      place(desk.database, held.value(), late);
      assertThat(stage(desk, new OrderId(late))).isEqualTo(OrderStage.HELD);

      desk.clock.leap(Duration.ofHours(2).plusMinutes(2));

      await(desk, new OrderId(late), OrderStage.EXPIRED);
      await(desk, held, OrderStage.EXPIRED);
    }
  }

  @Test
  void anOrderThatWasRefundedWholeHearsOfItsCampaignsEnd() throws Exception {
    try (WebhookDesk desk = new WebhookDesk()) {
      OrderId order = desk.paid("pm_card_visa");
      Lane.await(desk.node.engine.payments().giveBack(order, "mine", TrialCampaign.PRICE));
      awaitRefund(desk, order);
      assertThat(stage(desk, order)).isEqualTo(OrderStage.CONFIRMED);

      desk.manage(new ManageCommand.Cancel());

      await(desk, order, OrderStage.RELEASED);
      Books books = Books.read(desk.database);
      assertThat(Reconciliation.differences(desk.ledger(), books)).isEmpty();
    }
  }

  private static void place(DatabaseAddress database, String like, String order)
      throws SQLException {
    try (Connection connection = database.connect();
        var insert =
            connection.prepareStatement(
                """
                insert into order_journal.event_journal
                  (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
                   event_ser_id, event_ser_manifest, event_payload)
                select 'order|' || ?, sequence_number, writer, write_timestamp, adapter_manifest,
                  event_ser_id, event_ser_manifest,
                  convert_to(replace(convert_from(event_payload, 'UTF8'), ?, ?), 'UTF8')
                from order_journal.event_journal
                where persistence_id = 'order|' || ? and sequence_number = 1
                """)) {
      insert.setString(1, order);
      insert.setString(2, like);
      insert.setString(3, order);
      insert.setString(4, like);
      assertThat(insert.executeUpdate()).isOne();
    }
  }

  private static void awaitRefund(WebhookDesk desk, OrderId order) {
    Awaitility.await("all of it is back")
        .atMost(WAIT)
        .until(
            () -> Lane.await(desk.node.engine.payments().read(order)),
            it ->
                it instanceof PaymentAnswer.Found found
                    && found.standing().stage() == PaymentStage.REFUNDED);
  }

  private static void await(WebhookDesk desk, OrderId order, OrderStage stage) {
    Awaitility.await(order + " is " + stage.label())
        .atMost(WAIT)
        .until(() -> stage(desk, order), stage::equals);
  }

  private static OrderStage stage(WebhookDesk desk, OrderId order) {
    return ((OrderAnswer.Found) Lane.await(desk.node.engine.orders().read(order)))
        .standing()
        .stage();
  }
}
