package crowdstart.loadtest.workload;

import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation.Identity;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** The HTTP request of an operation, made from nothing but what its history keeps. */
final class Requests {
  private Requests() {}

  static boolean isForSandbox(Kind kind) {
    return kind == Kind.SECURE_CARD || kind == Kind.AUTHENTICATE;
  }

  static HttpRequest of(URI server, String creatorToken, Identity asked, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path(asked))).timeout(WorkloadPlan.ANSWER_WAIT_MAX);
    if (!asked.kind().isChange()) {
      return request.GET().build();
    }
    if (!creatorToken.isEmpty() && isOfCreator(asked.kind())) {
      request.header("Authorization", "Bearer " + creatorToken);
    }
    if (!body.isEmpty()) {
      request.header(
          "Content-Type",
          isForSandbox(asked.kind()) ? "application/x-www-form-urlencoded" : "application/json");
    }
    if (asked.kind() == Kind.PLACE_ORDER || asked.kind() == Kind.REFUND_ORDER) {
      request.header("Idempotency-Key", asked.key());
    }
    return request.POST(BodyPublishers.ofString(body)).build();
  }

  private static boolean isOfCreator(Kind kind) {
    return kind == Kind.CREATE_CAMPAIGN
        || kind == Kind.LAUNCH_CAMPAIGN
        || kind == Kind.CANCEL_CAMPAIGN
        || kind == Kind.REFUND_ORDER;
  }

  private static String path(Identity asked) {
    String campaign = "/v1/campaigns/" + asked.subject();
    String order = "/v1/orders/" + asked.subject();
    return switch (asked.kind()) {
      case CREATE_CAMPAIGN -> "/v1/campaigns";
      case LAUNCH_CAMPAIGN -> campaign + "/launch";
      case CANCEL_CAMPAIGN -> campaign + "/cancel";
      case READ_CAMPAIGN -> campaign;
      case READ_STATS -> campaign + "/stats";
      case WATCH_STATS -> campaign + "/stats/stream";
      case PLACE_ORDER -> campaign + "/orders";
      case READ_ORDER -> order;
      case CANCEL_ORDER -> order + "/cancel";
      case OPEN_PAYMENT, READ_PAYMENT -> order + "/payment";
      case REFUND_ORDER -> order + "/refunds";
      case SECURE_CARD -> "/v1/setup_intents/" + asked.key() + "/confirm";
      case AUTHENTICATE -> "/v1/payment_intents/" + asked.key() + "/confirm";
      case SETTLED -> throw new IllegalArgumentException("that is no request");
    };
  }
}
