package crowdstart.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** The sandbox's own calls, beside Stripe's. */
final class Controls {
  private final LedgerDatabase database;
  private final Dice dice;

  Controls(LedgerDatabase database, Dice dice) {
    this.database = database;
    this.dice = dice;
  }

  Answer answer(Call call) {
    return switch (call.method() + ' ' + call.path()) {
      case "GET /sandbox/trouble" -> trouble();
      case "PUT /sandbox/trouble" -> {
        dice.set(trouble(call.body()));
        yield trouble();
      }
      case "GET /sandbox/ledger" -> Answer.ok(LedgerReport.read(database));
      case "POST /sandbox/webhook_endpoints" -> {
        JsonNode asked = json(call.body());
        String url = asked.path("url").asText();
        String secret = asked.path("secret").asText();
        yield Answer.ok(addEndpoint(new SandboxSettings.Endpoint(address(url), secret)));
      }
      case "DELETE /sandbox/webhook_endpoints" ->
          Answer.ok(removeEndpoint(call.form().only("url").required("url")));
      default -> throw Problem.noSuchCall(call.method(), call.path());
    };
  }

  private Answer trouble() {
    return Answer.ok(Json.MAPPER.valueToTree(dice.trouble()));
  }

  private static Trouble trouble(String body) {
    try {
      return Trouble.parse(body);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(null, null, String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode json(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw Problem.invalid(null, null, "The body is not JSON.");
    }
  }

  private static URI address(String url) {
    try {
      URI address = URI.create(url);
      if ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) {
        return address;
      }
    } catch (IllegalArgumentException notAnAddress) {
      throw Problem.invalid("url_invalid", "url", "The URL is not valid.");
    }
    throw Problem.invalid("url_invalid", "url", "The URL must be http or https.");
  }

  /** Webhooks go there from the next event on; an address that is known gets the new secret. */
  ObjectNode addEndpoint(SandboxSettings.Endpoint endpoint) {
    if (endpoint.secret().isEmpty()) {
      throw Problem.invalid("parameter_missing", "secret", "Missing required param: secret.");
    }
    database.run(connection -> {
      try (var insert =
          connection.prepareStatement(
              "insert into sandbox.webhook_endpoint (id, url, secret) values (?, ?, ?)"
                  + " on conflict (url) do update set secret = excluded.secret")) {
        insert.setString(1, Ids.next("we"));
        insert.setString(2, endpoint.url().toString());
        insert.setString(3, endpoint.secret());
        return insert.executeUpdate();
      }
    });
    return Json.object().put("url", endpoint.url().toString());
  }

  /** With what it has not received yet. */
  private ObjectNode removeEndpoint(String url) {
    int removed =
        database.run(connection -> {
          try (var delete =
              connection.prepareStatement("delete from sandbox.webhook_endpoint where url = ?")) {
            delete.setString(1, url);
            return delete.executeUpdate();
          }
        });
    return Json.object().put("url", url).put("deleted", removed > 0);
  }
}
