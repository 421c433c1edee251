package crowdstart.http.checkout;

import crowdstart.campaign.PricedLine;
import crowdstart.http.wire.Csv;
import crowdstart.http.wire.Page;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStanding;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** All orders of a campaign as one CSV (RFC 4180), read page by page as the client takes it. */
final class OrderCsv {
  private static final int ROWS_PER_READ = 200;
  private static final ByteString HEAD =
      ByteString.fromString(
          "id,state,placedAt,since,email,name,country,tier,quantity,addOns,total,currency,"
              + "holdExpiresAt,referrer\r\n");

  /** Where reading goes on: nowhere when {@code isDone}, at the first page with no cursor. */
  private record Position(@Nullable String cursor, boolean isDone) {}

  private OrderCsv() {}

  /**
   * @param first the first page, read before the answer began so that its failure has an answer
   */
  static Source<ByteString, NotUsed> source(
      OrderList orders, OrderList.Query query, Page<OrderStanding> first) {
    Source<ByteString, NotUsed> rest =
        Source.unfoldAsync(
            new Position(first.next(), first.next() == null),
            position ->
                position.isDone()
                    ? CompletableFuture.completedStage(Optional.empty())
                    : orders
                        .list(query, position.cursor(), ROWS_PER_READ)
                        .thenApply(page ->
                            Optional.of(
                                Pair.create(
                                    new Position(page.next(), page.next() == null),
                                    rows(page.items())))));
    return Source.single(HEAD.concat(rows(first.items()))).concat(rest);
  }

  private static ByteString rows(List<OrderStanding> orders) {
    StringBuilder text = new StringBuilder();
    orders.forEach(order -> row(text, order));
    return ByteString.fromString(text.toString());
  }

  private static void row(StringBuilder text, OrderStanding order) {
    OrderEvent.Placed placed = order.placed();
    PricedLine first = placed.lines().getFirst();
    Csv.cell(text, placed.order().value()).append(',');
    Csv.cell(text, order.stage().label()).append(',');
    Csv.cell(text, placed.at().toString()).append(',');
    Csv.cell(text, order.since().toString()).append(',');
    Csv.cell(text, placed.backer().email()).append(',');
    Csv.cell(text, placed.backer().name()).append(',');
    Csv.cell(text, placed.backer().country()).append(',');
    Csv.cell(text, first.tier().value()).append(',');
    text.append(first.quantity()).append(',');
    Csv.cell(text, addOns(placed.lines())).append(',');
    text.append(placed.total()).append(',');
    Csv.cell(text, placed.currency().getCurrencyCode()).append(',');
    Csv.cell(text, placed.holdExpiresAt().toString()).append(',');
    Csv.cell(text, placed.referrer() == null ? "" : placed.referrer()).append("\r\n");
  }

  private static String addOns(List<PricedLine> lines) {
    return lines.stream()
        .skip(1)
        .map(line -> line.quantity() + " x " + line.tier())
        .collect(Collectors.joining("; "));
  }
}
