package crowdstart.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a call comes back with.
 *
 * @param isReplayed whether an idempotency key brought back an earlier answer
 */
record Answer(int status, JsonNode body, boolean isReplayed) {
  Answer(int status, JsonNode body) {
    this(status, body, false);
  }

  static Answer ok(JsonNode body) {
    return new Answer(200, body);
  }
}
