package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The payment provider's own ledger.
 *
 * @param payments {@code {id, order, status, amount, currency}}
 * @param charges {@code {id, payment, order, status, amount, captured, refunded, currency}}
 * @param refunds {@code {id, payment, order, refund, status, amount}}
 */
public record Provider(List<JsonNode> payments, List<JsonNode> charges, List<JsonNode> refunds) {}
