package crowdstart.loadtest.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An operation as a line of JSON. What is empty is left out. */
final class Lines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Lines() {}

  static String write(Operation operation) {
    ObjectNode line = JSON.createObjectNode();
    line.put("number", operation.number());
    line.put("client", operation.client());
    line.put("kind", operation.kind().name());
    line.put("node", operation.node());
    put(line, "subject", operation.subject());
    put(line, "key", operation.key());
    put(line, "asked", operation.asked());
    line.put("invoked", operation.invoked());
    line.put("completed", operation.completed());
    line.put("outcome", operation.outcome().name());
    line.put("status", operation.status());
    put(line, "refusal", operation.refusal());
    if (operation.isReplayed()) {
      line.put("replayed", true);
    }
    if (!operation.answer().isNull()) {
      line.set("answer", operation.answer());
    }
    return line.toString();
  }

  static Operation read(String text) throws JsonProcessingException {
    JsonNode line = JSON.readTree(text);
    return new Operation(
        line.path("number").asLong(),
        line.path("client").asInt(),
        Kind.valueOf(line.path("kind").asText()),
        line.path("node").asText(),
        line.path("subject").asText(),
        line.path("key").asText(),
        line.path("asked").asText(),
        line.path("invoked").asLong(),
        line.path("completed").asLong(),
        Outcome.valueOf(line.path("outcome").asText()),
        line.path("status").asInt(),
        line.path("refusal").asText(),
        line.path("replayed").asBoolean(),
        line.has("answer") ? line.path("answer") : NullNode.getInstance());
  }

  private static void put(ObjectNode line, String name, String value) {
    if (!value.isEmpty()) {
      line.put(name, value);
    }
  }
}
