package crowdstart.cluster;

import static crowdstart.cluster.Parsers.between;
import static crowdstart.cluster.Parsers.listOf;
import static crowdstart.cluster.Parsers.matching;
import static crowdstart.cluster.Setting.Group.PAYMENTS;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of payments, a part of {@link SettingsTable}. */
final class PaymentSettingsTable {
  private static final int WEBHOOK_SECRETS_MAX = 5;
  private static final Pattern WEBHOOK_SECRET = Pattern.compile("[A-Za-z0-9_+/=-]{16,250}");
  private static final String HTTP_URL_RULE = "an http or https address without a path";

  static final Setting<Secret> STRIPE_SECRET_KEY =
      new Setting<>(
          "STRIPE_SECRET_KEY",
          PAYMENTS,
          "a sandbox is used",
          "the key of your Stripe account; unset, nobody is charged and a sandbox stands in, which"
              + " is only done by itself while HTTP_HOST is loopback",
          "a key like sk_live_... or sk_test_...",
          "sk_test_0123456789abcdef",
          true,
          text -> matching("[sr]k_[A-Za-z0-9_]{8,250}").apply(text).map(Secret::new));
  static final Setting<List<Secret>> STRIPE_WEBHOOK_SECRETS =
      new Setting<List<Secret>>(
              "STRIPE_WEBHOOK_SECRETS",
              PAYMENTS,
              "none",
              "what Stripe signs webhooks to /v1/payments/webhooks/stripe with; needed with the key,"
                  + " and two of them while one replaces the other",
              "a comma list of signing secrets",
              "whsec_0123456789abcdef",
              false,
              listOf(PaymentSettingsTable::webhookSecret, WEBHOOK_SECRETS_MAX))
          .asSecret();
  static final Setting<URI> STRIPE_ADDRESS =
      new Setting<>(
          "STRIPE_ADDRESS",
          PAYMENTS,
          "https://api.stripe.com",
          "where Stripe's API is called",
          HTTP_URL_RULE,
          "https://api.stripe.com",
          false,
          Parsers::httpAddress);
  static final Setting<URI> SANDBOX_ADDRESS =
      new Setting<>(
          "SANDBOX_ADDRESS",
          PAYMENTS,
          "starts its own",
          "a payment sandbox that runs already",
          HTTP_URL_RULE,
          "http://127.0.0.1:12111",
          false,
          Parsers::httpAddress);
  static final Setting<Secret> SANDBOX_WEBHOOK_SECRET =
      new Setting<>(
          "SANDBOX_WEBHOOK_SECRET",
          PAYMENTS,
          "a random one",
          "what the payment sandbox signs webhooks with; needed with SANDBOX_ADDRESS",
          "a signing secret, 16 to 250 letters, digits and _+/=-",
          "whsec_0123456789abcdef",
          true,
          PaymentSettingsTable::webhookSecret);
  static final Setting<Integer> SANDBOX_PORT =
      new Setting<>(
          "SANDBOX_PORT",
          PAYMENTS,
          "12111",
          "the port of the node's own payment sandbox, on loopback only",
          "a whole number from 1 to " + Parsers.PORT_MAX,
          "12111",
          false,
          between(1, Parsers.PORT_MAX));
  static final Setting<Integer> CHARGES_PER_SECOND_MAX =
      new Setting<>(
          "CHARGES_PER_SECOND_MAX",
          PAYMENTS,
          "20",
          "payments that collection runs begin a second, each of which is three calls",
          "a whole number from 1 to 1000",
          "20",
          false,
          between(1, 1_000));

  private PaymentSettingsTable() {}

  private static Optional<Secret> webhookSecret(String text) {
    return Optional.of(text).filter(WEBHOOK_SECRET.asMatchPredicate()).map(Secret::new);
  }
}
