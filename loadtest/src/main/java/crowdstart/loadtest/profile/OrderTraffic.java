package crowdstart.loadtest.profile;

import crowdstart.loadtest.client.Body;
import crowdstart.loadtest.client.RequestTemplate;
import crowdstart.loadtest.client.Traffic;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** Orders for a list of campaigns in turn, each from a backer of its own with a key of its own. */
public final class OrderTraffic implements Traffic {
  /** One answer in this many is kept, to be compared after the run. */
  public static final int SAMPLE_EVERY = 997;

  /** Most answers kept. */
  public static final int SAMPLES_MAX = 50;

  /** An answer that was kept, and what it answered. */
  public record Sample(String campaign, String key, String body, String answer) {}

  private final List<String> campaigns;
  private final List<List<RequestTemplate>> templates = new ArrayList<>();
  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final String run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);

  public OrderTraffic(List<URI> servers, List<String> campaigns) {
    this.campaigns = List.copyOf(campaigns);
    for (URI server : servers) {
      templates.add(
          campaigns.stream()
              .map(campaign ->
                  RequestTemplate.post(
                      "/v1/campaigns/" + campaign + "/orders",
                      server.getAuthority(),
                      "Idempotency-Key: " + key(RequestTemplate.NUMBER) + "\r\n",
                      body(RequestTemplate.NUMBER)))
              .toList());
    }
  }

  @Override
  public void encode(long number, int server, ByteBuffer out) {
    templates.get(server).get((int) (number % campaigns.size())).encode(number, out);
  }

  @Override
  public boolean wantsBody(long number) {
    return number % SAMPLE_EVERY == 0 && samples.size() < SAMPLES_MAX;
  }

  @Override
  public void succeeded(long number, long nanos, Body body) {
    if (number % SAMPLE_EVERY == 0 && samples.size() < SAMPLES_MAX) {
      String digits = "%0" + RequestTemplate.NUMBER.length() + "d";
      samples.add(
          new Sample(
              campaigns.get((int) (number % campaigns.size())),
              key(digits.formatted(number)),
              body(digits.formatted(number)),
              body.text()));
    }
  }

  public List<Sample> samples() {
    return List.copyOf(samples);
  }

  private String key(String number) {
    return run + "-" + number;
  }

  private String body(String number) {
    return """
    {"tier":"%s","quantity":1,"backer":{"email":"backer-%s-%s@example.com","name":"Load Backer","country":"DE"}}\
    """
        .formatted(Shop.TIER, run, number);
  }
}
