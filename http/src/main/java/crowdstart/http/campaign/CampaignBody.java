package crowdstart.http.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.DetailsRules;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.Tier;
import crowdstart.http.wire.Currencies;
import crowdstart.http.wire.Fields;
import crowdstart.identity.CampaignId;
import crowdstart.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a creator sends about a campaign. */
final class CampaignBody {
  private static final Set<String> EDITABLE =
      Set.of("title", "story", "currency", "goal", "deadline", "fundingModel", "tiers");
  private static final Set<String> FIELDS =
      Stream.concat(EDITABLE.stream(), Stream.of("creator")).collect(Collectors.toSet());

  private static final Map<String, FundingModel> FUNDING_MODELS =
      Stream.of(FundingModel.values())
          .collect(Collectors.toUnmodifiableMap(FundingModel::label, Function.identity()));

  private CampaignBody() {}

  /** The campaign that a creator wants; {@code creator} where the body names none. */
  static CampaignDetails create(CampaignId id, JsonNode body, @Nullable String creator) {
    Fields fields = Fields.of(body, FIELDS);
    String title = fields.text("title", DetailsRules.TITLE_LENGTH_MAX);
    String story = fields.has("story") ? fields.lines("story", DetailsRules.STORY_LENGTH_MAX) : "";
    String named =
        creator == null || fields.has("creator")
            ? fields.text("creator", DetailsRules.CREATOR_LENGTH_MAX)
            : creator;
    Currency currency = currency(fields);
    Long goal = fields.whole("goal", 1, Money.GOAL_MAX);
    Instant deadline = fields.time("deadline");
    FundingModel fundingModel = fundingModel(fields);
    if (!fields.has("tiers")) {
      fields.wrong("tiers", "is required");
    }
    List<Tier> tiers = TierBody.tiers(fields);
    if (title == null
        || story == null
        || named == null
        || currency == null
        || goal == null
        || deadline == null
        || fundingModel == null) {
      fields.done();
      throw new IllegalStateException("a field was not read, and nothing was wrong with it");
    }
    fields.done();
    return new CampaignDetails(
        id, title, story, named, currency, goal, deadline, fundingModel, tiers);
  }

  static ManageCommand.Edit edit(JsonNode body) {
    Fields fields = Fields.of(body, EDITABLE);
    String title = fields.has("title") ? fields.text("title", DetailsRules.TITLE_LENGTH_MAX) : null;
    String story =
        fields.has("story") ? fields.lines("story", DetailsRules.STORY_LENGTH_MAX) : null;
    Currency currency = fields.has("currency") ? currency(fields) : null;
    Long goal = fields.has("goal") ? fields.whole("goal", 1, Money.GOAL_MAX) : null;
    Instant deadline = fields.has("deadline") ? fields.time("deadline") : null;
    FundingModel fundingModel = fields.has("fundingModel") ? fundingModel(fields) : null;
    List<Tier> tiers = fields.has("tiers") ? TierBody.tiers(fields) : null;
    fields.done();
    return new ManageCommand.Edit(
        title,
        story,
        currency,
        goal,
        deadline,
        fundingModel,
        tiers,
        tiers == null ? null : TierBody.kept(body.path("tiers")));
  }

  private static @Nullable Currency currency(Fields fields) {
    return oneOf(
        fields,
        "currency",
        Currencies.ALL,
        "must be the ISO 4217 code of a currency that cards are charged in, like EUR");
  }

  private static @Nullable FundingModel fundingModel(Fields fields) {
    return oneOf(
        fields, "fundingModel", FUNDING_MODELS, "must be all-or-nothing or keep-what-you-raise");
  }

  private static <T> @Nullable T oneOf(
      Fields fields, String name, Map<String, T> values, String detail) {
    String label = fields.string(name);
    if (label == null) {
      return null;
    }
    T value = values.get(label);
    if (value == null) {
      fields.wrong(name, detail);
    }
    return value;
  }
}
