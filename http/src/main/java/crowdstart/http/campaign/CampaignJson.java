package crowdstart.http.campaign;

import com.fasterxml.jackson.core.JsonGenerator;
import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignStanding;
import crowdstart.campaign.CampaignStats;
import crowdstart.campaign.Tier;
import crowdstart.http.wire.Json;
import crowdstart.order.OrderStage;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Writes campaigns and their totals. */
public final class CampaignJson {
  private CampaignJson() {}

  static ByteString campaign(CampaignStanding standing) {
    return Json.bytes(json -> write(json, standing));
  }

  static ByteString page(List<CampaignStanding> items, @Nullable String next) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      for (CampaignStanding item : items) {
        write(json, item);
      }
      json.writeEndArray();
      json.writeStringField("next", next);
      json.writeEndObject();
    });
  }

  public static ByteString stats(CampaignStats stats) {
    return stats(stats, OptionalLong.empty(), null);
  }

  /**
   * As above.
   *
   * @param collected in minor units; empty when it is not known now
   * @param own for the creator's eyes; null when it is not known now, or somebody else asks
   */
  static ByteString stats(
      CampaignStats stats, OptionalLong collected, CreatorStats.@Nullable Own own) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeStringField("campaign", stats.campaign().value());
      json.writeNumberField("version", stats.version());
      json.writeStringField("state", stats.state().label());
      json.writeStringField("currency", stats.currency().getCurrencyCode());
      json.writeNumberField("goal", stats.goal());
      json.writeNumberField("pledged", stats.pledged());
      json.writeNumberField("held", stats.held());
      if (collected.isPresent()) {
        json.writeNumberField("collected", collected.getAsLong());
      }
      json.writeNumberField("backers", stats.backers());
      json.writeNumberField("orders", stats.orders());
      json.writeNumberField("ordersLastMinute", stats.ordersLastMinute());
      json.writeArrayFieldStart("tiers");
      for (CampaignStats.TierStats tier : stats.tiers()) {
        json.writeStartObject();
        json.writeStringField("id", tier.id().value());
        limits(json, tier);
        json.writeNumberField("held", tier.held());
        json.writeNumberField("sold", tier.sold());
        json.writeNumberField("orders", tier.orders());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (own != null) {
        own(json, own);
      }
      json.writeEndObject();
    });
  }

  private static void own(JsonGenerator json, CreatorStats.Own own) throws IOException {
    json.writeObjectFieldStart("creator");
    json.writeNumberField("captured", own.captured());
    json.writeNumberField("refunded", own.refunded());
    json.writeNumberField("fees", own.fees());
    json.writeNumberField("payable", own.payable());
    json.writeObjectFieldStart("orders");
    for (OrderStage stage : OrderStage.values()) {
      json.writeNumberField(stage.label(), own.orders().getOrDefault(stage, 0L));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, CampaignStanding standing) throws IOException {
    CampaignDetails details = standing.details();
    CampaignStats stats = standing.stats();
    json.writeStartObject();
    json.writeStringField("id", details.id().value());
    json.writeStringField("title", details.title());
    json.writeStringField("story", details.story());
    json.writeStringField("creator", details.creator());
    json.writeStringField("state", stats.state().label());
    json.writeStringField("fundingModel", details.fundingModel().label());
    json.writeNumberField("goal", details.goal());
    json.writeNumberField("pledged", stats.pledged());
    json.writeNumberField("held", stats.held());
    json.writeNumberField("backers", stats.backers());
    json.writeStringField("currency", details.currency().getCurrencyCode());
    json.writeStringField("deadline", details.deadline().toString());
    json.writeArrayFieldStart("tiers");
    for (int i = 0; i < details.tiers().size(); i++) {
      write(json, details.tiers().get(i), stats.tiers().get(i));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Tier tier, CampaignStats.TierStats stats)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", tier.id().value());
    json.writeStringField("title", tier.title());
    json.writeNumberField("price", tier.price());
    limits(json, stats);
    if (tier.perBackerLimit() != null) {
      json.writeNumberField("perBackerLimit", tier.perBackerLimit());
    }
    if (tier.startsAt() != null) {
      json.writeStringField("startsAt", tier.startsAt().toString());
    }
    if (tier.endsAt() != null) {
      json.writeStringField("endsAt", tier.endsAt().toString());
    }
    json.writeEndObject();
  }

  private static void limits(JsonGenerator json, CampaignStats.TierStats tier) throws IOException {
    if (tier.limit() == null || tier.remaining() == null) {
      json.writeNullField("limit");
      json.writeNullField("remaining");
    } else {
      json.writeNumberField("limit", tier.limit());
      json.writeNumberField("remaining", tier.remaining());
    }
  }
}
