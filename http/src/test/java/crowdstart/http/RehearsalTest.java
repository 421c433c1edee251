package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crowdstart.http.demo.DemoCampaigns;
import crowdstart.http.warmup.Rehearsal;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import crowdstart.identity.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void aRehearsalLeavesNothingThatAnybodySees() {
    try (TestNode node = TestNode.start();
        Client client = new Client(node)) {
      Identities identities = new Identities(new byte[Identities.SECRET_BYTES_MIN]);
      int placed =
          Rehearsal.run(
                  node.server,
                  node.engine.campaigns(),
                  identities,
                  Rehearsal.Extent.beforeReady(Duration.ofSeconds(3)))
              .toCompletableFuture()
              .join();

      assertThat(placed).isPositive();
      assertThat(node.metrics.scrape()).doesNotContain("warmup").doesNotContain("answers_total{");
      CampaignId unknown = identities.newCampaign(Region.WARM_UP);
      assertThat(client.get("/v1/campaigns/" + unknown).status()).isEqualTo(404);
    }
  }

  @Test
  void itGivesWayToGuestsAndTheyAloneAreCounted() {
    try (TestNode node = TestNode.start();
        Client client = new Client(node)) {
      CompletableFuture<Integer> rehearsal =
          Rehearsal.run(
                  node.server,
                  node.engine.campaigns(),
                  new Identities(new byte[Identities.SECRET_BYTES_MIN]),
                  Rehearsal.Extent.besideGuests())
              .toCompletableFuture();
      // Guests who come before its first order may find nothing to give way.
      await().until(() -> node.engine.checkout().inFlight() > 0);
      int guests = 0;
      while (!rehearsal.isDone()) {
        client.get("/v1/orders");
        guests++;
      }

      assertThat(rehearsal.join()).isPositive();
      assertThat(node.server.guests()).isEqualTo(guests);
      assertThat(node.metrics.scrape()).doesNotContain("warmup").doesNotContain("status=\"201\"");
    }
  }

  @Test
  void demoCampaignsAreSeededOnce() {
    try (TestNode node = TestNode.start();
        Client client = new Client(node)) {
      DemoCampaigns demo =
          new DemoCampaigns(node.lists, node.engine.campaigns(), new Region("local"));
      List<CampaignId> seeded = demo.seed(Instant.now()).toCompletableFuture().join();
      assertThat(seeded).hasSize(3);
      for (CampaignId id : seeded) {
        node.lists.campaign(id.value());
        assertThat(client.get("/v1/campaigns/" + id).json().path("state").asText())
            .isEqualTo("live");
      }
      assertThat(demo.seed(Instant.now()).toCompletableFuture().join()).isEmpty();
    }
  }
}
