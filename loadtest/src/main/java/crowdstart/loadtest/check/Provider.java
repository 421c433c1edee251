package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The payment provider's own ledger.
 *
 * <p>A {@code transaction} is the last that wrote the row, 0 where it is not comparable with those
 * of the journals.
 *
 * @param payments {@code {id, order, status, amount, currency}}
 * @param charges {@code {id, payment, order, status, amount, captured, refunded, currency,
 *     transaction}}
 * @param refunds {@code {id, payment, order, refund, status, amount, transaction}}
 * @param disputes {@code {id, payment, order, status, amount, taken}}
 */
public record Provider(
    List<JsonNode> payments,
    List<JsonNode> charges,
    List<JsonNode> refunds,
    List<JsonNode> disputes) {}
