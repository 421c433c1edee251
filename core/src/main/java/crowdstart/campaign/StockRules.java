package crowdstart.campaign;

import crowdstart.identity.OrderId;
import crowdstart.money.CardCharge;
import crowdstart.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides a whole batch of stock commands, each against what the earlier ones left. */
final class StockRules {
  /** How many holds one commit may expire, so that a commit stays short; the next takes more. */
  static final int EXPIRED_PER_COMMIT_MAX = 5_000;

  private final CampaignDetails details;
  private final StockDraft draft;
  private final boolean isLive;
  private final List<Move> moves = new ArrayList<>();

  /** Most backers ask for the same: what is equal in a batch is kept once while it is held. */
  private final Map<List<Line>, List<PricedLine>> prices = new HashMap<>();

  StockRules(CampaignState.Known state) {
    this.details = state.details();
    this.draft = new StockDraft(details, state.stock());
    this.isLive = state.stage() == Stage.LIVE;
  }

  /**
   * Expires what has run out, then decides the commands in their order.
   *
   * @param expiresAt when the holds placed by this batch run out, unless their campaign ends before
   */
  static StockDecision decide(
      CampaignState state, List<StockCommand> commands, Instant now, Instant expiresAt) {
    return switch (state) {
      case CampaignState.Absent _ ->
          new StockDecision(
              List.of(),
              StockTotals.NONE,
              commands.stream().map(StockRules::withoutCampaign).toList());
      case CampaignState.Known known -> {
        StockRules rules = new StockRules(known);
        for (OrderId order : known.stock().lapsed(now, EXPIRED_PER_COMMIT_MAX)) {
          rules.move(new Move.Expired(order));
        }
        List<StockAnswer> answers = new ArrayList<>(commands.size());
        for (StockCommand command : commands) {
          answers.add(rules.decide(command, now, expiresAt));
        }
        yield new StockDecision(rules.moves, rules.draft.totals(), answers);
      }
    };
  }

  private static StockAnswer withoutCampaign(StockCommand command) {
    return switch (command) {
      case StockCommand.PlaceHold _ -> new StockAnswer.Refused(HoldRefusal.UNKNOWN_CAMPAIGN);
      case StockCommand.ConfirmHold _,
          StockCommand.ReleaseHold _,
          StockCommand.ForgetHold _,
          StockCommand.FindHold _ ->
          new StockAnswer.NotHeld();
    };
  }

  private StockAnswer decide(StockCommand command, Instant now, Instant expiresAt) {
    Hold hold = draft.hold(command.order());
    return switch (command) {
      case StockCommand.PlaceHold place -> place(place, hold, now, expiresAt);
      case StockCommand.ConfirmHold(OrderId order) -> {
        if (hold == null) {
          yield new StockAnswer.NotHeld();
        }
        if (!hold.isConfirmed()) {
          move(new Move.Confirmed(order));
        }
        yield new StockAnswer.Confirmed();
      }
      case StockCommand.ReleaseHold(OrderId order) -> {
        if (hold == null) {
          yield new StockAnswer.NotHeld();
        }
        move(new Move.Released(order));
        yield new StockAnswer.Released();
      }
      case StockCommand.ForgetHold(OrderId order) -> {
        if (hold == null || !hold.isConfirmed()) {
          yield new StockAnswer.NotHeld();
        }
        move(new Move.Forgotten(order));
        yield new StockAnswer.Released();
      }
      case StockCommand.FindHold _ -> hold == null ? new StockAnswer.NotHeld() : found(hold);
    };
  }

  private StockAnswer found(Hold hold) {
    return held(hold.lines(), hold.expiresAt());
  }

  /** What is told of a hold: it ends with its campaign, if that is sooner. */
  private StockAnswer held(List<PricedLine> lines, Instant expiresAt) {
    Instant deadline = details.deadline();
    return new StockAnswer.Held(
        lines, details.currency(), expiresAt.isBefore(deadline) ? expiresAt : deadline);
  }

  private StockAnswer place(
      StockCommand.PlaceHold place, @Nullable Hold hold, Instant now, Instant expiresAt) {
    // Identity first: a retry gets its hold, even where today's rules would refuse it.
    if (hold != null) {
      return found(hold);
    }
    HoldRefusal refusal = refusal(place, now);
    if (refusal != null) {
      return new StockAnswer.Refused(refusal);
    }
    List<PricedLine> lines = prices.computeIfAbsent(place.lines(), this::priced);
    move(new Move.Held(place.order(), place.backer(), lines, expiresAt));
    return held(lines, expiresAt);
  }

  @Nullable HoldRefusal refusal(StockCommand.PlaceHold place, Instant now) {
    if (!isLive || !now.isBefore(details.deadline())) {
      return HoldRefusal.CAMPAIGN_NOT_LIVE;
    }
    for (Line line : place.lines()) {
      if (details.indexOf(line.tier()) < 0) {
        return HoldRefusal.UNKNOWN_TIER;
      }
    }
    for (Line line : place.lines()) {
      if (!tier(line).isOnSale(now)) {
        return HoldRefusal.TIER_NOT_ON_SALE;
      }
    }
    for (Line line : place.lines()) {
      Integer most = tier(line).perBackerLimit();
      if (most != null
          && draft.backer(place.backer()).unitsOf(line.tier()) + asked(place, line) > most) {
        return HoldRefusal.PER_BACKER_LIMIT;
      }
    }
    long amount = amount(place);
    if (amount > CardCharge.AMOUNT_MAX) {
      return HoldRefusal.BEYOND_ONE_CHARGE;
    }
    for (Line line : place.lines()) {
      if (draft.remaining(details.indexOf(line.tier())) < asked(place, line)) {
        return HoldRefusal.SOLD_OUT;
      }
    }
    return draft.amount() + amount > Money.TOTAL_MAX ? HoldRefusal.BEYOND_CAMPAIGN_TOTAL : null;
  }

  /** An add-on may name the same tier as another line: they count together. */
  private static long asked(StockCommand.PlaceHold place, Line of) {
    long units = 0;
    for (Line line : place.lines()) {
      if (line.tier().equals(of.tier())) {
        units += line.quantity();
      }
    }
    return units;
  }

  private long amount(StockCommand.PlaceHold place) {
    long amount = 0;
    for (Line line : place.lines()) {
      amount += line.quantity() * tier(line).price();
    }
    return amount;
  }

  private List<PricedLine> priced(List<Line> lines) {
    List<PricedLine> priced = new ArrayList<>(lines.size());
    for (Line line : lines) {
      Tier tier = tier(line);
      priced.add(new PricedLine(tier.id(), line.quantity(), tier.price()));
    }
    return List.copyOf(priced);
  }

  private Tier tier(Line line) {
    return details.tiers().get(details.indexOf(line.tier()));
  }

  private void move(Move move) {
    draft.apply(move);
    moves.add(move);
  }
}
