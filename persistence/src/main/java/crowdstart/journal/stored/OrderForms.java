package crowdstart.journal.stored;

import crowdstart.campaign.PricedLine;
import crowdstart.identity.BackerId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import crowdstart.order.Address;
import crowdstart.order.Backer;
import crowdstart.order.OrderEvent;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the events of an order are stored. */
final class OrderForms {
  private OrderForms() {}

  record StoredBacker(String email, String name, String country) {}

  record StoredLine(TierId tier, int quantity, long price) {}

  record Placed(
      OrderId order,
      CampaignId campaign,
      BackerId backerId,
      StoredBacker backer,
      List<StoredLine> lines,
      Currency currency,
      @Nullable String referrer,
      Instant holdExpiresAt,
      @Nullable Long requestNumber,
      Instant at) {

    static Placed of(OrderEvent.Placed event) {
      Backer backer = event.backer();
      return new Placed(
          event.order(),
          event.campaign(),
          event.backerId(),
          new StoredBacker(backer.email(), backer.name(), backer.country()),
          event.lines().stream()
              .map(line -> new StoredLine(line.tier(), line.quantity(), line.price()))
              .toList(),
          event.currency(),
          event.referrer(),
          event.holdExpiresAt(),
          event.requestNumber() == 0 ? null : event.requestNumber(),
          event.at());
    }

    OrderEvent.Placed event() {
      return new OrderEvent.Placed(
          order,
          campaign,
          backerId,
          new Backer(backer.email(), backer.name(), backer.country()),
          lines.stream()
              .map(line -> new PricedLine(line.tier(), line.quantity(), line.price()))
              .toList(),
          currency,
          referrer,
          holdExpiresAt,
          requestNumber == null ? 0 : requestNumber,
          at);
    }
  }

  record Moment(Instant at) {}

  record AddressGiven(StoredAddress address, Instant at) {}

  record StoredAddress(
      String line1,
      @Nullable String line2,
      String city,
      @Nullable String region,
      @Nullable String postalCode,
      String country,
      @Nullable String phone) {

    static StoredAddress of(Address address) {
      return new StoredAddress(
          address.line1(),
          address.line2(),
          address.city(),
          address.region(),
          address.postalCode(),
          address.country(),
          address.phone());
    }

    Address address() {
      return new Address(line1, line2, city, region, postalCode, country, phone);
    }
  }

  static List<Form<?, ?>> all() {
    return List.of(
        new Form<>(
            "order-placed.1", OrderEvent.Placed.class, Placed.class, Placed::of, Placed::event),
        new Form<>(
            "order-confirmed.1",
            OrderEvent.Confirmed.class,
            Moment.class,
            event -> new Moment(event.at()),
            form -> new OrderEvent.Confirmed(form.at())),
        new Form<>(
            "order-cancelled.1",
            OrderEvent.Cancelled.class,
            Moment.class,
            event -> new Moment(event.at()),
            form -> new OrderEvent.Cancelled(form.at())),
        new Form<>(
            "order-expired.1",
            OrderEvent.Expired.class,
            Moment.class,
            event -> new Moment(event.at()),
            form -> new OrderEvent.Expired(form.at())),
        new Form<>(
            "order-dropped.1",
            OrderEvent.Dropped.class,
            Moment.class,
            event -> new Moment(event.at()),
            form -> new OrderEvent.Dropped(form.at())),
        new Form<>(
            "order-released.1",
            OrderEvent.Released.class,
            Moment.class,
            event -> new Moment(event.at()),
            form -> new OrderEvent.Released(form.at())),
        new Form<>(
            "order-address-given.1",
            OrderEvent.AddressGiven.class,
            AddressGiven.class,
            event -> new AddressGiven(StoredAddress.of(event.address()), event.at()),
            form -> new OrderEvent.AddressGiven(form.address().address(), form.at())),
        new Form<>(
            "order-address-locked.1",
            OrderEvent.AddressLocked.class,
            Moment.class,
            event -> new Moment(event.at()),
            form -> new OrderEvent.AddressLocked(form.at())));
  }
}
