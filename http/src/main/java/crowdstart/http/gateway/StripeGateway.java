package crowdstart.http.gateway;

import static crowdstart.http.gateway.StripeCalls.isUnexpectedState;
import static crowdstart.http.gateway.StripeCalls.keyed;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.SetupIntentCreateParams;
import crowdstart.http.wire.Currencies;
import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.GatewayAnswer;
import crowdstart.payment.GatewayAnswer.Done;
import crowdstart.payment.GatewayAnswer.Refused;
import crowdstart.payment.PaymentGateway;
import crowdstart.payment.RefundStanding;
import crowdstart.payment.SetupStanding;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stripe, or the sandbox that speaks its API.
 *
 * <p>Cards only, by a list of our own and not by the settings of Stripe's dashboard: methods that
 * settle after days would make a charge's outcome wait for them. Captured at once and not
 * asynchronously, so that the answer knows the fee.
 */
public final class StripeGateway implements PaymentGateway, AutoCloseable {
  private static final String CARD = "card";
  private static final String FEE = "latest_charge.balance_transaction";

  private final String provider;
  private final StripeClient client;
  private final StripeCalls calls;
  private final StripeRefunds refunds;
  private final StripeNews news;

  public StripeGateway(StripeSettings settings) {
    StripeTransport transport =
        new StripeTransport(settings.connectTimeout(), settings.answerTimeout());
    this.provider = settings.provider();
    this.client =
        StripeClient.builder()
            .setApiKey(settings.secretKey())
            .setApiBase(settings.address().toString())
            .setMaxNetworkRetries(0)
            .setHttpClient(transport)
            .build();
    this.calls = new StripeCalls(transport);
    this.refunds = new StripeRefunds(client);
    this.news = new StripeNews(client, calls);
  }

  @Override
  public String provider() {
    return provider;
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> createSetup(
      OrderId order, int attempt, @Nullable String customer) {
    return calls.ask(() -> {
      SetupIntentCreateParams params =
          SetupIntentCreateParams.builder()
              .setCustomer(customer == null ? makeCustomer(order) : customer)
              .setUsage(SetupIntentCreateParams.Usage.OFF_SESSION)
              .addPaymentMethodType(CARD)
              .putMetadata(StripeMetadata.ORDER, order.value())
              .putMetadata(StripeMetadata.ATTEMPT, Integer.toString(attempt))
              .build();
      return new Done<>(
          StripeStandings.setup(
              keyed(
                  order.value() + ":setup:" + attempt,
                  options -> client.v1().setupIntents().create(params, options))));
    });
  }

  private String makeCustomer(OrderId order) throws StripeException {
    CustomerCreateParams params =
        CustomerCreateParams.builder().putMetadata(StripeMetadata.ORDER, order.value()).build();
    return keyed(
            order.value() + ":customer", options -> client.v1().customers().create(params, options))
        .getId();
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> readSetup(String setup) {
    return calls.ask(() -> new Done<>(setup(setup)));
  }

  private SetupStanding setup(String id) throws StripeException {
    return StripeStandings.setup(client.v1().setupIntents().retrieve(id));
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> cancelSetup(String setup) {
    return calls.ask(() -> {
      try {
        return new Done<>(StripeStandings.setup(client.v1().setupIntents().cancel(setup)));
      } catch (InvalidRequestException e) {
        if (isUnexpectedState(e)) {
          return new Done<>(setup(setup));
        }
        throw e;
      }
    });
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> createCharge(ChargeRequest request) {
    return calls.ask(() -> {
      if (!Currencies.isCountedAlike(request.currency())) {
        return new Refused<>("currency_not_supported");
      }
      PaymentIntentCreateParams params =
          PaymentIntentCreateParams.builder()
              .setAmount(request.amount())
              .setCurrency(request.currency().getCurrencyCode().toLowerCase(Locale.ROOT))
              .setCustomer(request.card().customer())
              .setPaymentMethod(request.card().method())
              .addPaymentMethodType(CARD)
              .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.AUTOMATIC)
              .putMetadata(StripeMetadata.ORDER, request.order().value())
              .putMetadata(StripeMetadata.CAMPAIGN, request.campaign().value())
              .build();
      return new Done<>(
          StripeStandings.charge(
              keyed(
                  // With the card: under a key, a provider repeats what it has refused.
                  request.order().value() + ":charge:" + request.card().method(),
                  options -> client.v1().paymentIntents().create(params, options))));
    });
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> confirmCharge(
      OrderId order, String charge, Card card, int attempt) {
    PaymentIntentConfirmParams params =
        PaymentIntentConfirmParams.builder()
            .setPaymentMethod(card.method())
            .setOffSession(true)
            .addExpand(FEE)
            .build();
    return calls.ask(() -> {
      try {
        PaymentIntent confirmed =
            keyed(
                order.value() + ":confirm:" + attempt,
                options -> client.v1().paymentIntents().confirm(charge, params, options));
        return new Done<>(StripeStandings.charge(confirmed));
      } catch (CardException refused) {
        return new Done<>(refused(charge, refused));
      } catch (InvalidRequestException e) {
        if (isUnexpectedState(e)) {
          return new Done<>(charge(charge));
        }
        throw e;
      }
    });
  }

  private ChargeStanding refused(String charge, CardException refusal) throws StripeException {
    PaymentIntent payment = refusal.getStripeError().getPaymentIntent();
    return payment == null ? charge(charge) : StripeStandings.charge(payment);
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> readCharge(String charge) {
    return calls.ask(() -> new Done<>(charge(charge)));
  }

  private ChargeStanding charge(String id) throws StripeException {
    return StripeStandings.charge(
        client
            .v1()
            .paymentIntents()
            .retrieve(id, PaymentIntentRetrieveParams.builder().addExpand(FEE).build()));
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> cancelCharge(String charge) {
    return calls.ask(() -> {
      try {
        return new Done<>(StripeStandings.charge(client.v1().paymentIntents().cancel(charge)));
      } catch (InvalidRequestException e) {
        if (isUnexpectedState(e)) {
          return new Done<>(charge(charge));
        }
        throw e;
      }
    });
  }

  @Override
  public CompletionStage<GatewayAnswer<RefundStanding>> refund(
      OrderId order, String charge, String refund, long amount) {
    return calls.ask(() -> new Done<>(refunds.make(order, charge, refund, amount)));
  }

  @Override
  public CompletionStage<GatewayAnswer<Optional<RefundStanding>>> findRefund(
      String charge, String refund) {
    return calls.ask(() -> new Done<>(refunds.find(charge, refund)));
  }

  @Override
  public CompletionStage<GatewayAnswer<DisputeStanding>> readDispute(String dispute) {
    return calls.ask(
        () -> new Done<>(StripeStandings.dispute(client.v1().disputes().retrieve(dispute))));
  }

  /** What comes without being asked for. */
  public StripeNews news() {
    return news;
  }

  /** Calls that are under way or come later are answered unknown. */
  @Override
  public void close() {
    calls.close();
  }
}
