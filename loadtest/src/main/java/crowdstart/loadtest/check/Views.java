package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The read models, a JSON object for each row, under the names of its columns. */
public record Views(
    List<JsonNode> campaigns,
    List<JsonNode> orders,
    List<JsonNode> payments,
    List<JsonNode> postings,
    List<JsonNode> balances) {}
