package crowdstart.view;

import crowdstart.identity.TierId;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import org.jspecify.annotations.Nullable;

/**
 * Which of a campaign's orders are looked for; null stands for any.
 *
 * @param email of their backer, in whatever case
 * @param tier that is in them, as the tier itself or as an add-on
 * @param country of their backer: ISO 3166-1 alpha-2, in capitals
 */
public record OrderFilter(
    @Nullable OrderStage stage,
    @Nullable String email,
    @Nullable TierId tier,
    @Nullable String country) {
  public static final OrderFilter ANY = new OrderFilter(null, null, null, null);

  /** Whether an order, found by its stage and e-mail, has the tier and the country. */
  boolean matches(OrderStanding order) {
    OrderEvent.Placed placed = order.placed();
    return (tier == null || placed.lines().stream().anyMatch(line -> line.tier().equals(tier)))
        && (country == null || placed.backer().country().equals(country));
  }
}
