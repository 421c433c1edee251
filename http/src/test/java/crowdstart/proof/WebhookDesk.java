package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.ProofNode;
import crowdstart.campaign.Line;
import crowdstart.campaign.ManageAnswer;
import crowdstart.campaign.ManageCommand;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.Migrations;
import crowdstart.http.gateway.StripeGateway;
import crowdstart.http.gateway.StripeSettings;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import crowdstart.identity.OrderId;
import crowdstart.identity.Region;
import crowdstart.order.Backer;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderRequest;
import crowdstart.order.PlaceAnswer;
import crowdstart.payment.ClientAction;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.PaymentStage;
import crowdstart.payment.Terms;
import crowdstart.sandbox.Sandbox;
import crowdstart.sandbox.SandboxDatabase;
import crowdstart.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A node to which a sandbox reports nothing by itself: the test delivers its webhooks. */
final class WebhookDesk implements AutoCloseable {
  static final String SECRET = "whsec_proof";
  private static final Duration WAIT = Duration.ofMinutes(1);

  final MovingClock clock = new MovingClock(1);
  final DatabaseAddress database;
  final ProofNode node;
  private final SandboxSettings.Database ledger = SandboxDatabase.empty();
  private final Sandbox sandbox;
  private final StripeGateway gateway;
  private final Browser browser;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Identities identities = new Identities(new byte[Identities.SECRET_BYTES_MIN]);
  private final CampaignId campaign = identities.newCampaign(new Region("local"));
  private int backers;

  WebhookDesk() {
    SandboxSettings.Database own = SandboxDatabase.empty();
    database = new DatabaseAddress(own.jdbcUrl(), own.user(), own.password());
    Migrations.run(database);
    sandbox = Sandbox.start(SandboxSettings.local(ledger).withClock(clock));
    gateway =
        new StripeGateway(
            new StripeSettings("sandbox", sandbox.address(), SandboxSettings.SECRET_KEY_DEFAULT));
    node = new ProofNode(database, gateway, SECRET, clock, (_, entity) -> entity);
    browser = new Browser(sandbox.address());
    manage(new ManageCommand.Create(TrialCampaign.KEPT.details(campaign, clock.instant())));
    manage(new ManageCommand.Launch());
  }

  void manage(ManageCommand command) {
    Awaitility.await("a campaign is managed")
        .atMost(WAIT)
        .until(
            () -> Lane.await(node.engine.campaigns().manage(campaign, command)),
            ManageAnswer.Done.class::isInstance);
  }

  long now() {
    return clock.instant().getEpochSecond();
  }

  /** An order whose backer has given a declined card, and then one that has to authenticate. */
  OrderId securing() {
    OrderId order = order();
    giveCards(order);
    return order;
  }

  /** An order that is paid for; nothing that comes later is told. */
  OrderId paid(String card) {
    OrderId order = order();
    ClientAction action = action(order);
    browser.giveCard(action.reference(), action.clientSecret(), card);
    for (String event : events(order)) {
      Awaitility.await().atMost(WAIT).until(() -> sendSigned(event) == 200);
    }
    Awaitility.await("it is paid")
        .atMost(WAIT)
        .until(
            () -> Lane.await(node.engine.payments().read(order)),
            it ->
                it instanceof PaymentAnswer.Found found
                    && found.standing().stage() == PaymentStage.CAPTURED);
    return order;
  }

  void giveCards(OrderId order) {
    ClientAction action = action(order);
    browser.giveCard(action.reference(), action.clientSecret(), TrialCard.DECLINED.method);
    browser.giveCard(
        action.reference(), action.clientSecret(), TrialCard.AUTHENTICATION_REQUIRED.method);
  }

  /** Its charge has failed; a card that the backer brings is declined, another succeeds. */
  void authenticate(OrderId order) {
    ClientAction action = action(order);
    assertThat(action.kind()).isEqualTo(ClientAction.Kind.CHARGE);
    browser.authenticate(
        action.reference(), action.clientSecret(), TrialCard.DECLINED_AT_CHARGE.method);
    browser.authenticate(
        action.reference(), action.clientSecret(), TrialCard.AUTHENTICATION_REQUIRED.method);
  }

  CampaignId campaign() {
    return campaign;
  }

  com.fasterxml.jackson.databind.JsonNode ledger() {
    return sandbox.ledger();
  }

  OrderId order() {
    String email = "backer-" + ++backers + "@example.org";
    OrderId order = identities.order(campaign, email, "key");
    OrderRequest request =
        new OrderRequest(
            order,
            campaign,
            identities.backer(campaign, email),
            new Backer(email, "A Backer", "SE"),
            List.of(new Line(TrialCampaign.TIER, 1)),
            null);
    Awaitility.await("an order is placed")
        .atMost(WAIT)
        .until(
            () -> Lane.await(node.engine.checkout().place(request)),
            PlaceAnswer.Placed.class::isInstance);
    return order;
  }

  private ClientAction action(OrderId order) {
    OrderEvent.Placed placed =
        ((crowdstart.order.OrderAnswer.Found) Lane.await(node.engine.orders().read(order)))
            .standing()
            .placed();
    Terms terms =
        new Terms(
            order,
            campaign,
            placed.total(),
            placed.currency(),
            TrialCampaign.KEPT.model(),
            placed.holdExpiresAt());
    PaymentAnswer answer =
        Awaitility.await("a payment is open")
            .atMost(WAIT)
            .until(
                () -> Lane.await(node.engine.payments().open(terms, false)),
                it -> !(it instanceof PaymentAnswer.Unknown));
    if (answer instanceof PaymentAnswer.Found(var _, ClientAction action) && action != null) {
      return action;
    }
    throw new AssertionError("nothing for the browser to do: " + answer);
  }

  /** What the sandbox would report of an order, oldest first, without what is unheard of. */
  List<String> events(OrderId order) {
    try (Connection connection =
            new DatabaseAddress(ledger.jdbcUrl(), ledger.user(), ledger.password()).connect();
        var select =
            connection.prepareStatement(
                "select body from sandbox.object where kind = 'event'"
                    + " and body -> 'data' -> 'object' -> 'metadata' ->> 'order' = ?"
                    + " and body ->> 'type' <> 'sandbox.unheard_of' order by seq")) {
      select.setString(1, order.value());
      List<String> events = new ArrayList<>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(rows.getString(1));
        }
      }
      return events;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many events the journal of payments has. */
  long storedEvents() throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from payment_journal.event_journal")) {
      row.next();
      return row.getLong(1);
    }
  }

  int sendSigned(String body) {
    return send(body, SignedWebhook.header(SECRET, now(), body));
  }

  /** The status of the answer. */
  int send(String body, @Nullable String signature) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.webhooks())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (signature != null) {
      request.header("Stripe-Signature", signature);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AssertionError("the node hung up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    browser.close();
    node.close();
    gateway.close();
    sandbox.close();
  }
}
