package crowdstart.http.fulfilment;

import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.fulfilment.Shipments;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Carries out the lines of an import, each on its own: what one of them comes to is nothing to the
 * others. Lines of one order are carried out in their order.
 */
final class ShipmentImport {
  /** How many shipments are changed at once. */
  private static final int AT_ONCE_MAX = 32;

  /** Behind this, lines that have not begun are told unknown: the client is still there to hear. */
  private static final Duration START_WAIT = Duration.ofSeconds(4);

  private final Shipments shipments;
  private final Materializer materializer;

  ShipmentImport(Shipments shipments, Materializer materializer) {
    this.shipments = shipments;
    this.materializer = materializer;
  }

  CompletionStage<List<ImportedRow>> run(CampaignId campaign, ImportFile file) {
    long started = System.nanoTime();
    Map<OrderId, List<ImportFile.Row>> byOrder = new LinkedHashMap<>();
    for (ImportFile.Row row : file.rows()) {
      byOrder.computeIfAbsent(row.order(), _ -> new ArrayList<>(1)).add(row);
    }
    return Source.from(byOrder.values())
        .mapAsync(AT_ONCE_MAX, rows -> changeAll(campaign, rows, started))
        .runWith(Sink.seq(), materializer)
        .thenApply(done ->
            Stream.concat(file.refused().stream(), done.stream().flatMap(List::stream))
                .sorted(Comparator.comparingInt(ImportedRow::line))
                .toList());
  }

  private CompletionStage<List<ImportedRow>> changeAll(
      CampaignId campaign, List<ImportFile.Row> rows, long started) {
    CompletionStage<List<ImportedRow>> done =
        CompletableFuture.completedStage(new ArrayList<>(rows.size()));
    for (ImportFile.Row row : rows) {
      done =
          done.thenCompose(results ->
              change(campaign, row, started)
                  .thenApply(result -> {
                    results.add(result);
                    return results;
                  }));
    }
    return done;
  }

  private CompletionStage<ImportedRow> change(
      CampaignId campaign, ImportFile.Row row, long started) {
    if (System.nanoTime() - started > START_WAIT.toNanos()) {
      return CompletableFuture.completedStage(ImportedRow.unknown(row.line()));
    }
    return shipments
        .change(row.order(), command(campaign, row))
        .thenApply(answer -> result(row.line(), answer));
  }

  private static ShipmentCommand command(CampaignId campaign, ImportFile.Row row) {
    return switch (row.step()) {
      case SHIPPED ->
          new ShipmentCommand.Ship(campaign, new Consignment(row.carrier(), row.tracking()));
      case DELIVERED -> new ShipmentCommand.Deliver(campaign);
      case RETURNED -> new ShipmentCommand.Return(campaign);
    };
  }

  private static ImportedRow result(int line, ShipmentAnswer answer) {
    return switch (answer) {
      case ShipmentAnswer.Found _ -> ImportedRow.done(line);
      case ShipmentAnswer.Refused(ShipmentStanding standing) ->
          ImportedRow.refused(line, "the shipment is " + standing.stage().label());
      case ShipmentAnswer.NotFound _ ->
          ImportedRow.refused(line, "the campaign has no such shipment");
      case ShipmentAnswer.Unknown _ -> ImportedRow.unknown(line);
    };
  }
}
