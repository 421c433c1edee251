package crowdstart.http.checkout;

import crowdstart.checkout.Checkout;
import crowdstart.http.connection.Shedding;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.route.RouteObserver;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Region;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Tells backers for whom there is no room to come back, before their order is read. Whatever does
 * not look exactly like an order that came in one piece is left to HTTP.
 */
public final class CheckoutShedding implements Shedding {
  private static final byte[] BEGINNING =
      "POST /v1/campaigns/".getBytes(StandardCharsets.ISO_8859_1);
  private static final String PATH_END = "/orders HTTP/1.1\r\n";
  private static final String HEAD_END = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";
  private static final Pattern DIGITS = Pattern.compile("\\d{1,6}");

  private final Checkout checkout;
  private final ByteString answer;
  private final RouteObserver.Recorder recorder;
  private final LongAdder shed = new LongAdder();

  /**
   * @param answer a whole response
   * @param routes also sees what is answered here
   */
  public CheckoutShedding(Checkout checkout, ByteString answer, RouteObserver routes) {
    this.checkout = checkout;
    this.answer = answer;
    this.recorder = routes.recorder("POST", CheckoutRoute.TEMPLATE);
  }

  @Override
  public @Nullable ByteString answer(ByteString bytes) {
    if (!checkout.isCrowded()) {
      return null;
    }
    long began = System.nanoTime();
    CampaignId campaign = campaign(bytes.toArray());
    if (campaign == null || !checkout.turnsAway(campaign)) {
      return null;
    }
    if (!campaign.region().equals(Region.WARM_UP.value())) {
      shed.increment();
      recorder.answered(ProblemType.OVERLOADED.status(), System.nanoTime() - began);
    }
    return answer;
  }

  /** How many orders were not read. */
  public long shed() {
    return shed.sum();
  }

  /** The campaign that one whole order is for, and nothing but that order. */
  static @Nullable CampaignId campaign(byte[] bytes) {
    if (!begins(bytes)) {
      return null;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int pathEnd = text.indexOf(PATH_END);
    int headEnd = text.indexOf(HEAD_END);
    if (pathEnd < 0 || headEnd < 0 || pathEnd > headEnd) {
      return null;
    }
    String head = text.substring(pathEnd, headEnd).toLowerCase(Locale.ROOT);
    return bytes.length - headEnd - HEAD_END.length() == length(head)
        ? CampaignId.parse(text.substring(BEGINNING.length, pathEnd)).orElse(null)
        : null;
  }

  private static boolean begins(byte[] bytes) {
    if (bytes.length < BEGINNING.length) {
      return false;
    }
    for (int i = 0; i < BEGINNING.length; i++) {
      if (bytes[i] != BEGINNING[i]) {
        return false;
      }
    }
    return true;
  }

  /** The length that a head announces; -1 when it does so in any way but the plain one. */
  private static int length(String head) {
    int at = head.indexOf(LENGTH);
    if (at < 0
        || head.indexOf(LENGTH, at + 1) >= 0
        || head.contains("\r\ntransfer-encoding")
        || head.contains("\r\nexpect")
        || head.contains("\r\nconnection")) {
      return -1;
    }
    int end = head.indexOf('\r', at + 2);
    String digits = head.substring(at + LENGTH.length(), end < 0 ? head.length() : end).strip();
    return DIGITS.matcher(digits).matches() ? Integer.parseInt(digits) : -1;
  }
}
