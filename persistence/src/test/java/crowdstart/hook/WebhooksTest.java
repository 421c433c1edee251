package crowdstart.hook;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhooksTest {

  private final HookFixture given = new HookFixture();

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void aCampaignHasThoseThatItsCreatorAdded() {
    Webhook all = given.webhook(1);
    Webhook some = given.webhook(1, HookType.ORDER_PLACED, HookType.ORDER_EXPIRED);
    Webhook other = given.webhook(2);

    assertThat(await(given.webhooks.list(campaign(1)))).containsExactlyInAnyOrder(all, some);
    assertThat(given.read(some).types())
        .containsExactly(HookType.ORDER_PLACED, HookType.ORDER_EXPIRED);
    assertThat(await(given.webhooks.read(campaign(1), other.id()))).isEmpty();
    assertThat(await(given.webhooks.delete(campaign(1), other.id()))).isFalse();
    assertThat(await(given.webhooks.delete(campaign(2), other.id()))).isTrue();
    assertThat(await(given.webhooks.delete(campaign(2), other.id()))).isFalse();
    assertThat(await(given.webhooks.list(campaign(2)))).isEmpty();
  }

  @Test
  void noMoreThanTheLimitAlsoWhenAllComeAtOnce() {
    List<CompletionStage<Optional<SecretWebhook>>> asked =
        IntStream.range(0, 3 * Webhook.WEBHOOKS_MAX)
            .mapToObj(_ -> given.webhooks.create(campaign(1), "https://a.example/", List.of()))
            .toList();

    assertThat(asked.stream().filter(one -> await(one).isPresent())).hasSize(Webhook.WEBHOOKS_MAX);
    Webhook first = await(given.webhooks.list(campaign(1))).getFirst();
    await(given.webhooks.delete(campaign(1), first.id()));
    assertThat(given.webhook(1)).isNotNull();
  }

  @Test
  void theSecretBeforeSignsForADay() throws Exception {
    SecretWebhook created =
        await(given.webhooks.create(campaign(1), "https://a.example/", List.of())).orElseThrow();
    String id = created.webhook().id();
    SecretWebhook rotated = await(given.webhooks.rotate(campaign(1), id)).orElseThrow();
    given.owe(1, 1, given.now);

    assertThat(created.secret()).hasSize(32).isNotEqualTo(rotated.secret());
    assertThat(rotated.webhook().oldSecretUntil())
        .isEqualTo(given.now.plus(Webhooks.OLD_SECRET_DURATION));
    assertThat(given.due.claim(id, 10, given.now))
        .singleElement()
        .satisfies(
            one -> assertThat(one.secrets()).containsExactly(rotated.secret(), created.secret()));

    given.now = given.now.plus(Webhooks.OLD_SECRET_DURATION);
    assertThat(given.due.claim(id, 10, given.now))
        .singleElement()
        .satisfies(one -> assertThat(one.secrets()).containsExactly(rotated.secret()));
    assertThat(given.read(rotated.webhook()).oldSecretUntil()).isNull();
    assertThat(await(given.webhooks.rotate(campaign(2), id))).isEmpty();
  }
}
