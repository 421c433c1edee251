package crowdstart.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.sandbox.Dice.Fate;
import crowdstart.sandbox.Wire.HungUp;
import crowdstart.sandbox.Wire.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private static Sandbox sandbox;
  private static Wire wire;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxSettings.local(SandboxDatabase.empty()));
    wire = new Wire(sandbox);
  }

  @AfterAll
  static void stop() {
    wire.close();
    sandbox.close();
  }

  @AfterEach
  void calm() {
    sandbox.trouble(Trouble.NONE);
  }

  private static String status(Reply payment) {
    sandbox.trouble(Trouble.NONE);
    return wire.get("/v1/payment_intents/" + payment.id()).text("status");
  }

  @Test
  void anErrorDoesNothing() {
    Reply payment = wire.payment("pm_card_visa");
    sandbox.trouble(Trouble.parse("{\"errors\": 1}"));
    assertThat(wire.confirm(payment).status()).isEqualTo(500);
    assertThat(status(payment)).isEqualTo("requires_confirmation");
  }

  @Test
  void tooManyRequestsDoNothing() {
    Reply payment = wire.payment("pm_card_visa");
    sandbox.trouble(Trouble.parse("{\"tooManyRequests\": 1}"));
    Reply refused = wire.confirm(payment);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("rate_limit");
    assertThat(status(payment)).isEqualTo("requires_confirmation");
  }

  @Test
  void aTimeoutBeforeDoesNothing() {
    Reply payment = wire.payment("pm_card_visa");
    sandbox.trouble(Trouble.parse("{\"timeoutsBefore\": 1}"));
    assertThatThrownBy(() -> wire.confirm(payment)).isInstanceOf(HungUp.class);
    assertThat(status(payment)).isEqualTo("requires_confirmation");
  }

  @Test
  void aTimeoutAfterHasDoneIt() {
    Reply payment = wire.payment("pm_card_visa");
    sandbox.trouble(Trouble.parse("{\"timeoutsAfter\": 1, \"silenceMillis\": 20}"));
    assertThatThrownBy(() -> wire.confirm(payment)).isInstanceOf(HungUp.class);
    assertThat(status(payment)).isEqualTo("succeeded");
  }

  @Test
  void troubleEndsAfterSomeCalls() {
    wire.put("/sandbox/trouble", "{\"errors\": 1, \"callsMax\": 2}");
    assertThat(Stream.generate(() -> wire.post("/v1/customers").status()).limit(4))
        .containsExactly(500, 500, 200, 200);
  }

  @Test
  void browsersAreLeftAlone() {
    Reply setup = wire.setup();
    sandbox.trouble(Trouble.parse("{\"errors\": 1}"));
    assertThat(wire.give("pm_card_visa", "setup_intents", setup).status()).isEqualTo(200);
  }

  @Test
  void forgottenKeysMakeTwo() {
    sandbox.trouble(Trouble.parse("{\"forgetsKeys\": true}"));
    assertThat(wire.postWith("forgotten", "/v1/customers").id())
        .isNotEqualTo(wire.postWith("forgotten", "/v1/customers").id());
  }

  @Test
  void callsAreLate() {
    sandbox.trouble(Trouble.parse("{\"latencyMillis\": 60, \"jitterMillis\": 20}"));
    long before = System.nanoTime();
    wire.post("/v1/customers");
    assertThat(System.nanoTime() - before).isGreaterThan(60_000_000L);
  }

  @Test
  void theSwitchesAreShown() {
    wire.put("/sandbox/trouble", "{\"errors\": 0.25, \"webhooksDropped\": 0.5}");
    assertThat(sandbox.trouble().errors()).isEqualTo(0.25);
    assertThat(wire.get("/sandbox/trouble").json().path("webhooksDropped").asDouble())
        .isEqualTo(0.5);
  }

  @Test
  void oneSeedIsOneStory() {
    Trouble trouble =
        Trouble.parse(
            "{\"errors\": 0.2, \"tooManyRequests\": 0.2, \"timeoutsBefore\": 0.2,"
                + " \"timeoutsAfter\": 0.2}");
    List<Fate> story = story(7, trouble);
    assertThat(story(7, trouble)).isEqualTo(story);
    assertThat(story(8, trouble)).isNotEqualTo(story);
    assertThat(story).contains(Fate.values());
  }

  private static List<Fate> story(long seed, Trouble trouble) {
    Dice dice = new Dice(seed, trouble);
    return Stream.generate(dice::fate).limit(100).toList();
  }
}
