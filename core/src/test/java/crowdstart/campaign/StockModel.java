package crowdstart.campaign;

import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a campaign must answer and count, written from the invariants S1, S3 to S7, C1 and C2 and
 * never from the rules: it keeps every order that ever got stock, and adds up each time.
 */
final class StockModel {
  enum Fate {
    OPEN,
    SOLD,
    FORGOTTEN
  }

  /** Stock that an order has. */
  record Entry(BackerId backer, List<PricedLine> lines, Instant expiresAt, Fate fate) {
    Entry with(Fate next) {
      return new Entry(backer, lines, expiresAt, next);
    }

    long units(TierId tier) {
      return lines.stream()
          .filter(line -> line.tier().equals(tier))
          .mapToLong(PricedLine::quantity)
          .sum();
    }

    long amount(TierId tier) {
      return lines.stream()
          .filter(line -> line.tier().equals(tier))
          .mapToLong(line -> line.quantity() * line.price())
          .sum();
    }
  }

  private final Map<OrderId, Entry> entries = new HashMap<>();
  private final List<Entry> forgotten = new ArrayList<>();
  private List<Tier> tiers = List.of();
  private String stage = "absent";
  private Instant deadline = Instant.MAX;

  void details(List<Tier> now, Instant until) {
    tiers = now;
    deadline = until;
  }

  void stage(String next) {
    stage = next;
    if (!next.equals("draft") && !next.equals("live")) {
      entries.values().removeIf(entry -> entry.fate() == Fate.OPEN);
    }
  }

  String stage() {
    return stage;
  }

  List<Tier> tiers() {
    return tiers;
  }

  List<String> answers(List<StockCommand> commands, Instant now, Instant expiresAt) {
    entries
        .values()
        .removeIf(entry -> entry.fate() == Fate.OPEN && !entry.expiresAt().isAfter(now));
    return commands.stream().map(command -> answer(command, now, expiresAt)).toList();
  }

  private String answer(StockCommand command, Instant now, Instant expiresAt) {
    Entry entry = entries.get(command.order());
    return switch (command) {
      case StockCommand.PlaceHold place ->
          entry != null ? heldAs(entry) : place(place, now, expiresAt);
      case StockCommand.ConfirmHold _ -> {
        if (entry == null) {
          yield "NOT_HELD";
        }
        entries.put(command.order(), entry.with(Fate.SOLD));
        yield "CONFIRMED";
      }
      case StockCommand.ReleaseHold _ ->
          entries.remove(command.order()) == null ? "NOT_HELD" : "RELEASED";
      case StockCommand.FindHold _ -> entry == null ? "NOT_HELD" : heldAs(entry);
      case StockCommand.ForgetHold _ -> {
        if (entry == null || entry.fate() != Fate.SOLD) {
          yield "NOT_HELD";
        }
        forgotten.add(entry.with(Fate.FORGOTTEN));
        entries.remove(command.order());
        yield "RELEASED";
      }
    };
  }

  private String place(StockCommand.PlaceHold place, Instant now, Instant expiresAt) {
    if (stage.equals("absent")) {
      return "UNKNOWN_CAMPAIGN";
    }
    if (!stage.equals("live") || now.compareTo(deadline) >= 0) {
      return "CAMPAIGN_NOT_LIVE";
    }
    Map<TierId, Long> asked = new HashMap<>();
    place.lines().forEach(line -> asked.merge(line.tier(), (long) line.quantity(), Long::sum));
    if (asked.keySet().stream().anyMatch(id -> tiers.stream().noneMatch(t -> t.id().equals(id)))) {
      return "UNKNOWN_TIER";
    }
    List<Tier> wanted = tiers.stream().filter(tier -> asked.containsKey(tier.id())).toList();
    if (wanted.stream().anyMatch(tier -> isShut(tier, now))) {
      return "TIER_NOT_ON_SALE";
    }
    for (Tier tier : wanted) {
      Integer most = tier.perBackerLimit();
      long has = sum(entry -> entry.backer().equals(place.backer()) ? entry.units(tier.id()) : 0);
      if (most != null && has + asked.getOrDefault(tier.id(), 0L) > most) {
        return "PER_BACKER_LIMIT";
      }
    }
    for (Tier tier : wanted) {
      Integer limit = tier.limit();
      if (limit != null && taken(tier.id()) + asked.getOrDefault(tier.id(), 0L) > limit) {
        return "SOLD_OUT";
      }
    }
    List<PricedLine> lines = new ArrayList<>();
    for (Line line : place.lines()) {
      Tier tier = tiers.stream().filter(t -> t.id().equals(line.tier())).findFirst().orElseThrow();
      lines.add(new PricedLine(line.tier(), line.quantity(), tier.price()));
    }
    Entry entry = new Entry(place.backer(), lines, expiresAt, Fate.OPEN);
    entries.put(place.order(), entry);
    return heldAs(entry);
  }

  private static boolean isShut(Tier tier, Instant now) {
    return (tier.startsAt() != null && now.compareTo(tier.startsAt()) < 0)
        || (tier.endsAt() != null && now.compareTo(tier.endsAt()) >= 0);
  }

  private String heldAs(Entry entry) {
    Instant until = entry.expiresAt().compareTo(deadline) < 0 ? entry.expiresAt() : deadline;
    return "HELD " + entry.lines() + " until " + until;
  }

  static Instant expiry(Instant now) {
    return now.plus(Duration.ofMinutes(15));
  }

  long taken(TierId tier) {
    return sum(entry -> entry.units(tier));
  }

  long pledged() {
    return tiers.stream().mapToLong(tier -> totals(tier.id()).soldAmount()).sum();
  }

  TierCount totals(TierId tier) {
    return new TierCount(
        sum(entry -> entry.fate() == Fate.OPEN ? entry.units(tier) : 0),
        sum(entry -> entry.fate() != Fate.OPEN ? entry.units(tier) : 0),
        sum(entry -> entry.fate() == Fate.OPEN ? entry.amount(tier) : 0),
        sum(entry -> entry.fate() != Fate.OPEN ? entry.amount(tier) : 0),
        sum(entry -> entry.units(tier) > 0 ? 1 : 0));
  }

  long orders() {
    return sum(_ -> 1);
  }

  long backers() {
    List<Entry> all = new ArrayList<>(entries.values());
    all.addAll(forgotten);
    return all.stream().map(Entry::backer).distinct().count();
  }

  private long sum(java.util.function.ToLongFunction<Entry> of) {
    return entries.values().stream().mapToLong(of).sum() + forgotten.stream().mapToLong(of).sum();
  }
}
