package crowdstart.http.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.campaign.Line;
import crowdstart.http.wire.Countries;
import crowdstart.http.wire.Fields;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import crowdstart.identity.TierId;
import crowdstart.order.Backer;
import crowdstart.order.OrderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a backer asks for. */
final class OrderBody {
  private static final Set<String> FIELDS =
      Set.of("tier", "quantity", "backer", "addOns", "referrer");
  private static final Set<String> LINE_FIELDS = Set.of("tier", "quantity");
  private static final Set<String> BACKER_FIELDS = Set.of("email", "name", "country");

  private OrderBody() {}

  static OrderRequest read(
      JsonNode body, CampaignId campaign, String idempotencyKey, Identities identities) {
    Fields fields = Fields.of(body, FIELDS);
    List<Line> lines = new ArrayList<>(1);
    line(fields, lines);
    Fields backerFields = fields.object("backer", BACKER_FIELDS);
    Backer backer = backerFields == null ? null : backer(backerFields);
    for (Fields addOn : fields.objects("addOns", Line.LINES_MAX - 1, LINE_FIELDS)) {
      line(addOn, lines);
    }
    String referrer =
        fields.has("referrer") ? fields.text("referrer", OrderRequest.REFERRER_LENGTH_MAX) : null;
    fields.done();
    if (backer == null) {
      throw new IllegalStateException("the backer was not read, and nothing was wrong with it");
    }
    return new OrderRequest(
        identities.order(campaign, backer.email(), idempotencyKey),
        campaign,
        identities.backer(campaign, backer.email()),
        backer,
        lines,
        referrer);
  }

  private static void line(Fields fields, List<Line> lines) {
    String name = fields.string("tier");
    TierId tier = name == null ? null : TierId.parse(name).orElse(null);
    if (name != null && tier == null) {
      fields.wrong("tier", "must be the id of a tier");
    }
    Integer quantity = fields.integer("quantity", 1, Line.QUANTITY_MAX);
    if (tier != null && quantity != null) {
      lines.add(new Line(tier, quantity));
    }
  }

  private static @Nullable Backer backer(Fields fields) {
    String email = fields.text("email", Backer.EMAIL_LENGTH_MAX);
    if (email != null && !isEmail(email)) {
      fields.wrong("email", "must be an e-mail address");
    } else if (email != null
        && !Fields.isLine(Identities.canonical(email), Backer.EMAIL_LENGTH_MAX)) {
      // Some capitals are two letters when they are small.
      fields.wrong("email", "must have at most " + Backer.EMAIL_LENGTH_MAX + " small letters");
    }
    String name = fields.text("name", Backer.NAME_LENGTH_MAX);
    String country = fields.string("country");
    if (country != null && !Countries.contain(country)) {
      fields.wrong("country", "must be an ISO 3166-1 code of two capitals");
    }
    // Canonical, so that capitals do not make another content under the same key.
    return email == null || name == null || country == null
        ? null
        : new Backer(Identities.canonical(email), name, country);
  }

  /** One @ with something on both sides and no blanks: the rest only a letter can tell. */
  private static boolean isEmail(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && text.indexOf('@', at + 1) < 0
        && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }
}
