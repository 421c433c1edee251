package crowdstart.payment;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Banks that dispute what was captured: they take the money, and keep it or do not. */
final class BankModel {
  private static final long FEE = 20;
  private static final int DISPUTES_MAX = 2;

  private final Map<String, Dispute> disputes = new TreeMap<>();
  private final Random random;
  private final List<ProviderNews> webhooks;

  private static final class Dispute {
    final long amount;
    DisputeStanding.Status status = DisputeStanding.Status.OPEN;
    long taken;
    long fee;

    Dispute(long amount) {
      this.amount = amount;
    }
  }

  BankModel(Random random, List<ProviderNews> webhooks) {
    this.random = random;
    this.webhooks = webhooks;
  }

  /** Something was captured, and may be disputed; seldom, and not for ever. */
  void mayDispute() {
    if (disputes.size() < DISPUTES_MAX && random.nextInt(8) == 0) {
      String id = "du_" + (disputes.size() + 1);
      disputes.put(id, new Dispute(PaymentSpec.AMOUNT / random.nextInt(1, 3)));
      webhooks.add(read(id));
    }
  }

  /** Disputes go on, all of them when banks are kind. */
  void settle(boolean isKind) {
    disputes.forEach((id, dispute) -> {
      if (isKind || random.nextInt(3) == 0) {
        move(dispute, isKind);
        webhooks.add(read(id));
      }
    });
  }

  /** The money goes first, or last, or a bank gives in behind its own word. */
  private void move(Dispute it, boolean isKind) {
    switch (it.status) {
      case OPEN -> {
        if (random.nextBoolean()) {
          take(it);
        }
        it.status = DisputeStanding.Status.REVIEW;
      }
      case REVIEW ->
          it.status =
              random.nextBoolean() ? DisputeStanding.Status.WON : DisputeStanding.Status.LOST;
      case WON -> it.taken = 0;
      case LOST -> {
        take(it);
        if (!isKind && random.nextInt(4) == 0) {
          it.status = DisputeStanding.Status.WON;
        }
      }
      case INQUIRY, CLOSED -> throw new AssertionError("not played here");
    }
  }

  private static void take(Dispute it) {
    it.taken = it.amount;
    it.fee = FEE;
  }

  /** All of them are told of once more. */
  void list() {
    disputes.keySet().forEach(id -> webhooks.add(read(id)));
  }

  long taken() {
    return disputes.values().stream().mapToLong(it -> it.taken).sum();
  }

  /** What is not refunded besides. */
  long blocked() {
    return disputes.values().stream()
        .mapToLong(it -> it.status == DisputeStanding.Status.WON ? it.taken : it.amount)
        .sum();
  }

  ProviderNews read(String id) {
    Dispute it = disputes.get(id);
    if (it == null) {
      throw new AssertionError("no such dispute: " + id);
    }
    return new ProviderNews.Dispute(
        new DisputeStanding(id, it.status, it.amount, it.taken, it.fee, "general"));
  }
}
