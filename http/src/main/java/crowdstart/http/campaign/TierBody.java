package crowdstart.http.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.campaign.DetailsRules;
import crowdstart.campaign.KeptOfTier;
import crowdstart.campaign.Tier;
import crowdstart.http.wire.Fields;
import crowdstart.identity.TierId;
import crowdstart.money.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tiers of a campaign. */
final class TierBody {
  private static final Set<String> FIELDS =
      Set.of("id", "title", "price", "limit", "perBackerLimit", "startsAt", "endsAt");

  private TierBody() {}

  static List<Tier> tiers(Fields campaign) {
    List<Fields> given = campaign.objects("tiers", DetailsRules.TIERS_MAX, FIELDS);
    List<@Nullable TierId> ids = new ArrayList<>(given.size());
    Set<@Nullable TierId> taken = new HashSet<>();
    for (Fields tier : given) {
      TierId id = tier.has("id") ? id(tier) : null;
      ids.add(id);
      taken.add(id);
    }
    List<Tier> tiers = new ArrayList<>(given.size());
    int number = 0;
    for (int i = 0; i < given.size(); i++) {
      TierId id = ids.get(i);
      while (id == null) {
        number++;
        TierId next = new TierId("t" + number);
        id = taken.contains(next) ? null : next;
      }
      Tier tier = tier(id, given.get(i));
      if (tier != null) {
        tiers.add(tier);
      }
    }
    return tiers;
  }

  /** What tiers that were read without a mistake leave out. */
  static List<KeptOfTier> kept(JsonNode tiers) {
    List<KeptOfTier> kept = new ArrayList<>(tiers.size());
    for (JsonNode tier : tiers) {
      kept.add(
          tier.has("id")
              ? new KeptOfTier(
                  !tier.has("limit"),
                  !tier.has("perBackerLimit"),
                  !tier.has("startsAt"),
                  !tier.has("endsAt"),
                  false)
              : KeptOfTier.OF_NEW);
    }
    return kept;
  }

  private static @Nullable Tier tier(TierId id, Fields fields) {
    String title = fields.text("title", DetailsRules.TITLE_LENGTH_MAX);
    Long price = fields.whole("price", 1, Money.PRICE_MAX);
    Integer limit = limit(fields, "limit");
    Integer perBackerLimit = limit(fields, "perBackerLimit");
    var startsAt = fields.hasValue("startsAt") ? fields.time("startsAt") : null;
    var endsAt = fields.hasValue("endsAt") ? fields.time("endsAt") : null;
    return title == null || price == null
        ? null
        : new Tier(id, title, price, limit, perBackerLimit, startsAt, endsAt);
  }

  private static @Nullable Integer limit(Fields fields, String name) {
    return fields.hasValue(name) ? fields.integer(name, 1, DetailsRules.LIMIT_MAX) : null;
  }

  private static @Nullable TierId id(Fields fields) {
    String text = fields.string("id");
    TierId id = text == null ? null : TierId.parse(text).orElse(null);
    if (text != null && id == null) {
      fields.wrong("id", "must be 1 to 40 of a-z, 0-9 and hyphen");
    }
    return id;
  }
}
