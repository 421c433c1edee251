package crowdstart.simulator;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.Move;
import crowdstart.campaign.PricedLine;
import crowdstart.campaign.Stage;
import crowdstart.campaign.Tier;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A campaign's stock, counted from its journal by somebody who never calls the rules. */
final class StockBook {
  private final World world;
  private final Map<OrderId, Entry> entries = new LinkedHashMap<>();
  private final Map<TierId, Long> taken = new LinkedHashMap<>();
  private final Map<TierId, History> remaining = new LinkedHashMap<>();
  private final Map<String, History> unitsOfBackers = new LinkedHashMap<>();
  private final History live = new History(0);
  private @Nullable CampaignDetails details;
  private @Nullable Stage outcome;

  /** Units of an order, from their hold until they are free again. */
  record Entry(Move.Held held, boolean isSold) {}

  StockBook(World world) {
    this.world = world;
  }

  @Nullable CampaignDetails details() {
    return details;
  }

  @Nullable Stage outcome() {
    return outcome;
  }

  boolean isSold(OrderId order) {
    Entry entry = entries.get(order);
    return entry != null && entry.isSold();
  }

  Map<OrderId, Entry> entries() {
    return entries;
  }

  /** 1 while the campaign sells, 0 otherwise. */
  History live() {
    return live;
  }

  History remaining(TierId tier) {
    return remaining.computeIfAbsent(tier, _ -> new History(Long.MAX_VALUE));
  }

  History unitsOf(Object backer, TierId tier) {
    return unitsOfBackers.computeIfAbsent(backer + "/" + tier, _ -> new History(0));
  }

  void read(CampaignEvent event) {
    world.coverage.saw(event);
    switch (event) {
      case CampaignEvent.Created(CampaignDetails created, Instant _) -> details = created;
      case CampaignEvent.Edited(CampaignDetails edited, Instant _) -> {
        details = edited;
        edited.tiers().forEach(tier -> check(tier, "S6"));
      }
      case CampaignEvent.Launched _ -> {
        live.add(step(), 1);
        known().tiers().forEach(tier -> check(tier, "S1"));
      }
      case CampaignEvent.StockMoved moved -> moved.moves().forEach(this::move);
      case CampaignEvent.Closed(Stage how, long pledged, Instant _) -> close(how, pledged);
    }
  }

  private void move(Move move) {
    OrderId order = move.order();
    world.coverage.saw(move);
    Entry entry = entries.get(order);
    if (outcome != null && !(move instanceof Move.Released)) {
      throw new Violation("C2", "behind the close: " + move);
    }
    switch (move) {
      case Move.Held held -> {
        Violation.unless(entry == null, "S3", "held twice: " + order);
        entries.put(order, new Entry(held, false));
        count(held, 1);
      }
      case Move.Confirmed _ -> {
        Entry open = open(entry, move);
        entries.put(order, new Entry(open.held(), true));
      }
      case Move.Released _ -> {
        if (entry == null) {
          throw new Violation("S3", "released without a hold: " + order);
        }
        entries.remove(order);
        count(entry.held(), -1);
      }
      case Move.Expired _ -> {
        count(open(entry, move).held(), -1);
        entries.remove(order);
        Violation.unless(world.provider.net(order) == 0, "S5", "paid, and expired: " + order);
      }
      case Move.Forgotten _ -> throw new Violation("S3", "nobody forgets here: " + order);
    }
  }

  private static Entry open(@Nullable Entry entry, Move move) {
    if (entry == null || entry.isSold()) {
      throw new Violation("S3", "no open hold for " + move);
    }
    return entry;
  }

  private void count(Move.Held held, int sign) {
    for (PricedLine line : held.lines()) {
      long units = (long) sign * line.quantity();
      taken.merge(line.tier(), units, Long::sum);
      check(tier(line.tier()), "S1");
      History ofBacker = unitsOf(held.backer(), line.tier());
      ofBacker.add(step(), ofBacker.last() + units);
    }
  }

  private void check(Tier tier, String invariant) {
    Integer limit = tier.limit();
    if (limit == null) {
      return;
    }
    long left = limit - taken.getOrDefault(tier.id(), 0L);
    if (left < 0) {
      throw new Violation(invariant, tier.id() + " is " + -left + " above its limit " + limit);
    }
    remaining(tier.id()).add(step(), left);
  }

  private void close(Stage how, long pledged) {
    Violation.unless(outcome == null, "C1", "closed twice: " + outcome + ", " + how);
    outcome = how;
    world.coverage.saw(how.name());
    live.add(step(), 0);
    long sold = 0;
    for (Entry entry : entries.values()) {
      Violation.unless(entry.isSold(), "C2", "open behind the close: " + entry.held().order());
      sold += PricedLine.total(entry.held().lines());
    }
    Violation.unless(sold == pledged, "C1", "closed with " + pledged + ", sold " + sold);
    boolean isReached =
        known().fundingModel() == FundingModel.ALL_OR_NOTHING ? sold >= known().goal() : sold > 0;
    if (how != Stage.CANCELLED && (how == Stage.FUNDED) != isReached) {
      throw new Violation("C1", how + " with " + sold + " of " + known().goal());
    }
  }

  private CampaignDetails known() {
    if (details == null) {
      throw new Violation("C1", "an event before the first");
    }
    return details;
  }

  private Tier tier(TierId id) {
    return known().tier(id).orElseThrow(() -> new Violation("S1", "no tier " + id));
  }

  private int step() {
    return world.trace.steps();
  }
}
