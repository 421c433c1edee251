package crowdstart.http.fulfilment;

import crowdstart.fulfilment.Consignment;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.route.HomeRegions;
import crowdstart.http.wire.Csv;
import crowdstart.http.wire.Fields;
import crowdstart.identity.OrderId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an import.
 *
 * @param rows those that can be carried out
 * @param refused those that cannot even be read
 */
record ImportFile(List<Row> rows, List<ImportedRow> refused) {
  /** A creator with more of them sends several files. */
  static final int SHIPMENT_ROWS_MAX = 1_000;

  static final int BYTES_MAX = 1024 * 1024;

  private static final Set<String> REQUIRED = Set.of("order", "carrier", "tracking");
  private static final Set<String> KNOWN = Set.of("order", "carrier", "tracking", "state");

  /** What a creator need not take out of a file that was exported here and filled in. */
  private static final Set<String> EXPORTED =
      Stream.of(ShipmentCsv.HEAD, ShipmentCsv.LABELS_HEAD)
          .flatMap(head -> Stream.of(head.strip().split(",", -1)))
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** What a line says has happened. */
  enum Step {
    SHIPPED,
    DELIVERED,
    RETURNED
  }

  record Row(int line, OrderId order, Step step, String carrier, @Nullable String tracking) {}

  /**
   * Reads a file.
   *
   * @throws Refused when its head is not as it must be, or it has too many lines
   */
  static ImportFile read(ByteString body, HomeRegions regions) {
    List<String> lines = text(body).lines().toList();
    String head = lines.isEmpty() ? "" : lines.getFirst().replace(BYTE_ORDER_MARK, "");
    char separator = head.indexOf(',') < 0 && head.indexOf(';') >= 0 ? ';' : ',';
    List<String> names = names(head, separator);
    if (!names.containsAll(REQUIRED)
        || names.stream().anyMatch(name -> !KNOWN.contains(name) && !EXPORTED.contains(name))
        || new HashSet<>(names).size() != names.size()) {
      throw new Refused(
          Problems.invalid("/1", "the first line must name order, carrier, tracking and state"));
    }
    if (lines.stream().skip(1).filter(line -> !line.isBlank()).count() > SHIPMENT_ROWS_MAX) {
      throw new Refused(
          Problems.invalid(
              "/" + (SHIPMENT_ROWS_MAX + 2), "more than " + SHIPMENT_ROWS_MAX + " lines"));
    }
    List<Row> rows = new ArrayList<>(lines.size());
    List<ImportedRow> refused = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        row(i + 1, names, Csv.cells(lines.get(i), separator), regions, rows, refused);
      }
    }
    return new ImportFile(rows, refused);
  }

  /** In small letters; none when its quotes do not close. */
  private static List<String> names(String head, char separator) {
    List<String> cells = Csv.cells(head, separator);
    return cells == null
        ? List.of()
        : cells.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  private static String text(ByteString body) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(body.toArrayUnsafe()))
          .toString();
    } catch (CharacterCodingException notText) {
      throw new Refused(Problems.malformed("the body is not in UTF-8"));
    }
  }

  private static void row(
      int line,
      List<String> names,
      @Nullable List<String> cells,
      HomeRegions regions,
      List<Row> rows,
      List<ImportedRow> refused) {
    if (cells == null || cells.size() != names.size()) {
      refused.add(ImportedRow.refused(line, "must have " + names.size() + " cells"));
      return;
    }
    OrderId order =
        OrderId.parse(cell(names, cells, "order"))
            .filter(id -> regions.home().value().equals(id.region()))
            .orElse(null);
    Step step = step(cell(names, cells, "state"));
    String carrier = cell(names, cells, "carrier");
    String tracking = cell(names, cells, "tracking");
    if (order == null) {
      refused.add(ImportedRow.refused(line, "order must be the id of an order"));
    } else if (step == null) {
      refused.add(ImportedRow.refused(line, "state " + ShipmentBody.STATES));
    } else if (step == Step.SHIPPED && carrier.isEmpty()) {
      refused.add(ImportedRow.refused(line, "carrier is required"));
    } else if (!Fields.isLine(carrier, Consignment.CARRIER_LENGTH_MAX)) {
      refused.add(ImportedRow.refused(line, tooLong("carrier", Consignment.CARRIER_LENGTH_MAX)));
    } else if (!Fields.isLine(tracking, Consignment.TRACKING_LENGTH_MAX)) {
      refused.add(ImportedRow.refused(line, tooLong("tracking", Consignment.TRACKING_LENGTH_MAX)));
    } else {
      rows.add(new Row(line, order, step, carrier, tracking.isEmpty() ? null : tracking));
    }
  }

  private static String tooLong(String name, int max) {
    return name + " must have at most " + max + " characters, and no control characters";
  }

  private static String cell(List<String> names, List<String> cells, String name) {
    int index = names.indexOf(name);
    return index < 0 ? "" : Csv.plain(cells.get(index).strip());
  }

  private static @Nullable Step step(String state) {
    return switch (state.toLowerCase(Locale.ROOT)) {
      // An export that was filled in still says what each parcel was when it was exported.
      case "", "ready", "batched", "shipped" -> Step.SHIPPED;
      case "delivered" -> Step.DELIVERED;
      case "returned" -> Step.RETURNED;
      default -> null;
    };
  }
}
